// The list on screen: which page of which question, and what came back. Old rows stay until new
// ones are there, answers out of order are dropped, and news never moves rows under the reader.
import { toErrorBody, type Call, type ErrorBody, type FoundElsewhere, type ListRequest, type QueryAnswer, type QueryOptions, type Range } from '$ipc';
import { reading } from '$shared/format/time';
import { language } from '$shared/state/language.svelte';
import { latestOnly, stale } from '$shared/state/latest';
import { recall, remember } from '$shared/state/storage';
import { zone } from '$shared/state/zone.svelte';
import { AroundState, type Around } from './around.svelte';
import { newestFirst, pageSizes, rowsStay, sortNamed, type Shown, type Sort } from './shown';

/** After this long without an answer the window admits that it is working. */
const slowAfter_ms = 150;

export type Fetch = (request: ListRequest, options: QueryOptions) => Promise<QueryAnswer>;

export class CallListState {
  /** This and the size of a page are remembered. */
  sort = $state<Sort>(sortNamed(recall('sort')));
  pageSize = $state<number>(pageSizes.find((size) => String(size) === recall('page-size')) ?? 50);
  offset = $state(0);
  shown = $state.raw<Shown | null>(null);
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
  /** Counts up when the cursor is to be seen while the focus stays elsewhere. */
  sightRequests = $state(0);
  /** The page on screen was come to by turning pages, which is worth saying. */
  turned = $state(false);
  /** Counts up when another question's rows arrived, so that the table scrolls to its top. */
  questions = $state(0);
  /** Told by the table: nothing is scrolled away. */
  atTop = true;
  /** Told by the table: the mouse is over its rows, perhaps about to click one. */
  pointed = false;

  #fetch: Fetch;
  #around: AroundState;
  #filter: ListRequest = {};
  #ask = latestOnly();
  #asked = 0;
  #latest: Promise<void> = Promise.resolve();
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #peeking = false;
  #peekAgain = false;
  /** How many calls there were when the rows came. */
  #rowsTotal = 0;

  /** `onaround` is told what stands around the list whenever that is new. */
  constructor(fetch: Fetch, onaround: (around: Around) => void = () => undefined) {
    this.#fetch = fetch;
    this.#around = new AroundState((request) => fetch(request, this.#options(true)), onaround);
  }

  get around(): Around {
    return this.#around.shown;
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
    if (this.sort !== newestFirst) request.sort = this.sort;
    return request;
  }

  setFilter(filter: ListRequest): Promise<void> {
    this.#filter = filter;
    this.#around.outdated();
    return this.#restart();
  }

  /** The order of the next question, as a view has it. A start begins with no view's order. */
  orderAs(sort: string | undefined): void {
    this.sort = sortNamed(sort);
    if (this.sort === newestFirst) remember('sort', newestFirst);
  }

  setSort(sort: Sort): Promise<void> {
    this.sort = sort;
    remember('sort', sort);
    return this.#restart();
  }

  setPageSize(size: number): Promise<void> {
    // The first row on screen stays on screen.
    this.offset = Math.floor(this.offset / size) * size;
    this.pageSize = size;
    remember('page-size', String(size));
    return this.load();
  }

  /** Pressed again while the next page is awaited, it means the one after that. */
  nextPage(): Promise<boolean> {
    return this.#turnFrom(this.#onItsWay, 1);
  }

  previousPage(): Promise<boolean> {
    return this.#turnFrom(this.#onItsWay, -1);
  }

  /** Asks the current question; the rows change when its answer is there. Resolves when there is
   * nothing newer to wait for. */
  load(): Promise<void> {
    this.#latest = this.#answered();
    return this.#latest;
  }

  /** Resolves when the calls of this filter are on screen; a filter that is asked for already keeps its page. */
  answerTo(filter: ListRequest): Promise<void> {
    return filter === this.#filter ? this.#latest : this.setFilter(filter);
  }

