// The state behind the filter controls: the filter itself, and what there is to choose from.
import { listAgents, type Agent, type Facet } from '$ipc';
import { oneLine } from '$shared/format/plain';
import { oncePerFrame } from '$shared/state/frame';
import { chipsOf } from './chips';
import { datesReversed, isFiltered, noFilter, toRequest, type CallFilter } from './filter';
import { stretchIn, withStretch, type ReadQuery } from './terms';

export type ListField = 'statuses' | 'agentIds' | 'sentiments' | 'tags';
export type SingleField = 'direction' | 'duration' | 'starred' | 'reviewed';

/** Facets whose values are known only by having been met. */
type Met = Record<'status' | 'sentiment' | 'tag', readonly string[]>;

/** What the server documents; other words are offered once a call with them was met. */
const documented: Met = {
  status: ['completed', 'no-answer', 'busy', 'failed', 'canceled'],
  sentiment: ['positive', 'neutral', 'negative'],
  tag: [],
};

const nothingRead: ReadQuery = { query: '', terms: [], phones: {} };

export class Filters {
  current = $state.raw<CallFilter>(noFilter);
  agents = $state.raw<Agent[]>([]);
  met = $state.raw<Met>(documented);
  /** The search text as the backend read it last. */
  read = $state.raw<ReadQuery>(nothingRead);

  readonly chips = $derived(chipsOf(this.current, this.current.query.trim() === '' ? { ...nothingRead, phones: this.read.phones } : this.read, (id) => this.agentName(id)));
  readonly active = $derived(isFiltered(this.current));
  readonly reversed = $derived(datesReversed(this.current));
  readonly request = $derived(toRequest(this.current));
  /** The days asked for by a word, such as `last-7-days`. */
  readonly stretch = $derived(stretchIn(this.current.query));

  #onchange: () => void;
  #changesSoon: () => void;

  /** `onchange` is called after each change a person makes; of those within a frame, once. */
  constructor(onchange: () => void) {
    this.#onchange = onchange;
    this.#changesSoon = oncePerFrame(onchange);
  }

  set(change: Partial<CallFilter>): void {
    this.#take(change);
    this.#onchange();
  }

  /** For what changes faster than pictures do: typing and dragging. */
  setSoon(change: Partial<CallFilter>): void {
    this.#take(change);
    this.#changesSoon();
  }

  /** "Last 7 days", by its word, in place of all other dates. */
  setStretch(word: string): void {
    this.set({ from: null, to: null, query: withStretch(this.current.query, word) });
  }

  #take(change: Partial<CallFilter>): void {
    this.current = { ...this.current, ...change };
    // Dates that are chosen, or cleared, take the place of "last 7 days".
    const dates = change.from !== undefined || change.to !== undefined;
    if (dates && change.query === undefined) this.current = { ...this.current, query: withStretch(this.current.query, null) };
  }

  clear(): void {
    this.set(noFilter);
  }

  toggleIn(field: ListField, value: string): void {
    const chosen = this.current[field];
    this.set({ [field]: chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value] });
  }

  /** Chooses the one value, or none when it is chosen already. */
  toggle<Field extends SingleField>(field: Field, value: CallFilter[Field]): void {
    this.set({ [field]: this.current[field] === value ? null : value });
  }

  swapDates(): void {
    this.set({ from: this.current.to, to: this.current.from });
  }

  agentName(id: string): string {
    return oneLine(this.agents.find((agent) => agent.agent_id === id)?.name ?? id, 80);
  }

  /** Takes in values there are. */
  meet(facets: readonly Facet[] | null): void {
    // Looked up by thousands of tags with every answer.
    const metIn = (field: keyof Met) => {
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it does not outlive this line's work
      const known = new Set(this.met[field]);
      const found = (facets?.find((facet) => facet.field === field)?.values ?? []).filter(({ count, value }) => count > 0 && !known.has(value));
      return found.length === 0 ? this.met[field] : [...this.met[field], ...found.map(({ value }) => value)];
    };
    const met: Met = { status: metIn('status'), sentiment: metIn('sentiment'), tag: metIn('tag') };
    // The same values must not be drawn anew.
    if (Object.entries(met).some(([field, values]) => values !== this.met[field as keyof Met])) this.met = met;
  }

  /** Reads the agents again. A failure leaves the old choice. */
  async refreshChoices(): Promise<void> {
    this.agents = await listAgents().catch(() => this.agents);
  }
}
