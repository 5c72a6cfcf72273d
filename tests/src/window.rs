//! The real, built window, driven as a person would: find by test id, click, type, read.
//!
//! Everything waits on elements and has a time limit, because a program that dies at its start
//! makes a WebDriver wait for ever.

use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{sleep, timeout};

use crate::driver::{Drawing, Driver};

/// Opening takes under a second; the rest is for a busy machine.
const OPEN: Duration = Duration::from_secs(60);
/// How long one thing on the page may take to appear.
pub(crate) const APPEAR: Duration = Duration::from_secs(30);
pub(crate) const POLL: Duration = Duration::from_millis(40);
/// How long typed keys may take to arrive, and how often they are typed at most.
const TYPED: Duration = Duration::from_secs(3);
const TRIES: usize = 3;

/// An open window with its driver. Cheap to clone; the last clone ends both.
#[derive(Clone, Debug)]
pub struct Window {
    pub(crate) client: Client,
    _driver: Arc<Driver>,
}

/// The program as built next to this test.
///
/// # Panics
/// When it has not been built.
#[must_use]
pub fn program() -> PathBuf {
    let own = std::env::current_exe().expect("the test's own path");
    let folder = own.parent().and_then(|deps| deps.parent()).expect("target/<profile>");
    let program = folder.join("offhook-desktop");
    assert!(program.is_file(), "{} is not built: run `cargo xtask test`", program.display());
    program
}

/// Keeps a file in `target/e2e`, to look at after the test.
///
/// # Panics
/// When it cannot be written.
pub fn keep(name: &str, content: &[u8]) {
    let program = program();
    let target = program.parent().and_then(|profile| profile.parent()).expect("target");
    let file = target.join("e2e").join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("target/e2e");
    fs::write(file, content).expect("the file is written");
}

impl Window {
    /// Opens the built window with these words on its command line.
    ///
    /// # Panics
    /// When it does not open in time.
    pub async fn open(args: &[&str]) -> Self {
        Self::open_with(args, Drawing::ForPictures, &[]).await
    }

    /// The same with these words in its environment.
    ///
    /// # Panics
    /// When it does not open in time.
    pub async fn open_in(environment: &[(&str, &str)], args: &[&str]) -> Self {
        Self::open_with(args, Drawing::ForPictures, environment).await
    }

    /// The same, drawn as this says.
    ///
    /// # Panics
    /// When it does not open in time.
    pub async fn open_drawing(args: &[&str], drawing: Drawing) -> Self {
        Self::open_with(args, drawing, &[]).await
    }

    async fn open_with(args: &[&str], drawing: Drawing, environment: &[(&str, &str)]) -> Self {
        let driver = Driver::start(drawing, environment);
        let mut capabilities = Capabilities::new();
        let options = json!({ "binary": program(), "args": args });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = timeout(OPEN, builder.connect(&driver.url()))
            .await
            .expect("the window opens in time")
            .expect("the window opens");
        Self { client, _driver: Arc::new(driver) }
    }

    /// Runs `story` for at most `limit`. A failing story leaves `target/e2e/<name>-failed.png`.
    ///
    /// # Panics
    /// When the story fails or its time is over.
    pub async fn tell<S>(self, name: &str, limit: Duration, story: impl FnOnce(Self) -> S)
    where
        S: Future<Output = ()> + 'static,
    {
        // A task of its own, so that its panic can be caught and the page looked at.
        let task = story(self.clone());
        let told =
            LocalSet::new().run_until(async { timeout(limit, spawn_local(task)).await }).await;
        if !matches!(told, Ok(Ok(()))) {
            self.screenshot(&format!("{name}-failed")).await;
        }
        self.close().await;
        match told {
            Ok(Ok(())) => {}
            Ok(Err(failed)) => std::panic::resume_unwind(failed.into_panic()),
            Err(_) => panic!("`{name}` is not done after {} s", limit.as_secs()),
        }
    }

    /// Ends the session, which closes the window.
    async fn close(self) {
        // The driver's group is killed in any case.
        let _ = timeout(APPEAR, self.client.clone().close()).await;
    }

    /// The element with this test id, once it is there.
    ///
    /// # Panics
    /// When it does not appear in time.
    pub async fn find(&self, test_id: &str) -> Element {
        self.appears(&by_test_id(test_id)).await
    }

