// Generated from src-tauri/src/wire.rs by `cargo xtask bindings`. Do not edit.

export type Code = "invalid_filter" | "unauthorized" | "offline" | "rate_limited" | "server_error" | "bad_response" | "busy" | "account_mismatch" | "removals_refused" | "disk_full" | "cache_damaged" | "export_failed" | "cancelled" | "internal";

export type ErrorDetail = "file_exists" | { "missing_calls": { missing: number, cached: number, } } | { "unusable": { path: string, } } | { "too_new": { path: string, } } | { "review_damaged": { path: string, backup: string | null, } } | { "status": { status: number, } } | { "wait": { seconds: number, } } | { "field": { name: string, } } | { "refused": { what: "endpoint" | "token_of_other_address" | "token" | "rate_limit" | "profile_name" | "profile_taken" | "profile_gone" | "comparison" | "login_entry" | "no_token" | "keychain" | "not_connected" | "label" | "review_file" | "backup" | "other", } };

export type ErrorBody = { code: Code, message: string, retryable: boolean, detail: ErrorDetail | null, };

export type ListRequest = { limit?: number, offset?: number, direction?: string, status?: string, agent_id?: string, from_date?: string, to_date?: string, phone_number?: string, sentiment?: string, min_duration?: number, max_duration?: number, statuses?: Array<string>, agent_ids?: Array<string>, removed?: boolean, sort?: string, query?: string, sentiments?: Array<string>, starred?: boolean, reviewed?: boolean, tags?: Array<string>, };

export type Call = { id: string, agent_id?: string | null, from_number?: string | null, to_number?: string | null, direction?: string | null, status?: string | null, duration?: number | null, sentiment?: string | null, call_summary?: string | null, created_at: string, agent_name?: string | null, started_at?: string | null, ended_at?: string | null, [field: string]: unknown, };

export type CallList = { calls: Array<Call>, total: number, has_more: boolean, };

export type QueryOptions = { facets: boolean, histogram: boolean, zone: string, language: string, reading?: { twelve_hours: boolean, month_first: boolean, }, };

export type Phones = Record<string, string>;

export type Range = { start: number, end: number, };

export type Marks = { starred: boolean, reviewed: boolean, noted: boolean, tags: Array<string>, };

export type QueryTerm = { text: string, start: number, end: number, field: string | null, value: string, negated: boolean, problem: string | null, };

export type FacetValue = { value: string, label: string | null, count: number, };

export type Facet = { field: "status" | "direction" | "agent" | "sentiment" | "duration" | "starred" | "reviewed" | "tag", values: Array<FacetValue>, };

export type Histogram = { unit: "hour" | "day" | "week" | "month", starts: Array<string>, end: string, counts: Array<number>, earlier: number, later: number, };

export type FoundText = { text: string, found: Array<Range>, };

export type FoundElsewhere = { from: Array<Range>, to: Array<Range>, tags: Array<FoundText>, note: FoundText | null, agent: FoundText | null, };

export type QueryAnswer = { calls: Array<Call>, total: number, has_more: boolean, marks: Array<Marks>, highlights: Array<Array<Range>>, agent_highlights: Array<Array<Range>>, elsewhere: Array<FoundElsewhere>, phones: Phones, in_words: string, terms: Array<QueryTerm>, facets: Array<Facet> | null, histogram: Histogram | null, ready: boolean, review_problem: ErrorBody | null, };

export type UndoNote = { what: "starred" | "unstarred" | "reviewed" | "unreviewed" | "tagged" | "untagged", calls: number, tag: string | null, };

export type ReviewImport = { 
/**
 * Calls in the file.
 */
calls: number, starred: number, reviewed: number, tagged: number, notes: number, views: number, 
/**
 * Names of agents.
 */
aliases: number, 
/**
 * The backup of what was here before, by its name.
 */
backup: string | null, };

export type ReviewBackup = { name: string, made_at: string, before_restore: boolean, before_import: boolean, bytes: number, calls: number | null, notes: number | null, };

export type Agent = { agent_id: string, name: string | null, server_name: string | null, calls: number, };

export type TokenKept = "keychain" | "file" | "session" | "environment" | "none";

export type ProfileInfo = { name: string, endpoint: string | null, default_endpoint: string, token_kept: TokenKept, 
/**
 * Where it was chosen to be kept; `token_kept` is where it is now.
 */
token_choice: TokenKept, sample: boolean, calls: number, data_dir: string, rate_limit: string, refresh_interval_min: number, };

export type ProfileEntry = { name: string, current: boolean, endpoint: string | null, calls: number | null, last_sync_at: string | null, problem: ErrorBody | null, };

export type ProfileRemoval = { directory: string, calls: number | null, reviewed_calls: number | null, token_kept: TokenKept, };

export type Settings = { endpoint: string, rate_limit: string, refresh_interval_min: number, };

export type DesktopManners = { notify_negative: boolean, tray: boolean, 
/**
 * Whether the tray's icon can be seen now.
 */
tray_seen: boolean, at_login: boolean | null, };

export type DesktopWish = { notify_negative?: boolean, tray?: boolean, at_login?: boolean, };

export type Theme = "system" | "light" | "dark";

export type ClosingAnswer = "listening" | "close" | "deciding" | "stay";

export type TokenPlace = "keychain" | "session" | "file";

export type Connection = { endpoint: string, token: string, place: TokenPlace, };

