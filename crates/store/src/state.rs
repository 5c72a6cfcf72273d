//! The few single facts the sync remembers between runs.

use rusqlite::{OptionalExtension, params};

use crate::{Cache, Error};

/// The names of those facts; the whole list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKey {
    /// A fingerprint of the endpoint and token last synced with; nothing leads back from it.
    Account,
    /// The salt of that fingerprint.
    AccountSalt,
    /// By how much the server's total differs from what it lists, once that was found out.
    TotalOffset,
    /// `unsorted` once the server's pages were seen to come in another order than newest first.
    Order,
    /// When the whole cache was last proven to equal the server, UTC microseconds.
    VerifiedAt,
    /// What tells this cache file from one made anew in its place.
    History,
    /// The server's own count at the last answer that carried one.
    RemoteTotal,
    /// Which calls a person was told of, while that is wanted; a JSON object.
    Told,
}

impl StateKey {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::AccountSalt => "account_salt",
            Self::TotalOffset => "total_offset",
            Self::Order => "order",
            Self::VerifiedAt => "verified_at_us",
            Self::History => "history",
            Self::RemoteTotal => "remote_total",
            Self::Told => "told",
        }
    }
}

impl Cache {
    /// The fact remembered under `key`.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be read.
    pub fn state(&self, key: StateKey) -> Result<Option<String>, Error> {
        self.read(|snapshot| {
            let mut statement =
                snapshot.prepare_cached("SELECT value FROM sync_state WHERE key = ?")?;
            Ok(statement.query_row([key.as_str()], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers `value` under `key`; `None` forgets it.
    ///
    /// # Errors
    /// [`Error`] when the cache cannot be written.
    pub fn set_state(&self, key: StateKey, value: Option<&str>) -> Result<(), Error> {
        self.write(|transaction| {
            match value {
                Some(value) => transaction
                    .prepare_cached("INSERT OR REPLACE INTO sync_state VALUES (?, ?)")?
                    .execute(params![key.as_str(), value])?,
                None => transaction
                    .prepare_cached("DELETE FROM sync_state WHERE key = ?")?
                    .execute([key.as_str()])?,
            };
            Ok(())
        })
    }
}
