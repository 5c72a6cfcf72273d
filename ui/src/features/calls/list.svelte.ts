// The list on screen: which page of which question, and what came back. Old rows stay until new
// ones are there, answers out of order are dropped, and news never moves rows under the reader.
import { toErrorBody, type Call, type ErrorBody, type Facet, type FoundElsewhere, type Histogram, type ListRequest, type Marks, type Phones, type QueryAnswer, type QueryOptions, type QueryTerm, type Range } from '$ipc';
import { reading } from '$shared/format/time';
import { language } from '$shared/state/language.svelte';
import { latestOnly, stale } from '$shared/state/latest';
import { zone } from '$shared/state/zone.svelte';

export type Sort = '-created_at' | 'created_at' | '-duration' | 'duration';
export const pageSizes = [25, 50, 100] as const;

/** After this long without an answer the window admits that it is working. */
const slowAfter_ms = 150;

export type Fetch = (request: ListRequest, options: QueryOptions) => Promise<QueryAnswer>;

export interface Shown {
  calls: Call[];
  /** One for each call. */
  marks: Marks[];
  /** One list for each call: where its summary matches the search. */
  highlights: Range[][];
  agentHighlights: Range[][];
  /** Where else each call matches it. */
  elsewhere: FoundElsewhere[];
  /** How their numbers read. */
  phones: Phones;
  total: number;
  offset: number;
  hasMore: boolean;
  /** The filter in words. */
  inWords: string;
}

/** What stands around the list and does not change with its pages. */
export interface Around {
  facets: Facet[] | null;
  histogram: Histogram | null;
  /** The search text as it was read, and how numbers read that were asked for. */
  read: { query: string; terms: QueryTerm[]; phones: Phones };
}

/** More rows below the last one move none. */
export const rowsStay = (before: Call[], after: Call[]) => before.every((call, index) => call.id === after[index]?.id);

export class CallListState {
  sort = $state<Sort>('-created_at');
  pageSize = $state(50);
  offset = $state(0);
  shown = $state.raw<Shown | null>(null);
  around = $state.raw<Around>({ facets: null, histogram: null, read: { query: '', terms: [], phones: {} } });
  error = $state.raw<ErrorBody | null>(null);
  /** True once loading takes long enough to be worth saying. */
  slow = $state(false);
  /** How many more calls there are than shown; null while the rows are current. */
  news = $state<number | null>(null);
  #cursorId = $state<string | null>(null);
  /** The cursor was put there by the list: the first step shows it, so that no call is passed over. */
  #unseen = $state(true);
  /** Counts up when keys moved the cursor, so that the table moves the focus. */
  focusRequests = $state(0);
  /** Counts up when another question's rows arrived, so that the table scrolls to its top. */
  questions = $state(0);
  /** Told by the table: nothing is scrolled away. */
  atTop = true;
  /** Told by the table: the mouse is over its rows, perhaps about to click one. */
  pointed = false;

  #fetch: Fetch;
  #filter: ListRequest = {};
  #ask = latestOnly();
  #asked = 0;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #peeking = false;
  #peekAgain = false;
  /** What stands around the list is out of date, and stays so until an answer with it has come. */
  #aroundDue = true;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** The call that keys act on. */
  get cursorId(): string | null {
    return this.#cursorId;
  }

  /** The cursor where it can be seen; what marks a call by a key asks for this one. */
  get seenCursorId(): string | null {
    return this.#unseen ? null : this.#cursorId;
  }

  set cursorId(id: string | null) {
    this.#cursorId = id;
    this.#unseen = false;
  }

  /** Where the open call matches the search: in its summary, if that is still the one on screen, and elsewhere. */
  foundIn(open: Call | undefined): { highlights: Range[]; found: FoundElsewhere | undefined } {
    const at = this.shown?.calls.findIndex((call) => call.id === open?.id) ?? -1;
    const isSame = this.shown?.calls[at]?.call_summary === open?.call_summary;
    return { highlights: (isSame && this.shown?.highlights[at]) || [], found: this.shown?.elsewhere[at] };
  }