export type Connected = { profile: ProfileInfo, keychain_problem: string | null, };

export type ConnectionReport = { calls: number | null, };

export type SyncProgress = { phase: "first_page" | "walking" | "comparing" | "confirming" | "sweeping", requests: number, local_total: number, remote_total: number | null, back_to: string | null, waiting_until: string | null, waiting_for: "rate_limit" | "retry" | null, eta_s: number | null, };

export type SyncWarning = { "kind": "unreadable", rows: number, } | { "kind": "counts_more", calls: number, } | { "kind": "counts_fewer", calls: number, } | { "kind": "no_total" } | { "kind": "kept_changing" } | { "kind": "stopped_as_asked", requests: number, } | { "kind": "contradictory", requests: number, } | { "kind": "other", sentence: string, };

export type SyncReport = { complete: boolean, inserted: number, updated: number, removed: number, unchanged: number, requests: number, retries: number, remote_total: number | null, local_total: number, verified_back_to: string | null, elapsed_ms: number, warnings: Array<SyncWarning>, };

export type SyncStatus = { running: boolean, progress: SyncProgress | null, complete: boolean, calls: number, complete_back_to: string | null, last_verified_at: string | null, last_report: SyncReport | null, last_error: ErrorBody | null, };

export type SyncRun = { started_at: string, ended_at: string | null, outcome: string, code: Code | null, message: string | null, inserted: number, updated: number, removed: number, requests: number, retries: number, };

export type CallChange = { noticed_at: string, field: string, old: string | null, new: string | null, };

export type CallDetail = { call: Call, changes: Array<CallChange>, removed_at: string | null, 
/**
 * Null where it cannot be read, for which `review_error` has the reason.
 */
review: Review | null, review_error: ErrorBody | null, 
/**
 * How people read its numbers, by what the server writes.
 */
phones: Phones, };

export type Difference = { "kind": "totals", remote: number, local: number, } | { "kind": "unstored_status" } | { "kind": "not_here", id: string, } | { "kind": "changed", id: string, } | { "kind": "not_there", id: string, } | { "kind": "further", count: number, };

export type VerifyReport = { agrees: boolean, remote_total: number | null, local_total: number, requests: number, differences: Array<Difference>, };

export type Review = { starred: boolean, reviewed_at: string | null, tags: Array<string>, note: string, note_changed_at: string | null, };

export type PieceKind = "text" | "strong" | "em" | "del" | "code" | "break" | "link" | "paragraph" | "heading" | "quote" | "list" | "item" | "block" | "rule" | "table" | "row" | "cell";

export type Piece = { kind: PieceKind, 
/**
 * Of a link its address.
 */
text: string, pieces: Array<Piece>, 
/**
 * Headings: 1 to 6. Lists: the first number, 0 for bullets. Tasks: 1 done, 0 open. Cells: 1 in
 * the table's head, else 0. Whatever else: -1.
 */
number: number, };

export type NoteLook = { pieces: Array<Piece>, 
/**
 * How much of the note this is, in UTF-16 units, where it is not all of it.
 */
cut_at: number | null, };

export type TagCount = { tag: string, calls: number, };

export type View = { id: string, name: string, request: ListRequest, };

export type ViewDraft = { id: string | null, name: string, request: ListRequest, };

export type ExportOrder = { form: "xlsx" | "csv_excel" | "csv_machines" | "json" | "ndjson" | "parquet", path: string, overwrite: boolean, columns: Array<string>, with_review: boolean, zone: string, days_in: string, language: string, ids: Array<string> | null, };

export type ExportProgress = { rows: number, total: number, eta_s: number | null, finishing: boolean, };

export type ExportDone = { path: string, rows: number, bytes: number, cells_cut: number, cells_with_unwritable_characters: number, };

export type PrintOrder = { paper: "a4" | "letter", landscape: boolean, path: string | null, overwrite: boolean, };

export type InsightOptions = { zone: string, unit: "day" | "week" | "month" | null, };

export type Picture = { name: string, content: Array<number>, };

export type Insights = { span: Span | null, totals: Totals, previous: Previous | null, time: TimeSeries | null, hours: Array<Array<number>>, statuses: Array<Share>, sentiments: Array<Share>, agents: Array<AgentFigures>, numbers: Array<NumberFigures>, ready: boolean, phones: Phones, };

export type Span = { from: string, to: string, };

export type Previous = { from: string, to: string, totals: Totals, };

export type Totals = { calls: number, answered: number, ended: number, answer_rate: number | null, with_duration: number, duration_total_s: number, duration_mean_s: number | null, duration_median_s: number | null, duration_p90_s: number | null, with_sentiment: number, negative: number, negative_share: number | null, };

export type TimeSeries = { unit: "day" | "week" | "month", starts: Array<string>, ends: Array<string>, calls: Array<number>, statuses: Array<Series>, sentiments: Array<Series>, };

export type Series = { value: string | null, 
/**
 * True or missing.
 */
others?: boolean, counts: Array<number>, };

export type Share = { value: string | null, 
/**
 * True or missing.
 */
others?: boolean, count: number, };

export type AgentFigures = { agent_id: string | null, name: string | null, calls: number, answered: number, ended: number, answer_rate: number | null, with_duration: number, duration_total_s: number, duration_mean_s: number | null, with_sentiment: number, negative: number, negative_share: number | null, };

export type NumberFigures = { number: string, calls: number, };
