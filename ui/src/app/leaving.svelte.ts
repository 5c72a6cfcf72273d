// Nothing that a person wrote is left behind unasked: not at the program's end, and not when another
// profile takes the place of this one.
import { changesDone, type ErrorBody } from '$ipc';
import type { NoteDrafts } from '$features/detail/notes.svelte';
import type { ReviewState } from '$features/review/review.svelte';

/** Well under the eight seconds after which the host gives up on a page that says nothing. */
export const savesWithin_ms = 2000;

export type Answer = 'again' | 'leave' | 'stay';

/** What a person is asked when not everything could be saved. */
export interface LeavingQuestion {
  /** Whether it is the program's end. */
  closing: boolean;
  /** How many notes are not saved; 0: only marks. */
  notes: number;
  /** Why; null where saving takes too long. */
  error: ErrorBody | null;
  answer: (answer: Answer) => void;
}

export class Leaving {
  question = $state.raw<LeavingQuestion | null>(null);
  /** Another profile is on its way: what would be written now had no place any more. */
  gone = $state(false);
  readonly #notes: NoteDrafts;
  readonly #review: ReviewState;

  constructor(notes: NoteDrafts, review: ReviewState) {
    this.#notes = notes;
    this.#review = review;
  }

  /** Resolves to whether all is saved or given up; `onask` is called when the person is asked. */
  async ready(closing: boolean, onask: () => void = () => undefined): Promise<boolean> {
    // Only the latest wish counts.
    this.question?.answer('stay');
    while (!(await this.#saves())) {
      onask();
      const answer = await this.#ask(closing);
      if (answer === 'stay') return false;
      if (answer === 'leave') break;
    }
    this.#notes.forget();
    return true;
  }

  #ask(closing: boolean): Promise<Answer> {
    const { left } = this.#notes;
    return new Promise((resolve) => {
      const answer = (given: Answer) => {
        this.question = null;
        resolve(given);
      };
      this.question = { closing, notes: left.length, error: left.find(({ error }) => error !== null)?.error ?? null, answer };
    });
  }

  /** Whether everything is saved, and soon enough. */
  async #saves(): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, savesWithin_ms, false)));
    const saved = await Promise.race([this.#save(), late]);
    clearTimeout(timer);
    return saved;
  }

  /** Notes come last: whoever reads on may also type on. */
  async #save(): Promise<boolean> {
    const marked = await this.#review.saveAll();
    await changesDone();
    return (await this.#notes.flushAll()) && marked;
  }
}
