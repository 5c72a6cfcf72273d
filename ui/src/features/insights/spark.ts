// A small line: how the share of a value went over time.

const points = 24;
const [width, height] = [60, 18];

/** Neighbouring buckets together, until there are few enough for a small line; empty ones have no share. */
export function sharesOver(counts: readonly number[], totals: readonly number[], atMost = points): (number | null)[] {
  const size = Math.max(1, Math.ceil(totals.length / atMost));
  const sum = (numbers: readonly number[], group: number) => numbers.slice(group * size, (group + 1) * size).reduce((all, one) => all + one, 0);
  return Array.from({ length: Math.ceil(totals.length / size) }, (_, group) => {
    const total = sum(totals, group);
    return total === 0 ? null : sum(counts, group) / total;
  });
}

/** An SVG path in a box of 60 × 18; nothing where there are not two points. */
export function sparkPath(counts: readonly number[], totals: readonly number[]): string {
  const shares = sharesOver(counts, totals);
  const known = shares.flatMap((share, index) => (share === null ? [] : [{ share, index }]));
  if (known.length < 2) return '';
  const highest = Math.max(...known.map(({ share }) => share), 0.0001);
  const x = (index: number) => ((index / (shares.length - 1)) * width).toFixed(1);
  const y = (share: number) => (height - 1 - (share / highest) * (height - 2)).toFixed(1);
  return known.map(({ share, index }, at) => `${at === 0 ? 'M' : 'L'}${x(index)} ${y(share)}`).join('');
}
