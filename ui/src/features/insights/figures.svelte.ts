// The figures on screen: which question they answer, and asking again when calls change. Only the
// newest question's answer counts; old figures stay until new ones are there.
import { insights, toErrorBody, type ErrorBody, type InsightOptions, type Insights, type ListRequest } from '$ipc';
import { latestOnly, stale } from '$shared/state/latest';
import { zone } from '$shared/state/zone.svelte';

export type Unit = NonNullable<InsightOptions['unit']>;

const slowAfter_ms = 150;

export class Figures {
  shown = $state.raw<Insights | null>(null);
  error = $state.raw<ErrorBody | null>(null);
  slow = $state(false);
  /** Null: the one that fits the span. */
  unit = $state<Unit | null>(null);

  #ask = latestOnly();
  #request: ListRequest = {};
  #asking = 0;
  #changed = false;

  ask(request: ListRequest): Promise<void> {
    this.#request = request;
    return this.#load();
  }

  chooseUnit(unit: Unit): Promise<void> {
    this.unit = unit;
    return this.#load();
  }

  /** Calls or marks changed. During a sync this comes faster than answers do, so one follows the other. */
  async changed(): Promise<void> {
    this.#changed = true;
    if (this.#asking > 0) return;
    await this.#load();
  }

  async #load(): Promise<void> {
    this.#changed = false;
    this.#asking += 1;
    const slow = setTimeout(() => (this.slow = true), slowAfter_ms);
    const [request, unit] = [this.#request, this.unit];
    try {
      const answer = await this.#ask(() => insights(request, { zone: zone.name, unit }));
      if (answer !== stale) [this.shown, this.error] = [answer, null];
    } catch (thrown) {
      this.error = toErrorBody(thrown);
    }
    clearTimeout(slow);
    this.#asking -= 1;
    if (this.#asking > 0) return;
    this.slow = false;
    if (this.#changed) await this.#load();
  }
}
