// How strongly a cell of the heat map is drawn.

/** Besides none. */
export const levels = 6;

export const highestOf = (rows: readonly (readonly number[])[]): number => Math.max(0, ...rows.flat());

/** 0 for no call at all, else 1 to `levels`: one call in a busy week is still seen. */
export function heatLevel(count: number, highest: number): number {
  if (count <= 0 || highest <= 0) return 0;
  return Math.min(levels, Math.max(1, Math.ceil((count / highest) * levels)));
}

/** A CSS colour; both themes mix it from their own ground. */
export const heatColour = (level: number): string =>
  level === 0 ? 'var(--bg-sunken)' : `color-mix(in oklab, var(--accent-fill) ${Math.round(12 + (88 * level) / levels)}%, var(--bg-sunken))`;
