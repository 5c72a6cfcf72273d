//! Saved views: a list request under a name, in an order of the person's own.

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::revision::Change;
use super::{Review, labels};
use crate::Error;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// A UUID.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// The body of a list request, a JSON object.
    pub request: String,
}

/// The longest request kept, in bytes.
const MAX_REQUEST_BYTES: usize = 64 * 1024;

impl Review {
    /// The saved views, in their order.
    ///
    /// # Errors
    /// [`Error`] when the review data cannot be read.
    pub fn views(&self) -> Result<Vec<View>, Error> {
        self.read(all)
    }

    /// Saves a view: under its id where there is one, else as the last. Gives all views.
    ///
    /// # Errors
    /// [`Error::InvalidReview`] for a name or request that cannot be kept; [`Error`] when nothing
    /// was written.
    pub fn save_view(&self, view: &View) -> Result<Vec<View>, Error> {
        let view = checked(view)?;
        self.write(|change| {
            put(change, &view)?;
            all(change.transaction)
        })
    }

    /// Deletes a view; one that is gone already is no error. Gives all views.
    ///
    /// # Errors
    /// [`Error`] when nothing was written.
    pub fn delete_view(&self, id: &str) -> Result<Vec<View>, Error> {
        self.write(|change| {
            if change.transaction.execute("DELETE FROM views WHERE id = ?", [id])? > 0 {
                change.note();
            }
            all(change.transaction)
        })
    }

    /// Puts views into this order; those not named follow in the order they had. Gives all views.
    ///
    /// # Errors
    /// [`Error`] when nothing was written.
    pub fn order_views(&self, ids: &[String]) -> Result<Vec<View>, Error> {
        self.write(|change| {
            let before = all(change.transaction)?;
            let mut ordered = before.clone();
            let place = |view: &View| ids.iter().position(|id| *id == view.id);
            ordered.sort_by_key(|view| place(view).unwrap_or(ids.len()));
            if ordered != before {
                place_in_order(change, &ordered)?;
            }
            Ok(ordered)
        })
    }
}

fn place_in_order(change: &Change<'_>, views: &[View]) -> Result<(), Error> {
    let mut update =
        change.transaction.prepare_cached("UPDATE views SET position = ? WHERE id = ?")?;
    for (position, view) in (0_i64..).zip(views) {
        update.execute(params![position, view.id])?;
    }
    change.note();
    Ok(())
}

/// The view as it is kept, when it can be.
pub(super) fn checked(view: &View) -> Result<View, Error> {
    let name = labels::checked("a view's name", &view.name)?;
    let refused = |why: &str| Error::InvalidReview(format!("the view \"{name}\" {why}"));
    if view.id.is_empty() {
        return Err(refused("has no id"));
    }
    if view.request.len() > MAX_REQUEST_BYTES {
        return Err(refused("has a filter that is longer than 64 KiB"));
    }
    if serde_json::from_str::<Map<String, Value>>(&view.request).is_err() {
        return Err(refused("has a filter that is no JSON object"));
    }
    Ok(View { name: name.to_owned(), ..view.clone() })
}

pub(super) fn all(snapshot: &Connection) -> Result<Vec<View>, Error> {
    let mut statement =
        snapshot.prepare_cached("SELECT id, name, request FROM views ORDER BY position, id")?;
    let rows = statement.query_map([], |row| {
        Ok(View { id: row.get(0)?, name: row.get(1)?, request: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a view where it differs from what is kept. Says whether it did.
pub(super) fn put(change: &Change<'_>, view: &View) -> Result<bool, Error> {
    let written = change
        .transaction
        .prepare_cached(
            "INSERT INTO views
             SELECT ?1, ?2, ?3, coalesce(max(position) + 1, 0) FROM views WHERE true
             ON CONFLICT (id) DO UPDATE SET name = ?2, request = ?3
             WHERE name <> ?2 OR request <> ?3",
        )?
        .execute([&view.id, &view.name, &view.request])?;
    if written > 0 {
        change.note();
    }
    Ok(written > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(id: &str, name: &str) -> View {
        View { id: id.into(), name: name.into(), request: r#"{"status":"failed"}"#.into() }
    }

    fn ids(views: &[View]) -> Vec<&str> {
        views.iter().map(|view| view.id.as_str()).collect()
    }

    #[test]
    fn views_keep_their_order_and_a_saved_one_keeps_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        for id in ["1", "2", "3"] {
            review.save_view(&view(id, id)).unwrap();
        }
        let order = ["3".to_owned(), "gone".to_owned(), "1".to_owned()];
        assert_eq!(ids(&review.order_views(&order).unwrap()), ["3", "1", "2"]);
        assert_eq!(review.save_view(&view("1", " Missed ")).unwrap()[1].name, "Missed");
        assert_eq!(ids(&review.delete_view("3").unwrap()), ["1", "2"]);
        assert_eq!(ids(&review.save_view(&view("4", "4")).unwrap()), ["1", "2", "4"]);
        let revision = review.revision().unwrap();
        review.order_views(&["1".to_owned()]).unwrap();
        review.delete_view("gone").unwrap();
        review.save_view(&view("1", "Missed")).unwrap();
        assert_eq!(review.revision().unwrap(), revision, "nothing changed");
    }

    #[test]
    fn a_view_without_a_name_or_a_filter_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let review = Review::open(&dir.path().join("review.db")).unwrap();
        let bad = [
            view("1", " "),
            view("", "x"),
            View { request: "[]".into(), ..view("1", "x") },
            View { request: "{".into(), ..view("1", "x") },
        ];
        for view in bad {
            assert!(matches!(review.save_view(&view), Err(Error::InvalidReview(_))), "{view:?}");
        }
    }
}