    pub(crate) async fn appears(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(APPEAR).every(POLL);
        wait.for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("`{css}` does not appear: {error}"))
    }

    /// Whether there is such an element now.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn shows(&self, test_id: &str) -> bool {
        !self
            .client
            .find_all(Locator::Css(&by_test_id(test_id)))
            .await
            .expect("the page answers")
            .is_empty()
    }

    /// Clicks it, once it is there.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub async fn click(&self, test_id: &str) {
        self.ask(&by_test_id(test_id), async |element| element.click().await).await;
    }

    /// Clicks the one that is inside the other.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub async fn click_within(&self, outer: &str, inner: &str) {
        let css = format!("{} {}", by_test_id(outer), by_test_id(inner));
        self.ask(&css, async |element| element.click().await).await;
    }

    /// Replaces what an input holds by typing. Types again when the page has moved the focus
    /// meanwhile, as a person would who sees it.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub async fn type_into(&self, test_id: &str, text: &str) {
        let element = self.find(test_id).await;
        for _ in 0..TRIES {
            element.clear().await.unwrap_or_else(|error| panic!("clearing `{test_id}`: {error}"));
            let typed = element.send_keys(text).await;
            typed.unwrap_or_else(|error| panic!("typing into `{test_id}`: {error}"));
            // The driver is done when it has sent the keys, before the last of them has arrived.
            let started = Instant::now();
            while started.elapsed() < TYPED {
                let value = element.prop("value").await.expect("an input has a value");
                if value.as_deref() == Some(text) {
                    return;
                }
                sleep(POLL).await;
            }
        }
        panic!("`{test_id}` does not take what is typed");
    }

    /// Chooses this value of a drop-down list.
    ///
    /// # Panics
    /// When there is no such value.
    pub async fn choose(&self, test_id: &str, value: impl ToString) {
        let chosen = self.find(test_id).await.select_by_value(&value.to_string()).await;
        chosen.unwrap_or_else(|error| panic!("choosing in `{test_id}`: {error}"));
    }

    /// Presses Enter in it.
    ///
    /// # Panics
    /// When it takes no keys.
    pub async fn press_enter(&self, test_id: &str) {
        let element = self.find(test_id).await;
        let pressed = element.send_keys(&Key::Enter.to_string()).await;
        pressed.unwrap_or_else(|error| panic!("Enter in `{test_id}`: {error}"));
    }

    /// Whether keys go to it now.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn has_focus(&self, test_id: &str) -> bool {
        let script = "return document.activeElement?.dataset.testid === arguments[0]";
        self.run(script, vec![json!(test_id)]).await == json!(true)
    }

    /// Whether keys go to something inside it now.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn has_focus_within(&self, test_id: &str) -> bool {
        let script =
            "return document.activeElement?.closest(`[data-testid='${arguments[0]}']`) !== null";
        self.run(script, vec![json!(test_id)]).await == json!(true)
    }

    /// Waits until the number of calls shown is `total`.
    ///
    /// # Panics
    /// When it is another one for too long.
    pub async fn wait_for_total(&self, total: usize) {
        let wanted = Some(total.to_string());
        self.wait_until(&format!("the total is {total}"), async || {
            self.value("total-count").await == wanted
        })
        .await;
    }

    /// Waits until `condition` holds; `what` says in the failure what was waited for.
    ///
    /// # Panics
    /// When it does not hold in time.
    pub async fn wait_until(&self, what: &str, condition: impl AsyncFn() -> bool) {
        let started = Instant::now();
        while !condition().await {
            assert!(started.elapsed() < APPEAR, "waited in vain until {what}");
            sleep(POLL).await;
        }
    }

    /// Runs a script in the page and returns what it returns.
    ///
    /// # Panics
    /// When the script fails.
    pub async fn run(&self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute(script, args).await.expect("the script runs")
    }

    /// Runs a script that calls its last argument with the result, and returns that.
    ///
    /// # Panics
    /// When the script fails.
    pub async fn run_async(&self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute_async(script, args).await.expect("the script runs")
    }

    /// Looks at the window in this theme, `light` or `dark`: the page is loaded again.
    ///
    /// # Panics
    /// When it cannot be loaded.
    pub async fn wear(&self, theme: &str) {
        self.run("localStorage.setItem('offhook.theme', arguments[0])", vec![json!(theme)]).await;
        self.reload().await;
    }

    /// Makes the window this large, in pixels of the page.
    ///
    /// # Panics
    /// When it does not become so.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
        self.wait_until(&format!("the window is {width} × {height}"), async || {
            self.run("return [innerWidth, innerHeight]", vec![]).await == json!([width, height])
        })
        .await;
    }

    /// Loads the page again, as a new start of the window would.
    ///
    /// # Panics
    /// When it cannot be loaded.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    /// A picture of the window, as PNG.
    ///
    /// # Panics
    /// When there is none in time.
    pub async fn picture(&self) -> Vec<u8> {
        let picture = timeout(APPEAR, self.client.screenshot()).await;
        picture.expect("a picture in time").expect("a picture")
    }

    /// Keeps a picture of the window in `target/e2e/<name>.png`, where one can be had.
    ///
    /// # Panics
    /// When the picture cannot be written.
    pub async fn screenshot(&self, name: &str) {
        let Ok(Ok(png)) = timeout(APPEAR, self.client.screenshot()).await else {
            return;
        };
        keep(&format!("{name}.png"), &png);
    }
}

pub(crate) fn by_test_id(test_id: &str) -> String {
    format!("[data-testid=\"{test_id}\"]")
}
