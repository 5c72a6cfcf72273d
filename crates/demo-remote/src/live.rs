//! Time that passes: new calls ring in, and the unsettled ones end and get their summaries.

use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::handle::Handle;

const TICK: Duration = Duration::from_millis(250);

/// Runs until the server stops. The account's clock starts at `now_us` and goes at wall speed.
pub(crate) async fn run(handle: Handle, now_us: i64, seed: u64) {
    let started = Instant::now();
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x11FE);
    let mut next_arrival_us = now_us + gap_us(&mut rng);
    loop {
        tokio::time::sleep(TICK).await;
        let elapsed_us = i64::try_from(started.elapsed().as_micros()).unwrap_or(i64::MAX);
        let at_us = now_us.saturating_add(elapsed_us);
        handle.with(|ledger| {
            ledger.settle(at_us);
            while next_arrival_us <= at_us {
                ledger.arrive(next_arrival_us);
                next_arrival_us += gap_us(&mut rng);
            }
        });
    }
}

fn gap_us(rng: &mut ChaCha8Rng) -> i64 {
    rng.random_range(2_500_000..8_000_000)
}
