// What Ctrl+Z takes back: the latest change, whether the store keeps it, as it does marks, or the
// window knows the way back itself, as it does for views and names.
import { text } from '$shared/text';
import type { Toasts } from './toasts.svelte';

interface Step {
  /** Of its message. */
  kind: string;
  said: string;
  /** Resolves to whether it worked; that it did not has then been said. */
  back: () => Promise<boolean>;
}

const keptAtMost = 50;

export class UndoSteps {
  #steps: (Step | 'marks')[] = [];
  #toasts: Toasts;

  constructor(toasts: Toasts) {
    this.#toasts = toasts;
  }

  /** Says what was done, with a button that takes it back. */
  offer(kind: string, said: string, back: Step['back']): void {
    const step: Step = { kind, said, back };
    this.#push(step);
    const run = () => void this.#run(step);
    this.#toasts.show({ kind, text: said, tone: 'plain', action: { label: text.review.undo, run } });
  }

  /** Marks were changed, which the store takes back. */
  marked(): void {
    this.#push('marks');
  }

  /** The store has taken back its latest change. */
  unmarked(): void {
    const at = this.#steps.lastIndexOf('marks');
    if (at !== -1) this.#steps.splice(at, 1);
  }

  /** Takes back the latest change; false when that is the store's to do. */
  undo(): boolean {
    const step = this.#steps.at(-1);
    if (step === undefined || step === 'marks') return false;
    void this.#run(step);
    return true;
  }

  #push(step: Step | 'marks'): void {
    this.#steps = [...this.#steps.slice(1 - keptAtMost), step];
  }

  async #run(step: Step): Promise<void> {
    if (!this.#steps.includes(step)) return;
    this.#steps = this.#steps.filter((other) => other !== step);
    this.#toasts.dismissKind(step.kind);
    if (await step.back()) this.#toasts.show({ kind: 'undone', text: text.review.undone(step.said), tone: 'plain', action: null, for_ms: 4000 });
  }
}
