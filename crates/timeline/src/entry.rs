//! What goes into the columns.

/// What the timeline needs of one cached call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The call's row in the cache.
    pub seq: u32,
    /// When it was created, UTC microseconds.
    pub created_at_us: i64,
    /// As the server wrote it.
    pub direction: Option<&'a str>,
    /// As the server wrote it.
    pub status: Option<&'a str>,
    /// As the server wrote it.
    pub agent_id: Option<&'a str>,
    /// As the server wrote it.
    pub from_number: Option<&'a str>,
    /// As the server wrote it.
    pub to_number: Option<&'a str>,
    /// Whole seconds; beyond 68 years it is held at the end.
    pub duration_s: Option<i64>,
    /// As the server wrote it; case is folded.
    pub sentiment: Option<&'a str>,
    /// Whether the server lists it no longer.
    pub removed: bool,
}
