// The calls chosen for doing something with all of them; they stay chosen while pages turn.
import { SvelteMap } from 'svelte/reactivity';
import type { Call } from '$ipc';

export class Selection {
  #calls = new SvelteMap<string, Call>();
  readonly ids = $derived([...this.#calls.keys()]);
  readonly calls = $derived([...this.#calls.values()]);
  readonly size = $derived(this.#calls.size);

  has(id: string): boolean {
    return this.#calls.has(id);
  }

  toggle(call: Call): void {
    if (!this.#calls.delete(call.id)) this.#calls.set(call.id, call);
  }

  /** Chooses these as well. */
  add(more: readonly Call[]): void {
    for (const call of more) this.#calls.set(call.id, call);
  }

  clear(): void {
    this.#calls.clear();
  }
}