  async #answered(): Promise<void> {
    this.#asked += 1;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => (this.slow = true), slowAfter_ms);
    const { offset, request } = this;
    try {
      const answer = await this.#ask(() => this.#fetch(request, this.#options(false)));
      if (answer === stale) return await this.#latest;
      if (answer.calls.length === 0 && offset > 0 && answer.total > 0) return await this.#lastPage(answer.total);
      this.#show(answer, request);
      this.questions += 1;
      this.#countSoon(request);
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
    this.#around.outdated();
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
  async moveCursor(step: 1 | -1, withFocus = true): Promise<Call | null> {
    const calls = this.shown?.calls ?? [];
    const at = calls.findIndex((call) => call.id === this.cursorId);
    let next = at === -1 ? calls[0] : calls[at + (this.#unseen ? 0 : step)];
    if (!next && at !== -1) next = await this.#acrossPages(step);
    if (!next) return null;
    this.cursorId = next.id;
    if (withFocus) this.focusRequests += 1;
    else this.sightRequests += 1;
    return next;
  }

  /** Puts the cursor and the focus on the first call of the page, or on the last. */
  focusAt(place: 0 | -1): Call | null {
    const call = this.shown?.calls.at(place);
    if (!call) return null;
    this.cursorId = call.id;
    this.focusRequests += 1;
    return call;
  }

  #options(around: boolean): QueryOptions {
    return { facets: around, histogram: around, zone: zone.name, language: language.code, reading: reading() };
  }

  async #acrossPages(step: 1 | -1): Promise<Call | undefined> {
    // From the rows on screen: a held key is on its way to the same page many times.
    const turned = await this.#turnFrom(this.shown?.offset ?? 0, step);
    return turned ? this.shown?.calls.at(step === 1 ? 0 : -1) : undefined;
  }

  /** Where the page begins that is awaited, or the one on screen. */
  get #onItsWay(): number {
    return this.error ? (this.shown?.offset ?? 0) : this.offset;
  }

  /** Resolves to whether that page is on screen. */
  async #turnFrom(from: number, step: 1 | -1): Promise<boolean> {
    const wanted = Math.max(0, from + step * this.pageSize);
    if (!this.shown || wanted === from || wanted >= this.shown.total) return false;
    this.offset = wanted;
    await this.load();
    if (this.shown.offset !== wanted || this.error) return false;
    this.turned = true;
    return true;
  }

  #restart(): Promise<void> {
    this.offset = 0;
    this.turned = false;
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

  #countSoon(request: ListRequest): void {
    const { shown } = this;
    this.#around.countSoon(request, () => this.shown === shown, (thrown) => (this.error = toErrorBody(thrown)));
  }

  #show(answer: QueryAnswer, request: ListRequest): void {
    const { calls, marks, highlights, agent_highlights: agentHighlights, elsewhere, phones, total } = answer;
    this.shown = { calls, marks, highlights, agentHighlights, elsewhere, phones, total, offset: request.offset ?? 0, hasMore: answer.has_more, inWords: answer.in_words };
    this.#around.readWith(request, answer);
    this.error = null;
    this.news = null;
    this.#rowsTotal = total;
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
    const arrivedUnderTheMouse = this.pointed && !document.hidden && answer.total > this.#rowsTotal;
    const mayMove = offset === 0 && this.atTop && !arrivedUnderTheMouse;
    if (mayMove || rowsStay(this.shown.calls, answer.calls)) this.#show(answer, request);
    else this.#holdRows(answer, this.shown);
    this.#around.take(answer);
  }

  /** The rows stay where they are; the counts around them go on, as those of the views do. */
  #holdRows(answer: QueryAnswer, rows: Shown): void {
    this.news = answer.total - this.#rowsTotal;
    this.shown = { ...rows, total: answer.total, hasMore: answer.has_more, inWords: answer.in_words };
  }
}
