//! How a copy of the calls differs from the server's.

use std::collections::HashMap;

use serde_json::Value;

/// Counts of calls; all zero when the copy is the server's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// On the server, not in the copy.
    pub(crate) missing: usize,
    /// In the copy, not on the server.
    pub(crate) ghosts: usize,
    /// In both, with other values.
    pub(crate) stale: usize,
}

impl Difference {
    pub(crate) fn between(copy: &[Value], server: &[Value]) -> Self {
        let copied: HashMap<&str, &Value> = copy.iter().map(|call| (id(call), call)).collect();
        let mut difference = Self::default();
        let mut shared = 0;
        for call in server {
            match copied.get(id(call)) {
                None => difference.missing += 1,
                Some(ours) => {
                    shared += 1;
                    difference.stale += usize::from(*ours != call);
                }
            }
        }
        // A call that a copy holds twice counts as a ghost too.
        difference.ghosts = copy.len() - shared;
        difference
    }

    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// `missing / ghosts / stale`, for a cell of a table.
    pub(crate) fn cell(self) -> String {
        format!("{} / {} / {}", self.missing, self.ghosts, self.stale)
    }
}

pub(crate) fn id(call: &Value) -> &str {
    call["id"].as_str().expect("a call has an id")
}
