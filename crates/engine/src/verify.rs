//! Asks the server and the cache the same question and compares the answers. Two requests at most.

use std::fmt;

use offhook_model::{Call, Filter, RawFilter};
use offhook_remote::PageRequest;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::query::PageOf;
use crate::sync::Source;
use crate::{Error, Profile, Refused};

/// Differences listed by name; the rest is only counted.
const LISTED: usize = 20;
/// Calls compared.
const PAGE: u32 = 100;

/// How the cache's answer compares with the server's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Totals and newest page are the same.
    pub agrees: bool,
    /// The server's total; `None` when it sends none.
    pub remote_total: Option<u64>,
    /// The cache's total.
    pub local_total: u64,
    /// Requests sent.
    pub requests: u32,
    /// Each difference.
    pub differences: Vec<Difference>,
}

/// One difference between the server and the cache. In JSON it is its sentence in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The totals.
    Totals {
        /// The server's.
        remote: u64,
        /// The cache's.
        local: u64,
    },
    /// What no status filter of the server matches, although it is shown as completed.
    UnstoredStatus,
    /// The server lists a call of this id, the cache does not.
    NotHere(String),
    /// The call of this id is not as the server has it.
    Changed(String),
    /// The cache lists a call of this id, the server does not.
    NotThere(String),
    /// So many more.
    Further(u64),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Totals { remote, local } => {
                write!(f, "the server counts {remote} calls, the cache {local}")
            }
            Self::UnstoredStatus => f.write_str(
                "a call without a stored status is shown as completed, yet no status filter of the server matches it; the cache cannot tell it from the others",
            ),
            Self::NotHere(id) => write!(f, "call {id} is not in the cache yet"),
            Self::Changed(id) => write!(f, "call {id} has changed on the server"),
            Self::NotThere(id) => write!(f, "call {id} is no longer on the server"),
            Self::Further(count) => write!(f, "and {count} more"),
        }
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Profile {
    /// Compares this filter's total and newest page with the server's.
    ///
    /// # Errors
    /// [`Error::InvalidFilter`] for a filter that the server does not know, [`Error::Remote`].
    pub async fn verify<S: Source>(
        &self,
        source: &S,
        raw: &RawFilter,
    ) -> Result<VerifyReport, Error> {
        let filter = Filter { limit: PAGE, offset: 0, ..raw.resolve()? };
        let request = remote_request(raw, &filter)?;
        let page = source.page(&request).await?;
        let PageOf { documents, total: local_total, .. } = self.page_of(&filter)?;
        let mut differences = Vec::new();
        if let Some(total) = page.total.filter(|total| *total != local_total) {
            differences.push(Difference::Totals { remote: total, local: local_total });
        }
        if !differences.is_empty() && !filter.status.is_empty() {
            differences.push(Difference::UnstoredStatus);
        }
        compare_pages(&page.calls, &documents, &mut differences);
        Ok(VerifyReport {
            agrees: differences.is_empty(),
            remote_total: page.total,
            local_total,
            requests: 1,
            differences,
        })
    }
}

/// The server knows only the API's own filters.
fn remote_request(raw: &RawFilter, filter: &Filter) -> Result<PageRequest, Error> {
    let ours_alone = [
        ("sentiment", &raw.sentiment),
        ("min_duration", &raw.min_duration),
        ("max_duration", &raw.max_duration),
        ("sentiments", &raw.sentiments),
        ("query", &raw.query),
        ("starred", &raw.starred),
        ("reviewed", &raw.reviewed),
        ("tags", &raw.tags),
        ("statuses", &raw.statuses),
        ("agent_ids", &raw.agent_ids),
        ("removed", &raw.removed),
        ("sort", &raw.sort),
    ];
    if let Some((name, _)) = ours_alone.iter().find(|(_, value)| !value.is_null()) {
        let reason =
            format!("the server has no filter {name}, so there is nothing to compare with");
        return Err(Error::Refused { what: Refused::Comparison, reason });
    }
    let asked = [
        ("direction", &raw.direction),
        ("status", &raw.status),
        ("agent_id", &raw.agent_id),
        ("phone_number", &raw.phone_number),
    ];
    let narrow: Map<String, Value> = asked
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    Ok(PageRequest { limit: PAGE, offset: 0, from: filter.from, to: filter.to, narrow })
}

/// Calls at the page's oldest instant are left out: a tie may go on below, in any order.
fn compare_pages(remote: &[Call], local: &[String], differences: &mut Vec<Difference>) {
    let local: Vec<Call> = local.iter().filter_map(|document| Call::read(document).ok()).collect();
    let full = remote.len().max(local.len()) >= PAGE as usize;
    let oldest = remote.last().into_iter().chain(local.last()).map(|call| call.created_at).max();
    let comparable = |call: &&Call| !full || oldest.is_none_or(|oldest| call.created_at > oldest);
    for call in remote.iter().filter(comparable) {
        match local.iter().find(|other| other.id == call.id) {
            None => differences.push(Difference::NotHere(call.id.clone())),
            Some(other) if other.document != call.document => {
                differences.push(Difference::Changed(call.id.clone()));
            }
            Some(_) => {}
        }
    }
    for call in local.iter().filter(comparable) {
        if !remote.iter().any(|other| other.id == call.id) {
            differences.push(Difference::NotThere(call.id.clone()));
        }
    }
    if differences.len() > LISTED {
        let more = differences.len() - LISTED;
        differences.truncate(LISTED);
        differences.push(Difference::Further(more as u64));
    }
}
