//! The contract, documented and observed, point by point.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::client::{calls, connect, ids, list, post, send, server};

const PATH: &str = "/functions/v1/list-calls";

#[test]
fn a_page_has_calls_total_and_has_more() {
    let remote = server(120);
    let page = list(&remote, &json!({"limit": 100}));
    assert_eq!(calls(&page).len(), 100);
    assert_eq!(page["total"], 120);
    assert_eq!(page["has_more"], true);
    let rest = list(&remote, &json!({"limit": 100, "offset": 100}));
    assert_eq!(calls(&rest).len(), 20);
    assert_eq!(rest["has_more"], false);
}

#[test]
fn a_call_has_the_documented_fields_first_and_three_more() {
    let remote = server(1);
    let page = list(&remote, &json!({}));
    let fields: Vec<&str> =
        calls(&page)[0].as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "id agent_id from_number to_number direction status duration sentiment \
                    call_summary created_at agent_name started_at ended_at";
    assert_eq!(fields.join(" "), expected);
}

#[test]
fn limit_is_fifty_when_not_given_and_more_than_a_hundred_is_answered() {
    let remote = server(1_200);
    assert_eq!(calls(&list(&remote, &json!({}))).len(), 50);
    assert_eq!(calls(&list(&remote, &json!({"limit": null}))).len(), 50);
    assert_eq!(calls(&list(&remote, &json!({"limit": 400}))).len(), 400);
    assert_eq!(calls(&list(&remote, &json!({"limit": 5_000}))).len(), 1_000);
}

#[test]
fn newest_come_first() {
    let remote = server(300);
    let page = list(&remote, &json!({"limit": 300}));
    let instants: Vec<_> = calls(&page)
        .iter()
        .map(|call| {
            chrono::DateTime::parse_from_rfc3339(call["created_at"].as_str().unwrap()).unwrap()
        })
        .collect();
    assert!(instants.is_sorted_by(|newer, older| newer >= older));
}

#[test]
fn calls_of_one_instant_change_places_from_request_to_request() {
    let remote = server(30);
    let at = chrono::Utc::now() + chrono::TimeDelta::hours(1);
    let tied: HashSet<String> = remote.insert_made_up(12, at).into_iter().collect();
    let orders: HashSet<Vec<String>> =
        (0..20).map(|_| ids(&list(&remote, &json!({"limit": 12})))).collect();
    assert!(orders.len() > 15, "{}", orders.len());
    for order in orders {
        assert_eq!(order.into_iter().collect::<HashSet<_>>(), tied);
    }
}

#[test]
fn a_page_that_cuts_a_tie_shows_other_calls_of_it_each_time() {
    let remote = server(0);
    remote.insert_made_up(60, chrono::Utc::now());
    for offset in [0, 25, 50] {
        let seen: HashSet<String> = (0..12)
            .flat_map(|_| ids(&list(&remote, &json!({"limit": 10, "offset": offset}))))
            .collect();
        assert!(seen.len() > 40, "{} from {offset}", seen.len());
    }
}

#[test]
fn paging_by_offset_through_a_tie_repeats_some_calls_and_misses_others() {
    let remote = server(0);
    let all: HashSet<String> = remote.insert_made_up(60, chrono::Utc::now()).into_iter().collect();
    let seen: Vec<String> = (0..6)
        .flat_map(|page| ids(&list(&remote, &json!({"limit": 10, "offset": page * 10}))))
        .collect();
    assert_eq!(seen.len(), 60);
    let different: HashSet<String> = seen.into_iter().collect();
    assert!(different.len() < 60);
    assert!(different.is_subset(&all));
}

#[test]
fn both_bounds_are_inclusive_to_the_microsecond() {
    let remote = server(0);
    for (id, fraction) in [("a", "000001"), ("b", "000002"), ("c", "000003")] {
        let created_at = format!("2026-02-18T06:09:30.{fraction}+00:00");
        remote.insert(json!({"id": id, "created_at": created_at}));
    }
    let between = |from: &str, to: &str| {
        ids(&list(&remote, &json!({"from_date": from, "to_date": to}))).join("")
    };
    assert_eq!(between("2026-02-18T06:09:30.000002Z", "2026-02-18T06:09:30.000003Z"), "cb");
    assert_eq!(between("2026-02-18T07:09:30.000001+01:00", "2026-02-18T06:09:30.000001Z"), "a");
    assert_eq!(between("2026-02-18", ""), "cba");
    assert_eq!(between("2026-02-19", ""), "");
    assert_eq!(between("2026-02-18T06:09:31Z", "2026-02-18"), "");
}

#[test]
fn a_phone_number_matches_exactly_on_either_side() {
    let remote = server(0);
    let at = "2026-02-18T06:09:30+00:00";
    remote.insert(json!({"id": "from", "from_number": "+16045550142", "created_at": at}));
    remote.insert(json!({"id": "to", "to_number": "+16045550142", "created_at": at}));
    remote.insert(json!({"id": "other", "to_number": "+160455501420", "created_at": at}));
    let found: HashSet<String> =
        ids(&list(&remote, &json!({"phone_number": "+16045550142"}))).into_iter().collect();
    assert_eq!(found, HashSet::from(["from".to_owned(), "to".to_owned()]));
    let spaced = list(&remote, &json!({"phone_number": "+1 604 555 0142"}));
    assert_eq!(spaced["total"], 0);
}

#[test]
fn null_and_empty_filters_and_unknown_fields_filter_nothing() {
    let remote = server(80);
    let everything = json!({
        "direction": null, "status": "", "agent_id": "", "from_date": null, "to_date": "",
        "phone_number": null, "colour": "red", "offset": null,
    });
    assert_eq!(list(&remote, &everything)["total"], 80);
}

