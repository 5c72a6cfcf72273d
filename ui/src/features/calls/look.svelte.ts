// How the person wants the table: which columns, and how close the rows. Remembered.
import { recall, remember } from '$shared/state/storage';
import { columns, type Column } from './columns';

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** The time stays: it is what the rows are ordered by, and what tells them apart. */
export const choosable = columns.filter((column) => column !== 'time');

export class TableLook {
  density = $state<Density>(densities.find((density) => density === recall('density')) ?? 'comfortable');
  #hidden = $state.raw<readonly Column[]>(recallHidden());
  readonly shown = $derived(columns.filter((column) => !this.#hidden.includes(column)));

  chooseDensity(density: Density): void {
    this.density = density;
    remember('density', density);
  }

  toggle(column: Column): void {
    const hidden = this.#hidden.includes(column);
    this.#hide(hidden ? this.#hidden.filter((other) => other !== column) : [...this.#hidden, column]);
  }

  showAll(): void {
    this.#hide([]);
  }

  #hide(hidden: readonly Column[]): void {
    this.#hidden = hidden;
    remember('hidden-columns', hidden.join(' '));
  }
}

/** A name that is no column, for example from a later version, is passed over. */
function recallHidden(): Column[] {
  const names = (recall('hidden-columns') ?? '').split(' ');
  return choosable.filter((column) => names.includes(column));
}
