// One profile at work: wires filters, list, details and sync, which know nothing of each other.
import {
  onCallsChanged, onReviewChanged, onSyncFinished, onSyncProgress, queryCalls, setNote, syncIfStale,
  type Call, type CallDetail, type ErrorBody, type ListRequest, type QueryAnswer, type QueryOptions,
} from '$ipc';
import { CallListState } from '$features/calls/list.svelte';
import { TableLook } from '$features/calls/look.svelte';
import { Selection } from '$features/calls/selection.svelte';
import { newestFirst } from '$features/calls/shown';
import { DetailState } from '$features/detail/detail.svelte';
import { NoteDrafts } from '$features/detail/notes.svelte';
import { Filters } from '$features/filters/filters.svelte';
import { ReviewState } from '$features/review/review.svelte';
import { ReviewTransfer } from '$features/review/transfer';
import { SyncState } from '$features/sync/sync.svelte';
import { ViewsState } from '$features/views/views.svelte';
import { Toasts } from '$shared/state/toasts.svelte';
import { UndoSteps } from '$shared/state/undo';
import { text } from '$shared/text';
import { applied } from './applied';
import { focusIn } from './focus';

export class Workspace {
  readonly list = new CallListState((request, options) => this.#fetch(request, options), ({ facets }) => this.filters.meet(facets));
  readonly filters: Filters = new Filters(() => void this.#applyFilters());
  readonly look = new TableLook();
  readonly detail = new DetailState((detail) => this.#learnMarks(detail));
  readonly sync = new SyncState();

  readonly toasts = new Toasts();
  readonly steps = new UndoSteps(this.toasts);
  readonly review: ReviewState;
  readonly transfer: ReviewTransfer;
  readonly selection = new Selection();
  readonly views: ViewsState;
  readonly notes: NoteDrafts = new NoteDrafts({
    save: (id, note) => setNote(this.profile, id, note),
    onsaved: (id, note) => this.detail.noteSaved(id, note),
    onfailed: (id) => this.#noteFailed(id),
  });

  /** Why marks, tags, notes and names are missing, where the review data cannot be read. */
  reviewProblem = $state.raw<ErrorBody | null>(null);
  /** The name of the one whose calls these are. */
  readonly profile: string;

  constructor(profile: string) {
    this.profile = profile;
    this.review = new ReviewState(this.toasts, profile, this.steps);
    this.transfer = new ReviewTransfer(this.toasts, profile);
    this.views = new ViewsState(this.toasts, profile, this.steps);
  }

  /** Set when the first calls of a profile arrive, which bring the first agents. */
  #hadCalls = false;

  /** Listens for news, then loads what is cached; gives the function that stops listening. */
  start(syncAtOnce: boolean): () => void {
    const listening = [
      onSyncProgress((progress) => this.sync.progressed(progress)),
      onSyncFinished((status) => {
        this.sync.finished(status);
        void this.filters.refreshChoices();
      }),
      onCallsChanged(() => void this.#callsChanged()),
      onReviewChanged(() => void this.#reviewChanged()),
    ];
    // Asked at once, while the page is still being drawn; and again when news can be heard, for what
    // has changed in between was told to nobody.
    const first = this.#applyFilters();
    void Promise.allSettled([first, ...listening]).then(() => this.#load(syncAtOnce));
    const saveNotes = () => void this.notes.flushAll();
    const freshen = () => void syncIfStale().catch(() => undefined);
    window.addEventListener('focus', freshen);
    window.addEventListener('online', freshen);
    window.addEventListener('pagehide', saveNotes);
    document.addEventListener('visibilitychange', saveNotes);
    return () => {
      for (const stop of listening) void stop.then((unlisten) => unlisten());
      window.removeEventListener('focus', freshen);
      window.removeEventListener('online', freshen);
      window.removeEventListener('pagehide', saveNotes);
      document.removeEventListener('visibilitychange', saveNotes);
      saveNotes();
    };
  }

  async #load(syncAtOnce: boolean): Promise<void> {
    void this.list.callsChanged().then(() => this.#learn());
    void this.filters.refreshChoices();
    void this.views.load();
    void this.review.refreshTags();
    await this.sync.load();
    if (syncAtOnce && !this.sync.running) await this.sync.start();
  }

  open(call: Call): void {
    this.list.cursorId = call.id;
    void this.detail.open(call, this.list.shown?.phones);
  }

  /** Moves the row cursor; an open detail pane goes along. */
  async move(step: 1 | -1, withFocus = true): Promise<void> {
    this.#follow(await this.list.moveCursor(step, withFocus));
  }

  /** To the first call of the page, or to the last. */
  jump(place: 0 | -1): void {
    this.#follow(this.list.focusAt(place));
  }

  /** From the search to the first of the calls it finds. */
  async toFirstRow(): Promise<void> {
    await this.list.answerTo(this.filters.request);
    this.jump(0);
  }

  #follow(call: Call | null): void {
    if (call && this.detail.id !== null) void this.detail.open(call, this.list.shown?.phones);
  }

  openAtCursor(): void {
    const call = this.list.shown?.calls.find(({ id }) => id === this.list.cursorId);
    if (call) this.open(call);
  }

  async turnPage(step: 1 | -1): Promise<void> {
    const inTable = focusIn('grid');
    const turned = await (step === 1 ? this.list.nextPage() : this.list.previousPage());
    // The row that had the focus is gone.
    if (turned && inTable) this.list.focusAt(0);
  }

  async #applyFilters(): Promise<void> {
    await this.list.setFilter(this.filters.request);
    this.#learn();
  }

  async #callsChanged(): Promise<void> {
    await this.list.callsChanged();
    this.#learn();
    void this.detail.reload();
    this.views.countSoon();
    const hasCalls = (this.list.shown?.total ?? 0) > 0;
    if (hasCalls && !this.#hadCalls) void this.filters.refreshChoices();
    this.#hadCalls = hasCalls;
  }

  /** Other clocks, or "today" is another day, where rows stay as they do with any news. */
  clocksChanged(zone: boolean): void {
    if (!this.list.shown) return;
    void (zone ? this.list.clocksChanged() : this.list.callsChanged());
    this.views.countSoon();
  }

  #learn(): void {
    this.filters.read = this.list.around.read;
  }

  // Review.

  /** What a view of the list keeps: the filter and the order. */
  get viewed(): ListRequest {
    const { request } = this.filters;
    return this.list.sort === newestFirst ? request : { ...request, sort: this.list.sort };
  }

  /** Shows exactly what a request asks for, as a view does. */
  apply(request: ListRequest): void {
    this.list.orderAs(request.sort);
    this.filters.set(applied(request));
  }

  /** The calls a key acts on: the selected ones, else the open one, else the one under a cursor that can be seen. */
  get targets(): readonly string[] {
    if (this.selection.size > 0) return [...this.selection.ids];
    const id = this.detail.id ?? this.list.seenCursorId;
    return id === null ? [] : [id];
  }

  /** The ids of the calls on the page. */
  get page(): readonly string[] {
    return this.list.shown?.calls.map(({ id }) => id) ?? [];
  }

  isOnPage(id: string): boolean {
    return this.page.includes(id);
  }

  /** The same; where there are none, says how to come to one. */
  targetsOrHint(): readonly string[] {
    const { targets } = this;
    if (targets.length === 0) this.#hintAtCursor();
    return targets;
  }

  #hintAtCursor(): void {
    this.toasts.show({ kind: 'no-target', text: text.review.chooseFirst, tone: 'plain', action: null, for_ms: 4000 });
  }

  toggleStarred(): void {
    void this.review.toggleStarred(this.targetsOrHint(), this.selection.size === 0 && this.detail.id !== null);
  }

  toggleReviewed(): void {
    void this.review.toggleReviewed(this.targetsOrHint(), this.selection.size === 0 && this.detail.id !== null);
  }

  toggleSelected(): void {
    const id = this.list.seenCursorId ?? this.detail.id;
    if (id === null) this.#hintAtCursor();
    else this.selection.toggle(id);
  }

  /** One step back: the selection goes, then the details close. */
  back(): void {
    if (this.selection.size > 0) this.letSelectionGo();
    else this.closeDetail();
  }

  /** The bar of the selection goes with it, and what was pressed there. */
  letSelectionGo(): void {
    if (focusIn('bar')) this.list.focusRequests += 1;
    this.selection.clear();
  }

  /** The focus goes back from the details to the row of their call. */
  closeDetail(): void {
    const { id } = this.detail;
    if (id === null) return;
    const goesBack = focusIn('pane') || focusIn('nothing');
    this.detail.close();
    if (!goesBack) return;
    if (this.isOnPage(id)) this.list.cursorId = id;
    this.list.focusRequests += 1;
  }

  /** Takes back the latest change, of marks, views or names. */
  undo(): void {
    if (!this.steps.undo()) void this.review.undo();
  }

  async #fetch(request: ListRequest, options: QueryOptions): Promise<QueryAnswer> {
    const answer = await queryCalls(request, options);
    this.reviewProblem = answer.review_problem;
    this.review.learnRows(answer);
    return answer;
  }

  async #reviewChanged(): Promise<void> {
    void this.views.load();
    void this.review.refreshTags();
    // A name given elsewhere is shown in each row.
    void this.filters.refreshChoices();
    await this.#callsChanged();
  }

  #learnMarks({ call, review }: CallDetail): void {
    if (review === null) return;
    const { starred, reviewed_at, note, tags } = review;
    this.review.learn([[call.id, { starred, reviewed: reviewed_at !== null, noted: note !== '', tags }]]);
  }

  /** The pane says so itself while the call is open. */
  #noteFailed(id: string): void {
    if (this.detail.id === id) return;
    const retry = { label: text.common.retry, run: () => void this.notes.flush(id) };
    this.toasts.show({ kind: `note-${id}`, text: text.notes.failedElsewhere, tone: 'bad', action: retry, for_ms: 30_000 });
  }
}
