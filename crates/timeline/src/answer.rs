//! What a timeline answers.

use crate::Facets;

/// The answer to one question, all of it from one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Calls that match, on all pages.
    pub total: u64,
    /// The rows of the page's calls, in the filter's order.
    pub seqs: Vec<u32>,
    /// The facets, where they were asked for.
    pub facets: Option<Facets>,
    /// Calls in each bucket, under all filters but the dates.
    pub histogram: Vec<u64>,
}
