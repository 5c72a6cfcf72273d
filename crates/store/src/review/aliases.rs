//! Agent aliases: what a person calls an agent, whatever the server says.

use offhook_model::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::revision::Change;
use super::{Review, labels};
use crate::Error;

/// An agent's alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentAlias {
    /// The server's id of the agent.
    pub agent_id: String,
    /// What the person calls it.
    pub alias: String,
    /// When it was given.
    pub changed_at: Instant,
}

impl Review {
    /// All aliases, by agent id.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn agent_aliases(&self) -> Result<Vec<AgentAlias>, Error> {
        self.read(all)
    }

    /// Gives an agent an alias; `None`, or nothing but space, takes it away.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] for a text that is no alias; [`Error`] when nothing was written.
    pub fn set_agent_alias(
        &self,
        agent_id: &str,
        alias: Option<&str>,
        now: Instant,
    ) -> Result<(), Error> {
        let alias = alias.filter(|alias| !alias.trim().is_empty());
        let alias = alias.map(|alias| labels::checked("an alias", alias)).transpose()?;
        self.write(|change| match alias {
            Some(alias) if known(change, agent_id)?.is_none_or(|known| known.alias != alias) => {
                put(change, agent_id, alias, now)
            }
            Some(_) => Ok(()),
            None => remove(change, agent_id),
        })
    }
}

fn remove(change: &Change<'_>, agent_id: &str) -> Result<(), Error> {
    let mut delete =
        change.transaction.prepare_cached("DELETE FROM agent_aliases WHERE agent_id = ?")?;
    if delete.execute([agent_id])? > 0 {
        change.note();
    }
    Ok(())
}

pub(super) fn all(snapshot: &Connection) -> Result<Vec<AgentAlias>, Error> {
    let mut statement = snapshot.prepare_cached(
        "SELECT agent_id, alias, changed_at_us FROM agent_aliases ORDER BY agent_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(AgentAlias {
            agent_id: row.get(0)?,
            alias: row.get(1)?,
            changed_at: Instant::from_us(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn known(change: &Change<'_>, agent_id: &str) -> Result<Option<AgentAlias>, Error> {
    let mut statement = change
        .transaction
        .prepare_cached("SELECT alias, changed_at_us FROM agent_aliases WHERE agent_id = ?")?;
    let alias = statement.query_row([agent_id], |row| {
        Ok(AgentAlias {
            agent_id: agent_id.to_owned(),
            alias: row.get(0)?,
            changed_at: Instant::from_us(row.get(1)?),
        })
    });
    Ok(alias.optional()?)
}

pub(super) fn put(
    change: &Change<'_>,
    agent_id: &str,
    alias: &str,
    at: Instant,
) -> Result<(), Error> {
    change
        .transaction
        .prepare_cached("INSERT OR REPLACE INTO agent_aliases VALUES (?, ?, ?)")?
        .execute(params![agent_id, alias, at.as_us()])?;
    change.note();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_given_changed_and_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let now = Instant::from_us(1);
        review.set_agent_alias("agent", Some(" Sarah "), now).unwrap();
        review.set_agent_alias("agent", Some("Sarah"), Instant::from_us(2)).unwrap();
        let sarah = AgentAlias { agent_id: "agent".into(), alias: "Sarah".into(), changed_at: now };
        assert_eq!(review.agent_aliases().unwrap(), [sarah]);
        assert!(review.set_agent_alias("agent", Some("a\nb"), now).is_err());
        review.set_agent_alias("agent", Some(" "), now).unwrap();
        assert!(review.agent_aliases().unwrap().is_empty());
    }
}
