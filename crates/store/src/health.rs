//! What a look through a whole database file finds.

/// The state of a database file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// How many migrations it has seen.
    pub version: u32,
    /// What SQLite finds wrong with it, at most 20 lines; none when it is sound.
    pub problems: Vec<String>,
}
