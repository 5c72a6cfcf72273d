//! Renders `ui/src/ipc/bindings.ts` from the wire types, and fails when the file has drifted.

#[path = "insight_shapes.rs"]
mod insight_shapes;

use std::path::Path;

use offhook_model::{Code, RawFilter};
use serde::Serialize;
use ts_rs::{Config, TS};

use crate::{markdown, wire};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts");
const HEADER: &str =
    "// Generated from src-tauri/src/wire.rs by `cargo xtask bindings`. Do not edit.\n";

/// A call as the server sent it. The window's side passes its text through, so it has no type in
/// Rust; the documented fields may be null, and any further field may come.
#[derive(TS)]
#[ts(
    type = "{ id: string, agent_id?: string | null, from_number?: string | null, to_number?: string | null, direction?: string | null, status?: string | null, duration?: number | null, sentiment?: string | null, call_summary?: string | null, created_at: string, agent_name?: string | null, started_at?: string | null, ended_at?: string | null, [field: string]: unknown, }"
)]
struct Call;

/// A page of calls, likewise passed through as text.
#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct CallList {
    calls: Vec<Call>,
    total: u64,
    has_more: bool,
}

/// The API's own body, read as [`RawFilter`].
#[derive(TS, Serialize)]
#[ts(optional_fields)]
struct ListRequest {
    limit: Option<u32>,
    offset: Option<u64>,
    direction: Option<String>,
    status: Option<String>,
    agent_id: Option<String>,
    from_date: Option<String>,
    to_date: Option<String>,
    phone_number: Option<String>,
    sentiment: Option<String>,
    min_duration: Option<u32>,
    max_duration: Option<u32>,
    statuses: Option<Vec<String>>,
    agent_ids: Option<Vec<String>>,
    removed: Option<bool>,
    sort: Option<String>,
    query: Option<String>,
    sentiments: Option<Vec<String>>,
    starred: Option<bool>,
    reviewed: Option<bool>,
    tags: Option<Vec<String>>,
}

/// Numbers as the server writes them, each with what people read; what is not in it is read as it
/// came.
#[derive(TS)]
#[ts(type = "Record<string, string>")]
struct Phones;

