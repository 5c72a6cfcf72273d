// The state behind the filter controls: the filter itself, and what there is to choose from.
import { listAgents, listCalls, type Agent, type Call } from '$ipc';
import { oneLine } from '$shared/format/plain';
import { chipsOf } from './chips';
import { datesReversed, isFiltered, noFilter, toRequest, type CallFilter } from './filter';

const documentedStatuses = ['completed', 'no-answer', 'busy', 'failed', 'canceled'];
/** Words the server uses without documenting them; offered once a call with them exists. */
const undocumentedStatuses = ['in-progress', 'ringing', 'initiated', 'voicemail'];

export class Filters {
  current = $state.raw<CallFilter>(noFilter);
  agents = $state.raw<Agent[]>([]);
  #found = $state.raw<string[]>([]);

  readonly statuses = $derived([...documentedStatuses, ...this.#found]);
  readonly chips = $derived(chipsOf(this.current, (id) => this.agentName(id)));
  readonly active = $derived(isFiltered(this.current));
  readonly reversed = $derived(datesReversed(this.current));
  readonly request = $derived(toRequest(this.current));

  #onchange: () => void;

  /** `onchange` is called after each change a person makes. */
  constructor(onchange: () => void) {
    this.#onchange = onchange;
  }

  set(change: Partial<CallFilter>): void {
    this.current = { ...this.current, ...change };
    this.#onchange();
  }

  clear(): void {
    this.set(noFilter);
  }

  toggleDirection(direction: string): void {
    this.set({ direction: this.current.direction === direction ? null : direction });
  }

  toggleStatus(status: string): void {
    const { statuses } = this.current;
    this.set({ statuses: statuses.includes(status) ? statuses.filter((other) => other !== status) : [...statuses, status] });
  }

  swapDates(): void {
    this.set({ from: this.current.to, to: this.current.from });
  }

  agentName(id: string): string {
    return oneLine(this.agents.find((agent) => agent.agent_id === id)?.name ?? id, 80);
  }

  /** Learns undocumented statuses from rows on screen. */
  learn(calls: Call[]): void {
    const news = calls.flatMap((call) => (typeof call.status === 'string' && call.status !== '' ? [call.status] : []));
    this.#offer(news);
  }

  /** Reads the agents again, and which undocumented statuses occur. A failure leaves the old choice. */
  async refreshChoices(): Promise<void> {
    const [agents, occurring] = await Promise.allSettled([listAgents(), Promise.all(undocumentedStatuses.map(occurs))]);
    if (agents.status === 'fulfilled') this.agents = agents.value;
    if (occurring.status === 'fulfilled') this.#offer(undocumentedStatuses.filter((_, index) => occurring.value[index]));
  }

  #offer(statuses: string[]): void {
    for (const status of statuses) {
      if (!this.statuses.includes(status)) this.#found = [...this.#found, status];
    }
  }
}

async function occurs(status: string): Promise<boolean> {
  return (await listCalls({ status, limit: 1 })).total > 0;
}
