// How the person wants the table: which columns, in which order, how wide, and how close the rows.
// Remembered.
import { recall, remember } from '$shared/state/storage';
import { columns, type Column, type OwnWidths } from './columns';

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** The time stays: it is what the rows are ordered by, and what tells them apart. */
export const canHide = (column: Column): boolean => column !== 'time';

/** A column can be made no narrower or wider than this, in rem. */
export const narrowest_rem = 2.5;
export const widest_rem = 60;

const isColumn = (name: string): name is Column => (columns as readonly string[]).includes(name);

export class TableLook {
  density = $state<Density>(densities.find((density) => density === recall('density')) ?? 'comfortable');
  order = $state.raw<readonly Column[]>(recallOrder());
  #hidden = $state.raw<readonly Column[]>(recallHidden());
  /** Only the columns that the person has resized. */
  widths = $state.raw<OwnWidths>(recallWidths());
  readonly shown = $derived(this.order.filter((column) => !this.#hidden.includes(column)));
  readonly isUsual = $derived(this.#hidden.length === 0 && Object.keys(this.widths).length === 0 && this.order.every((column, index) => column === columns[index]));

  chooseDensity(density: Density): void {
    this.density = density;
    remember('density', density);
  }

  toggle(column: Column): void {
    const hidden = this.#hidden.includes(column);
    this.#hide(hidden ? this.#hidden.filter((other) => other !== column) : [...this.#hidden, column]);
  }

  /** Puts a column where another one is; those between move up. */
  moveTo(column: Column, index: number): void {
    const others = this.order.filter((other) => other !== column);
    const at = Math.min(others.length, Math.max(0, index));
    this.#arrange([...others.slice(0, at), column, ...others.slice(at)]);
  }

  move(column: Column, step: 1 | -1): void {
    this.moveTo(column, this.order.indexOf(column) + step);
  }

  /** In rem; null gives the column its own width again. */
  resize(column: Column, width_rem: number | null): void {
    const others = Object.fromEntries(Object.entries(this.widths).filter(([other]) => other !== column)) as OwnWidths;
    const clamped = Math.min(widest_rem, Math.max(narrowest_rem, Math.round((width_rem ?? 0) * 100) / 100));
    this.widths = width_rem === null ? others : { ...others, [column]: clamped };
    remember('column-widths', JSON.stringify(this.widths));
  }

  /** All columns, in the usual order and widths. */
  reset(): void {
    this.#hide([]);
    this.#arrange(columns);
    this.widths = {};
    remember('column-widths', '{}');
  }

  #hide(hidden: readonly Column[]): void {
    this.#hidden = hidden;
    remember('hidden-columns', hidden.join(' '));
  }

  #arrange(order: readonly Column[]): void {
    this.order = order;
    remember('column-order', order.join(' '));
  }
}

/** A name that is no column, for example from a later version, is passed over. */
function recallHidden(): Column[] {
  const names = (recall('hidden-columns') ?? '').split(' ');
  return columns.filter((column) => canHide(column) && names.includes(column));
}

/** A column that was not there when the order was made comes last. */
function recallOrder(): Column[] {
  const kept = [...new Set((recall('column-order') ?? '').split(' ').filter(isColumn))];
  return [...kept, ...columns.filter((column) => !kept.includes(column))];
}

function recallWidths(): OwnWidths {
  try {
    const kept: unknown = JSON.parse(recall('column-widths') ?? '{}');
    const entries = Object.entries(kept ?? {}).filter(([name, width]) => isColumn(name) && typeof width === 'number' && width >= narrowest_rem && width <= widest_rem);
    return Object.fromEntries(entries) as OwnWidths;
  } catch {
    return {};
  }
}
