// Short messages over the window that go by themselves, each with at most one thing to do.
import type { ErrorBody } from '$ipc/bindings';
import { Timers } from './timers';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  /** A newer toast of the same kind takes the older one's place. */
  kind: string;
  text: string;
  tone: 'plain' | 'bad';
  action: ToastAction | null;
  /** The failure that it tells of, for its details. */
  details?: ErrorBody;
}

export type NewToast = Omit<Toast, 'id'> & { for_ms?: number };

/** Long enough to read it and to reach for "Undo". */
const shownFor_ms = 8000;
const atMost = 3;

export class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #newest = 0;
  #timers = new Timers<number>();

  show({ for_ms = shownFor_ms, ...toast }: NewToast): void {
    this.#newest += 1;
    const id = this.#newest;
    const others = this.shown.filter(({ kind }) => kind !== toast.kind).slice(1 - atMost);
    const kept = [...others, { ...toast, id }];
    for (const old of this.shown) if (!kept.includes(old)) this.#timers.stop(old.id);
    this.shown = kept;
    this.#timers.start(id, for_ms, () => this.dismiss(id));
  }

  dismiss(id: number): void {
    this.#timers.stop(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  dismissKind(kind: string): void {
    for (const toast of this.shown) if (toast.kind === kind) this.dismiss(toast.id);
  }

  /** Somebody is reading or reaching for the button: nothing goes now. */
  hold(): void {
    this.#timers.pause();
  }

  /** Each gets its whole time again. */
  release(): void {
    this.#timers.resume();
  }
}
