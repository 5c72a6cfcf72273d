// One profile at work: wires filters, list, details and sync, which know nothing of each other.
import { tick } from 'svelte';
import {
  callDetail, onCallsChanged, onReviewChanged, onSyncFinished, onSyncProgress, queryCalls, setAgentAlias, setNote, syncIfStale, toErrorBody,
  type Call, type CallDetail, type ErrorBody, type ListRequest, type QueryAnswer, type QueryOptions,
} from '$ipc';
import { CallListState } from '$features/calls/list.svelte';
import { TableLook } from '$features/calls/look.svelte';
import { Selection } from '$features/calls/selection.svelte';
import { DetailState } from '$features/detail/detail.svelte';
import { NoteDrafts } from '$features/detail/notes.svelte';
import { Filters } from '$features/filters/filters.svelte';
import { ReviewState } from '$features/review/review.svelte';
import { ReviewTransfer } from '$features/review/transfer';
import { SyncState } from '$features/sync/sync.svelte';
import { ViewsState } from '$features/views/views.svelte';
import { Toasts } from '$shared/state/toasts.svelte';
import { text } from '$shared/text';
import { errorLine } from '$shared/text/words';
import { copyText } from '$shared/ui/clipboard';
import { applied } from './applied';

export class Workspace {
  readonly list = new CallListState((request, options) => this.#fetch(request, options));
  readonly filters: Filters = new Filters(() => void this.#applyFilters());
  readonly look = new TableLook();
  readonly detail = new DetailState((detail) => this.#learnMarks(detail));
  readonly sync = new SyncState();

  readonly toasts = new Toasts();
  readonly review = new ReviewState(this.toasts);
  readonly transfer = new ReviewTransfer(this.toasts);
  readonly selection = new Selection();
  readonly views = new ViewsState(this.toasts);
  readonly notes: NoteDrafts = new NoteDrafts({
    save: setNote,
    onsaved: (id, note) => this.detail.noteSaved(id, note),
    onfailed: (id) => this.#noteFailed(id),
  });

  /** Why marks, tags, notes and names are missing, where the review data cannot be read. */
  reviewProblem = $state.raw<ErrorBody | null>(null);

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
  async move(step: 1 | -1): Promise<void> {
    const call = await this.list.moveCursor(step);
    if (call && this.detail.id !== null) void this.detail.open(call, this.list.shown?.phones);
  }

  openAtCursor(): void {
    const call = this.list.shown?.calls.find(({ id }) => id === this.list.cursorId);
    if (call) this.open(call);
  }

  async page(step: 1 | -1): Promise<void> {
    await (step === 1 ? this.list.nextPage() : this.list.previousPage());
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

  #learn(): void {
    const { read, facets } = this.list.around;
    this.filters.learn(read, facets);
  }

  // Review.

  /** Shows exactly what a request asks for, as a view does. */
  apply(request: ListRequest): void {
    this.filters.set(applied(request));
  }

  /** The calls a key acts on: the selected ones, else the open one, else the one under a cursor that can be seen. */
  get targets(): readonly string[] {
    if (this.selection.size > 0) return [...this.selection.ids];
    const id = this.detail.id ?? this.list.seenCursorId;
    return id === null ? [] : [id];
  }

  #isOnPage(id: string): boolean {
    return this.list.shown?.calls.some((call) => call.id === id) ?? false;
  }

  get #callAtCursor(): Call | null {
    return this.list.shown?.calls.find(({ id }) => id === this.list.cursorId) ?? null;
  }

  /** The same; where there are none, says how to come to one. */
  #targetsOrHint(): readonly string[] {
    const { targets } = this;
    if (targets.length === 0) this.#hintAtCursor();
    return targets;
  }

  #hintAtCursor(): void {
    this.toasts.show({ kind: 'no-target', text: text.review.chooseFirst, tone: 'plain', action: null, for_ms: 4000 });
  }

  toggleStarred(): void {
    void this.review.toggleStarred(this.#targetsOrHint(), this.selection.size === 0 && this.detail.id !== null);
  }

  toggleReviewed(): void {
    void this.review.toggleReviewed(this.#targetsOrHint(), this.selection.size === 0 && this.detail.id !== null);
  }

  toggleSelected(): void {
    const id = this.list.seenCursorId ?? this.detail.id;
    if (id === null) this.#hintAtCursor();
    else this.selection.toggle(id);
  }

  /** Marks reviewed what a key acts on, and goes on to the call after it. */
  async reviewedNext(): Promise<void> {
    const { selection, list, detail } = this;
    const targets = this.#targetsOrHint();
    if (targets.length === 0) return;
    const writing = this.review.setReviewed(targets, true);
    if (selection.size > 0) return selection.clear();
    list.cursorId = detail.id !== null && this.#isOnPage(detail.id) ? detail.id : list.cursorId;
    // Rows that left the list are still on screen while the reader is further down. Behind the
    // last of them comes what has moved up to this page, not the next page.
    const atEnd = list.shown?.calls.at(-1)?.id === list.cursorId;
    if (atEnd) await writing;
    const before = list.cursorId;
    if (atEnd && list.news !== null) await list.load();
    const next = list.cursorId === before ? await list.moveCursor(1) : this.#callAtCursor;
    if (!next) this.toasts.show({ kind: 'last', text: text.review.lastOne, tone: 'plain', action: null, for_ms: 4000 });
    else if (detail.id !== null) this.open(next);
  }

  /** The field that names a tag for what a key acts on. */
  async focusTag(): Promise<void> {
    if (this.selection.size > 0) document.querySelector<HTMLElement>('[data-testid="bulk-tag"]')?.click();
    else await this.#focusInDetail('detail-tags');
  }

  async focusNote(): Promise<void> {
    await this.#focusInDetail('detail-note-field');
  }

  async #focusInDetail(fieldId: string): Promise<void> {
    if (this.detail.id === null) this.openAtCursor();
    await tick();
    document.getElementById(fieldId)?.focus();
  }

  /** Copies what a key acts on, in the way that is given. */
  async copy(write: (calls: readonly Call[]) => string): Promise<void> {
    const onPage = this.list.shown?.calls ?? [];
    try {
      const calls = await Promise.all(this.targets.map(async (id) => onPage.find((call) => call.id === id) ?? (await callDetail(id)).call));
      if (calls.length === 0 || !(await copyText(write(calls)))) return;
      this.toasts.show({ kind: 'copied', text: text.review.copied(calls.length), tone: 'plain', action: null, for_ms: 2500 });
    } catch (thrown) {
      this.toasts.show({ kind: 'copy-failed', text: errorLine(toErrorBody(thrown)), tone: 'bad', action: null });
    }
  }

  /** One step back: the selection goes, then the details close. */
  back(): void {
    if (this.selection.size > 0) this.selection.clear();
    else this.detail.close();
  }

  /** Resolves to whether the name was kept. */
  async renameAgent(agentId: string, alias: string | null): Promise<boolean> {
    try {
      await setAgentAlias(agentId, alias);
      await this.filters.refreshChoices();
      return true;
    } catch (thrown) {
      this.toasts.show({ kind: 'alias-failed', text: text.review.failed(errorLine(toErrorBody(thrown))), tone: 'bad', action: null });
      return false;
    }
  }

  /** Rows come with their marks, which are then known to everybody. */
  async #fetch(request: ListRequest, options: QueryOptions): Promise<QueryAnswer> {
    const answer = await queryCalls(request, options);
    this.reviewProblem = answer.review_problem;
    this.review.learn(answer.calls.flatMap(({ id }, index) => (answer.marks[index] ? [[id, answer.marks[index]] as const] : [])));
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
