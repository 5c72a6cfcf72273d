//! What is derived from the cache and the review data: the timeline's columns and the full-text
//! index. Losing it costs time, never data.

mod beginnings;
mod parts;
mod texts;

use std::fs;
use std::path::Path;

use rusqlite::{OptionalExtension, Transaction, params};

use crate::database::Database;
use crate::{Error, Mark, open};

pub use texts::{Phrase, TextOf};

/// The index file of one profile. Share it behind an `Arc`.
#[derive(Debug)]
pub struct Index {
    database: Database,
}

/// What the index keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexPart {
    /// The timeline's columns.
    Timeline,
    /// The summaries.
    Texts,
    /// Notes and tags; its mark's `revision` is the review data's.
    Reviews,
}

impl IndexPart {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Texts => "texts",
            Self::Reviews => "reviews",
        }
    }
}

/// How far a part has followed a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The cache file it belongs to: [`crate::Cache::history`].
    pub history: String,
    /// Up to where.
    pub mark: Mark,
    /// The id of the call at `mark.seq`, empty for none: tells a cache that was put back.
    pub last_id: String,
}

impl Index {
    /// Opens the index at `path`, creating it where needed. One that is damaged or was written by
    /// a newer version is thrown away: everything in it can be made anew.
    ///
    /// # Errors
    /// [`Error::NotWritable`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let opened = match Database::open(&open::INDEX, path) {
            Err(Error::Damaged(_) | Error::TooNew { .. }) => {
                discard(path);
                Database::open(&open::INDEX, path)
            }
            opened => opened,
        };
        Ok(Self { database: opened? })
    }

    /// How far a part has come; `None` when it was never made.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be read.
    pub fn followed(&self, part: IndexPart) -> Result<Option<Followed>, Error> {
        self.database.read(|snapshot| {
            let mut statement = snapshot.prepare_cached(
                "SELECT history, seq, revision, last_id FROM followed WHERE part = ?",
            )?;
            let followed = statement.query_row([part.as_str()], |row| {
                let mark = Mark { seq: row.get(1)?, revision: row.get(2)? };
                Ok(Followed { history: row.get(0)?, mark, last_id: row.get(3)? })
            });
            Ok(followed.optional()?)
        })
    }
}

fn note_followed(
    transaction: &Transaction<'_>,
    part: IndexPart,
    followed: &Followed,
) -> Result<(), Error> {
    let Followed { history, mark, last_id } = followed;
    transaction
        .prepare_cached("INSERT OR REPLACE INTO followed VALUES (?, ?, ?, ?, ?)")?
        .execute(params![part.as_str(), history, mark.seq, mark.revision, last_id])?;
    Ok(())
}

/// What cannot be deleted shows when the file is opened again.
fn discard(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = fs::remove_file(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_index_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("index.db");
        fs::write(&path, "no database, but long enough to be taken for the header of one").unwrap();
        let index = Index::open(&path).unwrap();
        assert_eq!(index.followed(IndexPart::Texts).unwrap(), None);
    }
}
