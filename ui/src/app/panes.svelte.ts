// How wide the rail and the details are: by the window's width, until somebody drags an edge.
import { recall, remember } from '$shared/state/storage';

export interface PaneLimits {
  min: number;
  max: number;
}

/** In rem. The list between them keeps room by shrinking the details, in the stylesheet. */
export const railLimits: PaneLimits = { min: 10.5, max: 24 };
export const detailLimits: PaneLimits = { min: 20, max: 52 };

const usualRem_px = 16;
const clamp = (value: number, { min, max }: PaneLimits) => Math.min(max, Math.max(min, value));

function recallWidth(key: string, limits: PaneLimits): number | null {
  const kept = Number.parseFloat(recall(key) ?? '');
  return Number.isFinite(kept) ? clamp(kept, limits) : null;
}

class PaneWidth {
  #key: string;
  #limits: PaneLimits;
  #usual: () => number;
  #own = $state<number | null>(null);
  readonly rem: number = $derived.by(() => this.#own ?? clamp(this.#usual(), this.#limits));

  constructor(key: string, limits: PaneLimits, usual: () => number) {
    this.#key = key;
    this.#limits = limits;
    this.#usual = usual;
    this.#own = recallWidth(key, limits);
  }

  resize(width_rem: number): void {
    this.#own = clamp(width_rem, this.#limits);
    remember(this.#key, this.#own.toFixed(2));
  }

  reset(): void {
    this.#own = null;
    remember(this.#key, '');
  }
}

export class Panes {
  /** How wide the window is; told by the page. */
  window_px = $state(window.innerWidth);
  readonly #window_rem = $derived(this.window_px / usualRem_px);

  // In a window just wide enough for all three, the list keeps its numbers whole.
  readonly rail = new PaneWidth('rail-width', railLimits, () => (this.#window_rem < 80 ? 12 : 14.5));
  readonly detail = new PaneWidth('detail-width', detailLimits, () => Math.min(34, Math.max(22.5, this.#window_rem * 0.26)));
}
