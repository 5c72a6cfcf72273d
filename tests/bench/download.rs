//! Two ways to read the whole account that are not ours: the bare walk, which our time is held
//! against, and the plain offset loader, which our correctness is held against.

use std::collections::HashMap;
use std::future::Future;

use offhook_engine::{Client, Page, PageRequest, Timeouts, Token};
use offhook_model::Call;
use serde_json::Value;

const PAGE_LIMIT: u32 = 100;

/// What a download cost and brought.
pub(crate) struct Downloaded {
    pub(crate) requests: u64,
    pub(crate) rows: u64,
}

/// The product's own client.
pub(crate) fn client(endpoint: &str, token: &str) -> Client {
    let endpoint = endpoint.parse().expect("an address");
    let token = Token::new(token).expect("a token");
    Client::new(endpoint, token, Timeouts::default()).expect("a client")
}

/// Waits for work as the command line does: on one thread.
pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

/// Walks back in time as our sync does, and drops every page.
pub(crate) fn walk(client: &Client) -> Downloaded {
    let mut request = PageRequest { limit: PAGE_LIMIT, ..PageRequest::default() };
    let mut downloaded = Downloaded { requests: 0, rows: 0 };
    block_on(async {
        loop {
            let page = client.page(&request).await.expect("a page");
            downloaded.requests += 1;
            downloaded.rows += page.rows() as u64;
            let Some(oldest) = page.calls.last().filter(|_| page.has_more) else { break };
            let next = Some(oldest.created_at.plus_us(1));
            assert_ne!(next, request.to, "a tie larger than a page: this walk cannot pass it");
            request.to = next;
        }
    });
    downloaded
}

/// The plain loader: offset by offset until there is no more; what it read it keeps by id.
#[derive(Default)]
pub(crate) struct OffsetLoader {
    rows: HashMap<String, Value>,
}

impl OffsetLoader {
    /// Reads everything and gives the number of requests.
    pub(crate) fn load(&mut self, client: &Client) -> u64 {
        let mut requests = 0;
        let mut request = PageRequest { limit: PAGE_LIMIT, ..PageRequest::default() };
        block_on(async {
            loop {
                requests += 1;
                // Calls that vanish can put the next offset past the end, which is an error.
                let Ok(page) = client.page(&request).await else { break };
                self.keep(&page);
                if !page.has_more {
                    break;
                }
                request.offset += u64::from(PAGE_LIMIT);
            }
        });
        requests
    }

    fn keep(&mut self, page: &Page) {
        let value = |call: &Call| serde_json::from_str(&call.document).expect("a row is JSON");
        let row = |call: &Call| (call.id.clone(), value(call));
        self.rows.extend(page.calls.iter().map(row));
    }

    pub(crate) fn calls(&self) -> Vec<Value> {
        self.rows.values().cloned().collect()
    }
}