/// A stretch of a text in UTF-16 units.
#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct Range {
    start: usize,
    end: usize,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct Marks {
    starred: bool,
    reviewed: bool,
    noted: bool,
    tags: Vec<String>,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct QueryTerm {
    text: String,
    start: usize,
    end: usize,
    field: Option<String>,
    value: String,
    negated: bool,
    problem: Option<String>,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct FacetValue {
    value: String,
    label: Option<String>,
    count: u64,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct Facet {
    #[ts(
        type = "\"status\" | \"direction\" | \"agent\" | \"sentiment\" | \"duration\" | \"starred\" | \"reviewed\" | \"tag\""
    )]
    field: String,
    values: Vec<FacetValue>,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct Histogram {
    #[ts(type = "\"hour\" | \"day\" | \"week\" | \"month\"")]
    unit: String,
    starts: Vec<String>,
    end: String,
    counts: Vec<u64>,
    earlier: u64,
    later: u64,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct FoundText {
    text: String,
    found: Vec<Range>,
}

#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct FoundElsewhere {
    from: Vec<Range>,
    to: Vec<Range>,
    tags: Vec<FoundText>,
    note: Option<FoundText>,
    agent: Option<FoundText>,
}

/// The engine's answer, which crosses as the text it serializes to.
#[derive(TS)]
#[expect(dead_code, reason = "a shape for TypeScript alone")]
struct QueryAnswer {
    calls: Vec<Call>,
    total: u64,
    has_more: bool,
    marks: Vec<Marks>,
    highlights: Vec<Vec<Range>>,
    agent_highlights: Vec<Vec<Range>>,
    elsewhere: Vec<FoundElsewhere>,
    phones: Phones,
    in_words: String,
    terms: Vec<QueryTerm>,
    facets: Option<Vec<Facet>>,
    histogram: Option<Histogram>,
    ready: bool,
    review_problem: Option<wire::ErrorBody>,
}

fn render() -> String {
    // Counts and milliseconds stay far below 2^53.
    let config = Config::new().with_large_int("number");
    let codes: Vec<String> = Code::ALL.iter().map(|code| format!("\"{code}\"")).collect();
    let declarations = [
        format!("type Code = {};", codes.join(" | ")),
        wire::ErrorDetail::decl(&config),
        wire::ErrorBody::decl(&config),
        ListRequest::decl(&config),
        Call::decl(&config),
        CallList::decl(&config),
        wire::QueryOptions::decl(&config),
        Phones::decl(&config),
        Range::decl(&config),
        Marks::decl(&config),
        QueryTerm::decl(&config),
        FacetValue::decl(&config),
        Facet::decl(&config),
        Histogram::decl(&config),
        FoundText::decl(&config),
        FoundElsewhere::decl(&config),
        QueryAnswer::decl(&config),
        wire::UndoNote::decl(&config),
        wire::ReviewImport::decl(&config),
        wire::ReviewBackup::decl(&config),
        wire::Agent::decl(&config),
        wire::TokenKept::decl(&config),
        wire::ProfileInfo::decl(&config),
        wire::ProfileEntry::decl(&config),
        wire::ProfileRemoval::decl(&config),
        wire::Settings::decl(&config),
        wire::DesktopManners::decl(&config),
        wire::DesktopWish::decl(&config),
        wire::Theme::decl(&config),
        wire::ClosingAnswer::decl(&config),
        wire::TokenPlace::decl(&config),
        wire::Connection::decl(&config),
        wire::Connected::decl(&config),
        wire::ConnectionReport::decl(&config),
        wire::SyncProgress::decl(&config),
        wire::SyncWarning::decl(&config),
        wire::SyncReport::decl(&config),
        wire::SyncStatus::decl(&config),
        wire::SyncRun::decl(&config),
        wire::CallChange::decl(&config),
        wire::CallDetail::decl(&config),
        wire::Difference::decl(&config),
        wire::VerifyReport::decl(&config),
        wire::Review::decl(&config),
        markdown::PieceKind::decl(&config),
        markdown::Piece::decl(&config),
        markdown::NoteLook::decl(&config),
        wire::TagCount::decl(&config),
        wire::View::decl(&config),
        wire::ViewDraft::decl(&config),
        wire::ExportOrder::decl(&config),
        wire::ExportProgress::decl(&config),
        wire::ExportDone::decl(&config),
        wire::PrintOrder::decl(&config),
        wire::InsightOptions::decl(&config),
        wire::Picture::decl(&config),
    ];
    let declarations = declarations.into_iter().chain(insight_shapes::declarations(&config));
    declarations.fold(HEADER.to_owned(), |text, one| format!("{text}\nexport {one}\n"))
}

#[test]
fn the_bindings_in_the_repository_are_the_types_of_the_wire() {
    let rendered = render();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(Path::new(FILE), &rendered).unwrap();
    }
    let checked_in = std::fs::read_to_string(FILE).unwrap().replace("\r\n", "\n");
    assert!(
        checked_in == rendered,
        "ui/src/ipc/bindings.ts has drifted from the types: run `cargo xtask bindings`"
    );
}

#[test]
fn every_field_the_window_may_ask_for_is_one_the_filter_reads() {
    let text = Some("x".to_owned());
    let request = ListRequest {
        limit: Some(1),
        offset: Some(1),
        direction: text.clone(),
        status: text.clone(),
        agent_id: text.clone(),
        from_date: text.clone(),
        to_date: text.clone(),
        phone_number: text.clone(),
        sentiment: text.clone(),
        min_duration: Some(1),
        max_duration: Some(1),
        statuses: Some(vec!["x".to_owned()]),
        agent_ids: Some(vec!["x".to_owned()]),
        removed: Some(true),
        sort: text.clone(),
        query: text,
        sentiments: Some(vec!["x".to_owned()]),
        starred: Some(true),
        reviewed: Some(true),
        tags: Some(vec!["x".to_owned()]),
    };
    let fields = serde_json::to_value(request).unwrap();
    for (name, value) in fields.as_object().unwrap() {
        let body = serde_json::json!({ name: value });
        let read: RawFilter = serde_json::from_value(body).unwrap();
        assert_ne!(read, RawFilter::default(), "the filter does not read `{name}`");
    }
}
