// The one door to the Rust side: every command and event of the window, typed. Nothing else
// imports Tauri. In a plain browser during development a made-up backend answers instead.
import { invoke as tauriInvoke } from '@tauri-apps/api/core';
import { listen as tauriListen } from '@tauri-apps/api/event';
import type {
  Agent,
  CallDetail,
  CallList,
  ClosingAnswer,
  Code,
  Connected,
  Connection,
  ConnectionReport,
  DesktopManners,
  DesktopWish,
  ErrorBody,
  ExportDone,
  ExportOrder,
  ExportProgress,
  InsightOptions,
  Insights,
  ListRequest,
  NoteLook,
  Picture,
  PrintOrder,
  ProfileEntry,
  ProfileInfo,
  ProfileRemoval,
  QueryAnswer,
  QueryOptions,
  ReviewBackup,
  ReviewImport,
  Settings,
  SyncProgress,
  SyncRun,
  SyncStatus,
  TagCount,
  Theme,
  UndoNote,
  VerifyReport,
  View,
  ViewDraft,
} from './bindings';
import type { Transport } from './transport';

export type * from './bindings';

const tauri: Transport = {
  invoke: (command, args) => tauriInvoke(command, args),
  listen: (event, handler) => tauriListen(event, ({ payload }) => handler(payload)),
};

async function chooseTransport(): Promise<Transport> {
  if (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window)) {
    return (await import('./fake')).createFake(new URLSearchParams(location.search));
  }
  return tauri;
}

let chosen: Promise<Transport> | undefined;
let transport: Transport | undefined;

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  // Once it is known, nothing is awaited before the question: the page would draw itself first.
  transport ??= await (chosen ??= chooseTransport());
  return (await transport.invoke(command, args)) as T;
}

async function on<T>(event: string, handler: (payload: T) => void): Promise<() => void> {
  transport ??= await (chosen ??= chooseTransport());
  return transport.listen(event, (payload) => handler(payload as T));
}

export const profileInfo = () => call<ProfileInfo>('profile_info');
export const listCalls = (body: ListRequest) => call<CallList>('list_calls', { body });
/** The first calls of a list, all of one moment; more than a page holds. */
export const firstCalls = (body: ListRequest, most: number, options: QueryOptions) => call<QueryAnswer>('first_calls', { body, most, options });
export const queryCalls = (body: ListRequest, options: QueryOptions) => call<QueryAnswer>('query_calls', { body, options });
export const callDetail = (id: string) => call<CallDetail>('call_detail', { id });
export const listAgents = () => call<Agent[]>('list_agents');
export const testConnection = (connection: Connection) => call<ConnectionReport>('test_connection', { connection });
export const connectAccount = (connection: Connection) => call<Connected>('connect_account', { connection });
export const saveSettings = (settings: Settings) => call<ProfileInfo>('save_settings', { settings });
export const exploreSamples = () => call<ProfileInfo>('explore_samples');
export const leaveSamples = () => call<ProfileInfo>('leave_samples');
/** Somebody comes back to the window, or the network does: syncs what may have grown old. */
export const syncIfStale = () => call<null>('sync_if_stale');
export const syncNow = (acceptRemovals: boolean) => call<null>('sync_now', { acceptRemovals });
export const syncCancel = () => call<null>('sync_cancel');
export const syncStatus = () => call<SyncStatus>('sync_status');
export const syncLog = () => call<SyncRun[]>('sync_log');
export const checkAgainstServer = (body: ListRequest) => call<VerifyReport>('check_against_server', { body });

export const onSyncProgress = (handler: (progress: SyncProgress) => void) => on('sync-progress', handler);
export const onSyncFinished = (handler: (status: SyncStatus) => void) => on('sync-finished', handler);
export const onCallsChanged = (handler: () => void) => on<null>('calls-changed', handler);
export const onReviewChanged = (handler: () => void) => on<null>('review-changed', handler);

