//! What eyes do: read what the page shows, though it may be exchanging it at that moment.

use std::collections::BTreeMap;
use std::time::Instant;

use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use tokio::time::sleep;

use crate::window::{APPEAR, POLL, Window, by_test_id};

/// One line of the table as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// The call's id.
    pub id: String,
    /// Text of each cell, by column: `cell-status` is `status` here. A phone number as the server
    /// wrote it, not as it is spelled for people.
    pub cells: BTreeMap<String, String>,
}

impl Window {
    /// Its text as shown.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn text(&self, test_id: &str) -> String {
        self.ask(&by_test_id(test_id), async |element| element.text().await).await
    }

    /// What it says in this attribute.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn attribute(&self, test_id: &str, name: &str) -> Option<String> {
        self.ask(&by_test_id(test_id), async |element| element.attr(name).await).await
    }

    /// What stands in this input.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn typed(&self, test_id: &str) -> Option<String> {
        self.ask(&by_test_id(test_id), async |element| element.prop("value").await).await
    }

    /// Its `data-value`: the plain value behind what is shown.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn value(&self, test_id: &str) -> Option<String> {
        self.attribute(test_id, "data-value").await
    }

    /// Asks something of the element, once it is there and for as long as it takes: the page may
    /// put a new one in its place, or cover it for a moment.
    pub(crate) async fn ask<T>(
        &self,
        css: &str,
        question: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        let started = Instant::now();
        loop {
            match question(self.appears(css).await).await {
                Ok(answer) => return answer,
                Err(error) if will_pass(&error) && started.elapsed() < APPEAR => sleep(POLL).await,
                Err(error) => panic!("asking `{css}`: {error}"),
            }
        }
    }

    /// The rows of the table, from top to bottom.
    ///
    /// # Panics
    /// When the table cannot be read.
    pub async fn rows(&self) -> Vec<ShownRow> {
        const READ: &str = r#"
            return [...document.querySelectorAll('[data-testid="call-row"]')].map((row) => [
                row.dataset.callId,
                Object.fromEntries([...row.querySelectorAll('[data-testid^="cell-"]')].map(
                    (cell) => [cell.dataset.testid.slice(5),
                        cell.querySelector('[data-raw]')?.dataset.raw ?? cell.textContent.trim()])),
            ]);"#;
        let rows = self.run(READ, vec![]).await;
        let rows: Vec<(String, _)> = serde_json::from_value(rows).expect("rows with their ids");
        rows.into_iter().map(|(id, cells)| ShownRow { id, cells }).collect()
    }
}

/// The element was exchanged since it was found, or something lies over it that is just leaving.
fn will_pass(error: &CmdError) -> bool {
    let is_covered = matches!(error, CmdError::Standard(told) if told.error == ErrorStatus::ElementClickIntercepted);
    is_covered || error.is_stale_element_reference() || error.is_element_not_interactable()
}
