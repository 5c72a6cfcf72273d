// The geometry of choosing a stretch of time: positions are counted in buckets from the first one,
// so that 2.5 is the middle of the third.
import type { Bucket } from './buckets';

/** From the left edge of bucket `lo` to the left edge of bucket `hi`. */
export interface Stretch {
  lo: number;
  hi: number;
}

export type Edge = keyof Stretch;

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** Where an instant lies; before the first or after the last bucket is at the edge. */
export function positionOf(buckets: readonly Bucket[], instant: Date): number {
  const at = buckets.findIndex(({ end }) => instant < end);
  const bucket = buckets[at];
  if (!bucket) return buckets.length;
  const [start, end] = [bucket.start.getTime(), bucket.end.getTime()];
  return at + clamp((instant.getTime() - start) / (end - start), 0, 1);
}

/** The chosen stretch; null where nothing is chosen. A side left open reaches the edge. */
export function chosenStretch(buckets: readonly Bucket[], from: Date | null, to: Date | null): Stretch | null {
  if (from === null && to === null) return null;
  const lo = from === null ? 0 : positionOf(buckets, from);
  const hi = to === null ? buckets.length : positionOf(buckets, to);
  return { lo, hi: Math.max(lo, hi) };
}

/** Drawn from one bucket to another, in whichever direction: both are in it. */
export const between = (a: number, b: number): Stretch => ({ lo: Math.min(a, b), hi: Math.max(a, b) + 1 });

/** The next whole position in a direction. */
const stepped = (position: number, steps: number) => (steps > 0 ? Math.floor(position) + steps : Math.ceil(position) + steps);

/** One edge put at a position; the other stays, and at least one bucket is left between them. */
export function withEdge({ lo, hi }: Stretch, edge: Edge, position: number, length: number): Stretch {
  return edge === 'lo' ? { lo: clamp(Math.round(position), 0, Math.max(0, Math.ceil(hi) - 1)), hi } : { lo, hi: clamp(Math.round(position), Math.floor(lo) + 1, length) };
}

export const edgeMoved = (stretch: Stretch, edge: Edge, steps: number, length: number): Stretch => withEdge(stretch, edge, stepped(stretch[edge], steps), length);

/** The whole stretch moved, as far as there is room. It comes to lie on buckets. */
export function moved(stretch: Stretch, steps: number, length: number): Stretch {
  const [lo, hi] = [Math.floor(stretch.lo), Math.ceil(stretch.hi)];
  const by = clamp(steps, -lo, length - hi);
  return { lo: lo + by, hi: hi + by };
}

export const isWhole = ({ lo, hi }: Stretch, length: number): boolean => lo <= 0 && hi >= length;

/** A stretch of whole buckets as instants. */
export function instantsOf(buckets: readonly Bucket[], { lo, hi }: Stretch): [Date, Date] | null {
  const [first, last] = [buckets[Math.floor(lo)], buckets[Math.ceil(hi) - 1]];
  return first && last ? [first.start, last.end] : null;
}

/** Closer than this there is nothing to see. */
export const closest = 6;

/** The view made wider or narrower around a position; never beyond the edges. */
export function zoomed({ lo, hi }: Stretch, factor: number, around: number, length: number): Stretch {
  const width = clamp(Math.round((hi - lo) * factor), Math.min(closest, length), length);
  const share = hi > lo ? (around - lo) / (hi - lo) : 0.5;
  const start = clamp(Math.round(around - share * width), 0, length - width);
  return { lo: start, hi: start + width };
}

/** The view around a stretch, with a little air. */
export function viewOf({ lo, hi }: Stretch, length: number): Stretch {
  const width = Math.min(length, Math.max(closest, Math.ceil((hi - lo) * 1.2)));
  const start = clamp(Math.round((lo + hi - width) / 2), 0, length - width);
  return { lo: start, hi: start + width };
}