// Review: the person's own marks, notes, views and names. Each change says for which profile it was
// made, and is refused when another is open by the time it arrives.
function change<T>(command: string, profile: string, args?: Record<string, unknown>): Promise<T> {
  const writing = call<T>(command, { ...args, profile });
  const done = () => void underWay.delete(writing);
  underWay.add(writing);
  writing.then(done, done);
  return writing;
}
const underWay = new Set<Promise<unknown>>();
/** Resolves once no change is on its way, whatever became of it. */
export const changesDone = () => Promise.allSettled(underWay);
export const setStarred = (profile: string, ids: string[], on: boolean) => change<UndoNote>('set_starred', profile, { ids, on });
export const setReviewed = (profile: string, ids: string[], on: boolean) => change<UndoNote>('set_reviewed', profile, { ids, on });
export const addTag = (profile: string, ids: string[], tag: string) => change<UndoNote>('add_tag', profile, { ids, tag });
export const removeTag = (profile: string, ids: string[], tag: string) => change<UndoNote>('remove_tag', profile, { ids, tag });
export const setNote = (profile: string, id: string, text: string) => change<null>('set_note', profile, { id, text });
/** How the beginning of a note looks as Markdown. */
export const readMarkdown = (text: string) => call<NoteLook>('read_markdown', { text });
export const undoReview = (profile: string) => change<UndoNote | null>('undo_review', profile);
export const listTags = () => call<TagCount[]>('list_tags');
export const listViews = () => call<View[]>('list_views');
export const saveView = (profile: string, view: ViewDraft) => change<View[]>('save_view', profile, { view });
export const deleteView = (profile: string, id: string) => change<View[]>('delete_view', profile, { id });
export const orderViews = (profile: string, ids: string[]) => change<View[]>('order_views', profile, { ids });
/** Gives how many calls the file holds. */
export const exportReview = (path: string) => call<number>('export_review', { path });
export const importReview = (profile: string, text: string) => change<ReviewImport>('import_review', profile, { text });
/** Newest first. */
export const reviewBackups = () => call<ReviewBackup[]>('review_backups');
/** Gives the backup of what was replaced, where that can be put back as well. */
export const restoreReview = (profile: string, name: string) => change<string | null>('restore_review', profile, { name });
export const setAgentAlias = (profile: string, agentId: string, alias: string | null) => change<null>('set_agent_alias', profile, { agentId, alias });

export const insights = (body: ListRequest, options: InsightOptions) => call<Insights>('insights', { body, options });
export const savePicture = (picture: Picture) => call<string>('save_picture', { picture });

// Exports.
export const exportCalls = (body: ListRequest, order: ExportOrder) => call<ExportDone>('export_calls', { body, order });
export const cancelExport = () => call<null>('export_cancel');
export const exportFolder = () => call<string>('export_folder');
export const openExported = (path: string) => call<null>('open_exported', { path });
export const showExported = (path: string) => call<null>('show_exported', { path });
export const onExportProgress = (handler: (progress: ExportProgress) => void) => on('export-progress', handler);

// Printing: what the page has laid out goes to paper, or into a PDF file where that can be done.
export const printPages = (order: PrintOrder) => call<boolean>('print_pages', { order });
export const pdfFolder = () => call<string | null>('pdf_folder');

// Profiles as a whole: each holds one account.
export const listProfiles = () => call<ProfileEntry[]>('list_profiles');
export const openProfile = (name: string) => call<ProfileInfo>('open_profile', { name });
export const createProfile = (name: string) => call<ProfileInfo>('create_profile', { name });
export const renameProfile = (name: string, to: string) => call<ProfileInfo>('rename_profile', { name, to });
export const profileRemoval = (name: string) => call<ProfileRemoval>('profile_removal', { name });
export const removeProfile = (name: string) => call<ProfileRemoval>('remove_profile', { name });
export const rebuildCache = (name: string) => call<ProfileInfo>('rebuild_cache', { name });

/** Lines for a report of a fault, without anything about the account. */
export const diagnostics = () => call<string>('diagnostics');

// How Offhook behaves among other programs.
export const desktopManners = () => call<DesktopManners>('desktop_manners');
/** An action was chosen by its id outside the page: in the menu bar, or by a click on a notification. */
export const onAct = (handler: (action: string) => void) => on('act', handler);
/** Another start of the program asks for a profile, which `wantedProfile` tells. */
export const onProfileWanted = (handler: () => void) => on('profile-wanted', handler);
/** The profile that another start has asked for since the last question. */
export const wantedProfile = () => call<string | null>('wanted_profile');
/** Draws the window's frame in the colours of the page. */
export const frameTheme = (theme: Theme) => call<null>('choose_theme', { theme });
/** The program is to end: `answerClosing` says whether everything is saved. */
export const onClosing = (handler: () => void) => on('closing', handler);
export const answerClosing = (answer: ClosingAnswer) => call<null>('answer_closing', { answer });
export const changeDesktop = (wish: DesktopWish) => call<DesktopManners>('change_desktop', { wish });

const codes: Record<Code, true> = {
  invalid_filter: true, unauthorized: true, offline: true, rate_limited: true, server_error: true,
  bad_response: true, busy: true, account_mismatch: true, removals_refused: true, disk_full: true,
  cache_damaged: true, export_failed: true, cancelled: true, internal: true,
};

/** Whatever a command rejected with, as an `ErrorBody`; anything unforeseen counts as `internal`. */
export function toErrorBody(thrown: unknown): ErrorBody {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && String(thrown.code) in codes) {
    const { message, retryable, detail } = thrown as Partial<ErrorBody>;
    return { code: thrown.code as Code, message: message ?? '', retryable: retryable ?? false, detail: detail ?? null };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, retryable: false, detail: null };
}
