//! What a person must know about an export to trust it later: what is in it, as of when, how
//! complete the cache was, and what the file could not hold.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::text::Altered;
use super::watched::in_hexadecimal;

/// The facts beside an export's rows. Its JSON form is the sidecar file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    /// The file's name; standard output for none.
    pub file: String,
    /// Its form, such as `csv for excel`.
    pub format: &'static str,
    /// Who wrote it, with the version.
    pub made_by: String,
    /// The rows are the cache's as of then, RFC 3339.
    pub as_of: String,
    /// Calls in the file.
    pub rows: u64,
    /// Which calls were asked for.
    pub filter: ManifestFilter,
    /// Which of them were picked by hand; all of them where this is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection: Option<ManifestSelection>,
    /// How complete the cache was.
    pub coverage: ManifestCoverage,
    /// The zone that times are written in.
    pub time_zone: String,
    /// The columns, in order; every field the server sent when empty.
    pub columns: Vec<String>,
    /// What the file could not hold as the server sent it.
    pub altered: Altered,
    /// The SHA-256 of the file; only beside it, never in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Which calls were asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ManifestFilter {
    /// For a person.
    pub in_words: String,
    /// The request that gives the same calls; with a selection, those it was made from.
    pub request: Value,
}

/// Calls picked by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ManifestSelection {
    /// How many were picked. Fewer are in the file where some of them do not match any more.
    pub calls: u64,
    /// The SHA-256 of their ids, sorted by bytes, a line feed after each.
    pub ids_sha256: String,
}

impl ManifestSelection {
    pub(super) fn of(ids: &HashSet<String>) -> Self {
        let sorted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let mut hash = Sha256::new();
        for id in sorted {
            hash.update(id);
            hash.update("\n");
        }
        Self { calls: ids.len() as u64, ids_sha256: in_hexadecimal(&hash.finalize()) }
    }

    fn in_words(&self) -> String {
        format!("{} (SHA-256 of their ids, sorted, one a line: {})", self.calls, self.ids_sha256)
    }
}

/// How complete the cache was when the export began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ManifestCoverage {
    /// Every call up to the last sync was there, and proven to be.
    pub complete: bool,
    /// Every call since then was there, RFC 3339.
    pub complete_back_to: Option<String>,
    /// When the whole cache was last proven to equal the server, RFC 3339.
    pub last_verified_at: Option<String>,
}

/// The manifest's place: beside the file, with `.manifest.json` after its whole name.
#[must_use]
pub fn manifest_path(file: &Path) -> PathBuf {
    let mut name = OsString::from(file.as_os_str());
    name.push(".manifest.json");
    name.into()
}

impl Manifest {
    pub(super) fn json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// Each fact with its name, for a sheet.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "not known".to_owned());
        let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let selected = self.selection.as_ref().map(|selection| selection.in_words());
        let all = || "all that match the filter".to_owned();
        vec![
            ("Made by", self.made_by.clone()),
            ("Calls", self.rows.to_string()),
            ("As of", self.as_of.clone()),
            ("Filter", self.filter.in_words.clone()),
            ("Filter as a request", self.filter.request.to_string()),
            ("Selected by hand", selected.unwrap_or_else(all)),
            ("Time zone", self.time_zone.clone()),
            ("Columns", self.columns.join(", ")),
            ("The cache was complete", yes_or_no(self.coverage.complete)),
            ("Complete back to", known(&self.coverage.complete_back_to)),
            ("Last verified", known(&self.coverage.last_verified_at)),
            ("Cells cut because they were too long", self.altered.cells_cut.to_string()),
            (
                "Cells with characters a spreadsheet cannot hold (shown as \u{fffd})",
                self.altered.cells_with_unwritable_characters.to_string(),
            ),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Any manifest, for tests of the formats.
    pub(in crate::export) fn manifest() -> Manifest {
        Manifest {
            file: "calls.csv".to_owned(),
            format: "csv for machines",
            made_by: "Offhook 0.0.0".to_owned(),
            as_of: "2026-03-03T12:00:00.000000Z".to_owned(),
            rows: 2,
            filter: ManifestFilter { in_words: "all calls".to_owned(), request: Value::Null },
            selection: None,
            coverage: ManifestCoverage {
                complete: true,
                complete_back_to: None,
                last_verified_at: None,
            },
            time_zone: "UTC".to_owned(),
            columns: vec!["id".to_owned()],
            altered: Altered::default(),
            sha256: None,
        }
    }

    #[test]
    fn a_selection_is_known_by_its_ids_whatever_their_order() {
        let of =
            |ids: &[&str]| ManifestSelection::of(&ids.iter().map(ToString::to_string).collect());
        assert_eq!(of(&["b", "a"]), of(&["a", "b"]));
        assert_ne!(of(&["ab"]), of(&["a", "b"]));
        // printf 'a\nb\n' | sha256sum
        assert_eq!(
            of(&["a", "b"]).ids_sha256,
            "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
        );
    }

    #[test]
    fn the_manifest_lies_beside_its_file_under_the_files_whole_name() {
        assert_eq!(manifest_path(Path::new("a/calls.csv")), Path::new("a/calls.csv.manifest.json"));
    }
}
