// What stands around the rows: facets, chart, and how the search was read. Rows are asked for alone
// and painted; counting what stands around them takes as long again, and nobody waits for it.
import type { Facet, Histogram, ListRequest, Phones, QueryAnswer, QueryTerm } from '$ipc';
import { afterPaint } from '$shared/state/frame';

/** It does not change with the pages of a list. */
export interface Around {
  facets: Facet[] | null;
  histogram: Histogram | null;
  /** The search text as it was read, and how numbers read that were asked for. */
  read: { query: string; terms: QueryTerm[]; phones: Phones };
}

export class AroundState {
  shown = $state.raw<Around>({ facets: null, histogram: null, read: { query: '', terms: [], phones: {} } });
  /** Out of date, and so until an answer with it has come. */
  #isDue = true;
  #ask: (request: ListRequest) => Promise<QueryAnswer>;
  #onchange: (around: Around) => void;

  /** `ask` gives an answer with facets and histogram; `onchange` is told when those are new. */
  constructor(ask: (request: ListRequest) => Promise<QueryAnswer>, onchange: (around: Around) => void) {
    this.#ask = ask;
    this.#onchange = onchange;
  }

  /** Another question, or other calls. */
  outdated(): void {
    this.#isDue = true;
  }

  /** How the search of the rows was read, which comes with them. */
  readWith({ query }: ListRequest, { terms, phones }: QueryAnswer): void {
    this.shown = { ...this.shown, read: { query: query ?? '', terms, phones } };
  }

  take({ facets, histogram }: QueryAnswer): void {
    if (facets) this.#isDue = false;
    this.shown = { ...this.shown, facets: facets ?? this.shown.facets, histogram: histogram ?? this.shown.histogram };
    this.#onchange(this.shown);
  }

  /** Counts around rows once they are painted, for as long as they are those on screen: around
   * those that came meanwhile it is asked again. */
  countSoon(request: ListRequest, areThere: () => boolean, onfailed: (thrown: unknown) => void): void {
    if (this.#isDue) afterPaint(() => void this.#count(request, areThere, onfailed));
  }

  async #count(request: ListRequest, areThere: () => boolean, onfailed: (thrown: unknown) => void): Promise<void> {
    if (!areThere() || !this.#isDue) return;
    try {
      const answer = await this.#ask({ ...request, limit: 1, offset: 0 });
      if (areThere()) this.take(answer);
    } catch (thrown) {
      if (areThere()) onfailed(thrown);
    }
  }
}