#[test]
fn a_body_that_is_no_json_object_counts_as_an_empty_one() {
    let remote = server(80);
    for body in ["", "limit=5", "{\"limit\": 5", "[5]", "null", "\u{feff}{}"] {
        let reply = post(&remote, body).unwrap();
        assert_eq!(reply.status, 200, "{body}");
        assert_eq!(calls(&reply.json()).len(), 50, "{body}");
    }
}

#[test]
fn an_offset_past_the_total_is_a_500_and_one_at_the_total_an_empty_page() {
    let remote = server(20);
    let reply = post(&remote, r#"{"offset": 21}"#).unwrap();
    assert_eq!(reply.status, 500);
    let expected =
        json!({"error": {"code": "query_error", "message": "Requested range not satisfiable"}});
    assert_eq!(reply.json(), expected);
    let at_the_end = list(&remote, &json!({"offset": 20}));
    assert_eq!(at_the_end, json!({"calls": [], "total": 20, "has_more": false}));
}

#[test]
fn what_the_database_cannot_read_is_a_query_error() {
    let remote = server(20);
    for body in [r#"{"from_date": "soon"}"#, r#"{"limit": -1}"#, r#"{"offset": -1}"#] {
        let reply = post(&remote, body).unwrap();
        assert_eq!((reply.status, reply.error_code().as_str()), (500, "query_error"), "{body}");
    }
}

#[test]
fn an_unknown_word_is_an_empty_answer() {
    let remote = server(20);
    for filter in [json!({"direction": "sideways"}), json!({"status": "COMPLETED"})] {
        assert_eq!(list(&remote, &filter), json!({"calls": [], "total": 0, "has_more": false}));
    }
}

#[test]
fn a_null_status_is_shown_as_completed_and_found_by_no_status() {
    let remote = server(0);
    let at = "2026-02-18T06:09:30+00:00";
    remote.insert(json!({"id": "null", "status": null, "created_at": at}));
    remote.insert(json!({"id": "done", "status": "completed", "created_at": at}));
    let shown = list(&remote, &json!({}));
    assert!(calls(&shown).iter().all(|call| call["status"] == "completed"));
    assert_eq!(ids(&list(&remote, &json!({"status": "completed"}))), ["done"]);
    assert_eq!(remote.null_status_ids(), ["null"]);
}

#[test]
fn a_wrong_or_missing_token_is_told_in_the_error_envelope() {
    let remote = server(5);
    let right = format!("Authorization: Bearer {}", remote.token());
    for headers in [&[][..], &["Authorization: Bearer nope"], &["Authorization: Basic eDp5"]] {
        let reply = send(&remote, "POST", PATH, headers, "{}").unwrap();
        assert_eq!((reply.status, reply.error_code().as_str()), (401, "unauthorized"));
        assert!(reply.json()["error"]["message"].is_string());
    }
    assert_eq!(send(&remote, "POST", PATH, &[&right], "{}").unwrap().status, 200);
    assert_eq!(remote.requests(), 4, "refused requests are counted too");
}

#[test]
fn other_paths_and_methods_are_refused() {
    let remote = server(5);
    let token = format!("Authorization: Bearer {}", remote.token());
    let status = |method, path| send(&remote, method, path, &[&token], "").unwrap().status;
    assert_eq!(status("GET", PATH), 405);
    assert_eq!(status("DELETE", PATH), 405);
    assert_eq!(status("POST", "/functions/v1/list-call"), 404);
    assert_eq!(status("POST", "/list-calls"), 404);
    assert_eq!(status("GET", "/"), 404);
}

#[test]
fn an_answer_is_compressed_only_for_a_client_that_asks() {
    let remote = server(100);
    let token = format!("Authorization: Bearer {}", remote.token());
    let ask = |accepts: &str| send(&remote, "POST", PATH, &[&token, accepts], "{}").unwrap();
    let packed = ask("Accept-Encoding: br, gzip");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(calls(&packed.unpacked()).len(), 50);
    let plain = ask("Accept-Encoding: br, gzip;q=0");
    assert_eq!(plain.header("content-encoding"), None);
    assert!(packed.body.len() * 2 < plain.body.len());
}

#[test]
fn the_same_connection_serves_many_requests() {
    use std::io::{Read, Write};
    let remote = server(3);
    let mut stream = connect(&remote);
    for _ in 0..3 {
        let token = remote.token();
        write!(stream, "POST {PATH} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\nContent-Length: 2\r\n\r\n{{}}").unwrap();
        let mut seen = String::new();
        while !seen.contains("\"has_more\":false}") {
            let mut buffer = [0; 4_096];
            let size = stream.read(&mut buffer).unwrap();
            assert!(size > 0, "closed after {seen}");
            seen.push_str(&String::from_utf8_lossy(&buffer[..size]));
        }
        assert!(seen.starts_with("HTTP/1.1 200"));
    }
    assert_eq!(remote.requests(), 3);
}

#[test]
fn what_was_put_in_comes_out_unchanged() {
    let remote = server(0);
    let call = json!({
        "id": "x", "zebra": {"deep": [1, 2.5, null]}, "duration": 1e3, "created_at": "2026-02-18T06:09:30.5Z",
        "call_summary": "Zeile\n\"zitiert\" 🙂 \u{0}", "sentiment": "Positive",
    });
    remote.insert(call.clone());
    let page = list(&remote, &json!({}));
    assert_eq!(calls(&page)[0].to_string(), call.to_string());
    assert_eq!(page["calls"], Value::Array(remote.calls()));
}
