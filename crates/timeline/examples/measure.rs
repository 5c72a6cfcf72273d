use offhook_model::{Filter, Instant, Sort};
use offhook_timeline::*;
use std::time::Instant as T;
fn main() {
    let n: u32 = std::env::args().nth(1).map_or(1_000_000, |s| s.parse().unwrap());
    let mut x = 12345_u64;
    let mut r = |m: u64| {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        x % m
    };
    let st = ["completed", "failed", "busy", "no-answer", "canceled"];
    let se = ["positive", "neutral", "negative"];
    let agents: Vec<String> = (0..8).map(|i| format!("agent-{i}")).collect();
    let nums: Vec<String> = (0..u64::from(n) * 3 / 10)
        .map(|i| format!("+1{:010}", 6_000_000_000 + i * 7919 % 3_999_999_999))
        .collect();
    let rows: Vec<(u32, i64, usize, usize, usize, usize, usize, i64, usize)> = (0..n)
        .map(|i| {
            (
                n - i,
                i64::from(n - i) * 10_000_000,
                r(2) as usize,
                r(5) as usize,
                r(8) as usize,
                r(nums.len() as u64) as usize,
                r(nums.len() as u64) as usize,
                r(1200) as i64,
                r(3) as usize,
            )
        })
        .collect();
    let t0 = T::now();
    let tl = Timeline::from_entries(rows.iter().map(|x| Entry {
        seq: x.0,
        created_at_us: x.1,
        direction: Some(["inbound", "outbound"][x.2]),
        status: Some(st[x.3]),
        agent_id: Some(&agents[x.4]),
        from_number: Some(&nums[x.5]),
        to_number: Some(&nums[x.6]),
        duration_s: Some(x.7),
        sentiment: Some(se[x.8]),
        removed: false,
    }));
    println!("build {:?} bytes/call {:.1}", t0.elapsed(), tl.bytes() as f64 / f64::from(n));
    let t0 = T::now();
    let p = tl.to_parts();
    println!("to_parts {:?}", t0.elapsed());
    let t0 = T::now();
    let tl = Timeline::from_parts(&p).unwrap();
    println!("from_parts {:?}", t0.elapsed());
    let t0 = T::now();
    let t2 = tl.replaced(
        &[1, 2, 3],
        (0..100).map(|i| Entry {
            seq: n + i,
            created_at_us: 3 - i64::from(i / 40),
            direction: Some("inbound"),
            status: Some("failed"),
            agent_id: None,
            from_number: None,
            to_number: None,
            duration_s: None,
            sentiment: None,
            removed: false,
        }),
    );
    println!("replaced {:?} {}", t0.elapsed(), t2.len());
    let half: SeqSet = (0..n).filter(|i| i % 3 == 0).collect();
    let mut marks = Marks::default();
    for i in 0..5000 {
        marks.set(
            i * 17,
            &MarksOf { starred: i % 2 == 0, reviewed: true, noted: false, tags: vec!["a".into()] },
        );
    }
    for facets in [false, true] {
        let mut times = vec![];
        for q in 0..400 {
            let mut f = Filter::everything();
            if r(3) == 0 {
                f.direction = vec!["inbound".into()];
            }
            if r(3) == 0 {
                f.statuses = vec![st[r(5) as usize].into(), st[r(5) as usize].into()];
            }
            if r(4) == 0 {
                f.agent_ids = vec![agents[r(8) as usize].clone()];
            }
            if r(4) == 0 {
                f.sentiment = vec!["negative".into()];
            }
            if r(4) == 0 {
                f.from = Some(Instant::from_us(r(n as u64) as i64 * 10_000_000));
            }
            if r(5) == 0 {
                f.min_duration_s = Some(r(1000) as i64);
            }
            if r(6) == 0 {
                f.phone_number = vec![nums[r(nums.len() as u64) as usize].clone()];
            }
            if r(8) == 0 {
                f.from_digits = vec!["160".into()];
            }
            f.sort = [Sort::Newest, Sort::Oldest, Sort::Longest, Sort::Shortest][r(4) as usize];
            f.offset = r(u64::from(n) / 10);
            f.limit = 50;
            let term = TermMatch {
                seqs: Some(&half),
                digits: Some("604555"),
                agent_ids: &[],
                negated: false,
            };
            let terms = [term];
            let edges: Vec<i64> = (0..=200).map(|i| i * i64::from(n) * 10_000_000 / 200).collect();
            let q = Question {
                filter: &f,
                narrowed: Narrowed {
                    terms: if q % 3 == 0 { &terms } else { &[] },
                    marks: Some(&marks),
                },
                facets,
                edges_us: if facets { &edges } else { &[] },
            };
            let t0 = T::now();
            let a = tl.ask(&q);
            times.push((t0.elapsed(), a.total, f.sort));
        }
        times.sort_by_key(|t| t.0);
        println!(
            "facets {facets} p50 {:?} p99 {:?} max {:?}",
            times[200].0, times[396].0, times[399]
        );
    }
}
