//! From what a hand does until the rows that answer it are painted, on the page's own clock: what
//! the driver takes for its part is not in it.
//!
//! The driver presses a real key or button; the system's event carries the time of the press. The
//! list names the answer it shows, and a mutation observer sees that change together with the
//! rows. Then two animation frames are awaited: the first begins before those rows are painted, the
//! second after. So up to one frame (17 ms) too much is counted, never too little.

use std::time::Duration;

use offhook_tests::window::Window;
use serde_json::json;
use tokio::time::sleep;

use crate::times::Times;

/// Typed letter by letter. Each beginning is found in many calls, so that there are rows to paint.
pub(crate) const TEXTS: &[&str] =
    &["refund", "delivery", "appointment", "emma", "invoice", "604", "order"];
/// Clicked once to choose them and once more to let go, over what was chosen before.
const FACETS: [&str; 6] = [
    "facet-direction-inbound",
    "facet-sentiment-negative",
    "facet-status-completed",
    "facet-duration-60-299",
    "facet-reviewed-false",
    "facet-status-failed",
];
/// Between two keys of somebody who types fast.
const PAUSE: Duration = Duration::from_millis(120);

const WATCH: &str = "
    const view = document.querySelector('[data-testid=calls-view]');
    const probe = window.probe = {
        pressed: 0, lag: 0,
        arm(type) {
            probe.pressed = null;
            const before = view.dataset.answer;
            probe.painted = new Promise((resolve) => {
                const press = (event) => {
                    if (probe.pressed !== null) return;
                    probe.pressed = event.timeStamp;
                    probe.lag = performance.now() - event.timeStamp;
                };
                addEventListener(type, press, { capture: true, once: true });
                const observer = new MutationObserver(() => {
                    if (view.dataset.answer === before || probe.pressed === null) return;
                    observer.disconnect();
                    requestAnimationFrame(() => requestAnimationFrame(() =>
                        resolve([performance.now() - probe.pressed, probe.lag])));
                });
                observer.observe(view, { attributes: true, attributeFilter: ['data-answer'] });
            });
        },
    };";

/// A window whose paints are watched.
pub(crate) struct Painted<'a> {
    window: &'a Window,
    lag: Times,
}

impl<'a> Painted<'a> {
    pub(crate) async fn watching(window: &'a Window) -> Self {
        window.run(WATCH, vec![]).await;
        Self { window, lag: Times::default() }
    }

    /// How long after its stamp an event reached the page.
    pub(crate) fn lag(&self) -> &Times {
        &self.lag
    }

    /// Every text, letter by letter.
    pub(crate) async fn keys(&mut self) -> Vec<Duration> {
        let mut times = Vec::new();
        for text in TEXTS {
            self.window.click("search-input").await;
            for letter in text.chars() {
                sleep(PAUSE).await;
                self.arm("keydown").await;
                self.window.keys(&letter.to_string()).await;
                times.push(self.painted().await);
            }
            self.arm("click").await;
            self.window.click("search-clear").await;
            self.painted().await;
        }
        times
    }

    /// Every facet, on top of those before it, and off again.
    pub(crate) async fn clicks(&mut self) -> Vec<Duration> {
        let mut times = Vec::new();
        for facet in FACETS.iter().chain(FACETS.iter().rev()) {
            sleep(PAUSE).await;
            self.arm("click").await;
            self.window.click(facet).await;
            times.push(self.painted().await);
        }
        times
    }

    async fn arm(&self, event: &str) {
        self.window.run("probe.arm(arguments[0])", vec![json!(event)]).await;
    }

    async fn painted(&mut self) -> Duration {
        // A timer that is left would wake the page later on, while its rest is measured.
        const WAIT: &str = "const [done] = arguments;
            let timer;
            const late = new Promise((resolve) => timer = setTimeout(() => resolve(null), 20000));
            Promise.race([probe.painted, late]).then((told) => { clearTimeout(timer); done(told); })";
        let told = self.window.run_async(WAIT, vec![]).await;
        if told.is_null() {
            self.window.screenshot("bench-window-failed").await;
        }
        let [took, lag]: [f64; 2] = serde_json::from_value(told).expect("rows are painted");
        let ms = |time: f64| Duration::from_secs_f64(time.max(0.0) / 1e3);
        self.lag.extend([ms(lag)]);
        ms(took)
    }
}