  get request(): ListRequest {
    const request: ListRequest = { ...this.#filter, limit: this.pageSize, offset: this.offset };
    if (this.sort !== '-created_at') request.sort = this.sort;
    return request;
  }

  setFilter(filter: ListRequest): Promise<void> {
    this.#filter = filter;
    this.#aroundDue = true;
    return this.#restart();
  }

  setSort(sort: Sort): Promise<void> {
    this.sort = sort;
    return this.#restart();
  }

  setPageSize(size: number): Promise<void> {
    // The first row on screen stays on screen.
    this.offset = Math.floor(this.offset / size) * size;
    this.pageSize = size;
    return this.load();
  }

  async nextPage(): Promise<boolean> {
    if (!this.shown?.hasMore) return false;
    this.offset = this.shown.offset + this.pageSize;
    await this.load();
    return true;
  }

  async previousPage(): Promise<boolean> {
    if (this.offset === 0) return false;
    this.offset = Math.max(0, this.offset - this.pageSize);
    await this.load();
    return true;
  }

  /** Asks the current question; the rows change when its answer is there. */
  async load(): Promise<void> {
    this.#asked += 1;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => (this.slow = true), slowAfter_ms);
    const { offset, request } = this;
    try {
      const answer = await this.#ask(() => this.#fetch(request, this.#options(this.#aroundDue)));
      if (answer === stale) return;
      if (answer.calls.length === 0 && offset > 0 && answer.total > 0) return await this.#lastPage(answer.total);
      this.#show(answer, request);
      this.questions += 1;
    } catch (thrown) {
      this.error = toErrorBody(thrown);
    }
    this.#settled();
  }

  /** Calls were added or changed below: take the news in where that moves nothing, else offer it. */
  async callsChanged(): Promise<void> {
    this.#peekAgain = true;
    if (this.#peeking) return;
    this.#peeking = true;
    while (this.#peekAgain) {
      this.#peekAgain = false;
      await this.#peek();
    }
    this.#peeking = false;
  }

  showNews(): Promise<void> {
    this.#aroundDue = true;
    return this.#restart();
  }

  /** Another language: the filter in words has to be told anew. */
  retell(): Promise<void> {
    return this.shown ? this.callsChanged() : Promise.resolve();
  }

  /** Other clocks: days begin and end at other instants, so the same question has another answer. */
  clocksChanged(): Promise<void> {
    return this.shown ? this.showNews() : Promise.resolve();
  }

  /** Moves the cursor by one row, over the edge of a page if need be. Gives the call it is on. */
  async moveCursor(step: 1 | -1): Promise<Call | null> {
    const calls = this.shown?.calls ?? [];
    const at = calls.findIndex((call) => call.id === this.cursorId);
    let next = at === -1 ? calls[0] : calls[at + (this.#unseen ? 0 : step)];
    if (!next && at !== -1) next = await this.#acrossPages(step);
    if (!next) return null;
    this.cursorId = next.id;
    this.focusRequests += 1;
    return next;
  }

  #options(around: boolean): QueryOptions {
    return { facets: around, histogram: around, zone: zone.name, language: language.code, reading: reading() };
  }

  async #acrossPages(step: 1 | -1): Promise<Call | undefined> {
    const turned = await (step === 1 ? this.nextPage() : this.previousPage());
    return turned ? this.shown?.calls.at(step === 1 ? 0 : -1) : undefined;
  }

  #restart(): Promise<void> {
    this.offset = 0;
    return this.load();
  }

  #lastPage(total: number): Promise<void> {
    this.offset = Math.floor((total - 1) / this.pageSize) * this.pageSize;
    return this.load();
  }

  #settled(): void {
    clearTimeout(this.#slowTimer);
    this.slow = false;
  }

  #show(answer: QueryAnswer, request: ListRequest): void {
    const { calls, marks, highlights, agent_highlights: agentHighlights, elsewhere, phones, total } = answer;
    this.shown = { calls, marks, highlights, agentHighlights, elsewhere, phones, total, offset: request.offset ?? 0, hasMore: answer.has_more, inWords: answer.in_words };
    this.around = {
      facets: answer.facets ?? this.around.facets,
      histogram: answer.histogram ?? this.around.histogram,
      read: { query: request.query ?? '', terms: answer.terms, phones },
    };
    if (answer.facets) this.#aroundDue = false;
    this.error = null;
    this.news = null;
    if (calls.some((call) => call.id === this.cursorId)) return;
    this.#cursorId = calls[0]?.id ?? null;
    this.#unseen = true;
  }

  async #peek(): Promise<void> {
    if (!this.shown || this.error) return this.load();
    const { offset, request } = this;
    const asked = this.#asked;
    const answer = await this.#fetch(request, this.#options(true)).catch(() => null);
    // A failed look changes nothing on screen; a newer question makes this one worthless.
    if (answer === null || asked !== this.#asked) return;
    const arrivedUnderTheMouse = this.pointed && !document.hidden && answer.total > this.shown.total;
    const mayMove = offset === 0 && this.atTop && !arrivedUnderTheMouse;
    if (mayMove || rowsStay(this.shown.calls, answer.calls)) this.#show(answer, request);
    else this.news = answer.total - this.shown.total;
  }
}
