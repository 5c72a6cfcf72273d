// Notes on their way to the store. What a person wrote is kept here, call by call, until the
// store has it: whichever call is open by then, and however often saving fails.
import { SvelteMap } from 'svelte/reactivity';
import { toErrorBody, type ErrorBody } from '$ipc';
import { Timers } from '$shared/state/timers';

/** Saving waits until the typing pauses for this long. */
export const savesAfter_ms = 600;

export interface Draft {
  text: string;
  state: 'unsaved' | 'saving' | 'failed';
  /** Why it failed. */
  error: ErrorBody | null;
}

interface NoteEvents {
  save: (id: string, text: string) => Promise<unknown>;
  onsaved: (id: string, text: string) => void;
  onfailed: (id: string, error: ErrorBody) => void;
}

export class NoteDrafts {
  #drafts = new SvelteMap<string, Draft>();
  #timers = new Timers<string>();
  #running = new SvelteMap<string, Promise<void>>();
  #events: NoteEvents;

  constructor(events: NoteEvents) {
    this.#events = events;
  }

  /** What the store does not have yet; undefined when it has everything. */
  of(id: string): Draft | undefined {
    return this.#drafts.get(id);
  }

  edit(id: string, text: string): void {
    this.#drafts.set(id, { text, state: 'unsaved', error: null });
    this.#timers.start(id, savesAfter_ms, () => void this.flush(id));
  }

  /** Saves now what is not saved; resolves once it has been tried. */
  async flush(id: string): Promise<void> {
    this.#timers.stop(id);
    // One write at a time for each note, so that the last one written is the last one typed.
    await this.#running.get(id);
    const draft = this.#drafts.get(id);
    if (!draft || this.#running.has(id)) return this.#running.get(id);
    const running = this.#save(id, draft.text).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    await running;
  }

  /** Resolves to whether the store has everything. */
  async flushAll(): Promise<boolean> {
    // Once more for what is typed meanwhile; what fails is tried once.
    do await Promise.all([...this.#drafts.keys()].map((id) => this.flush(id)));
    while ([...this.#drafts.values()].some(({ state }) => state !== 'failed'));
    return this.#drafts.size === 0;
  }

  /** What the store does not have. */
  get left(): readonly Draft[] {
    return [...this.#drafts.values()];
  }

  /** The person gives up what is not saved. */
  forget(): void {
    for (const id of this.#drafts.keys()) this.#timers.stop(id);
    this.#drafts.clear();
  }

  async #save(id: string, text: string): Promise<void> {
    this.#drafts.set(id, { text, state: 'saving', error: null });
    const typedMeanwhile = () => this.#drafts.get(id)?.text !== text;
    try {
      await this.#events.save(id, text);
      if (!typedMeanwhile()) this.#drafts.delete(id);
      this.#events.onsaved(id, text);
    } catch (thrown) {
      const error = toErrorBody(thrown);
      // Newer text has its own timer, and is not what failed.
      if (typedMeanwhile()) return;
      this.#drafts.set(id, { text, state: 'failed', error });
      this.#events.onfailed(id, error);
    }
  }
}
