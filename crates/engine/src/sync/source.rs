//! Where pages come from: the remote client, or a model server in a test.

use std::future::Future;

use offhook_remote::{Client, Error, Page, PageRequest};

/// Gives one page for one request.
pub trait Source: Sync {
    /// Asks for one page.
    ///
    /// # Errors
    /// [`Error`]; see there which are worth another try.
    fn page(&self, request: &PageRequest) -> impl Future<Output = Result<Page, Error>> + Send;

    /// What tells this account from others: hashed before it is remembered.
    fn account(&self) -> String;

    /// Whether the server is this machine itself.
    fn is_loopback(&self) -> bool;
}

impl Source for Client {
    fn page(&self, request: &PageRequest) -> impl Future<Output = Result<Page, Error>> + Send {
        Self::page(self, request)
    }

    fn account(&self) -> String {
        self.account_key()
    }

    fn is_loopback(&self) -> bool {
        self.endpoint().is_loopback()
    }
}
