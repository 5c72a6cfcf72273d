// A page of rows, made in parts. Making fifty rows takes longer than asking a million calls: at the
// top of the list the rows further down wait until those in sight are painted, and until the typing
// pauses; and then they are made a few at a time, for the next key comes in the middle of it.
import type { Call } from '$ipc';
import { rowsStay, type Shown } from './shown';

const restAfter_ms = 400;
const restAtOnce = 3;
const restEvery_ms = 30;

export class PageParts {
  /** How many rows of an answer are made. */
  #made = $state.raw<{ answer: Shown; count: number } | null>(null);
  /** The answer of which all are. */
  #whole = $state.raw<Shown | null>(null);

  /** The rows to be in the table now, `least` of them at once. Rows that are there already stay,
   * whatever else an answer has changed. */
  rowsOf(shown: Shown, least: number): Call[] {
    if (this.#whole !== null && rowsStay(shown.calls, this.#whole.calls)) return shown.calls;
    const made = this.#made?.answer === shown ? this.#made.count : 0;
    return shown.calls.slice(0, Math.max(least, made));
  }

  /** Makes the rest after the first so many; gives the function that stops it, for a newer answer. */
  makeRest(answer: Shown, first: number): () => void {
    let count = first;
    let timer = setTimeout(makeMore, restAfter_ms);
    const tell = (made: boolean) => {
      if (made) this.#whole = answer;
      else this.#made = { answer, count };
    };
    function makeMore() {
      count += restAtOnce;
      const isWhole = count >= answer.calls.length;
      tell(isWhole);
      if (!isWhole) timer = setTimeout(makeMore, restEvery_ms);
    }
    return () => clearTimeout(timer);
  }
}
