// Choosing a stretch of time snaps to buckets and stays inside them.
import { describe, expect, it } from 'vitest';
import { between, chosenStretch, edgeMoved, instantsOf, isWhole, moved, positionOf, viewOf, withEdge, zoomed } from './brush';
import { bucketsOf } from './buckets';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00Z`;
/** Ten days from 1 March on. */
const buckets = bucketsOf({ unit: 'day', starts: Array.from({ length: 10 }, (_, index) => day(index + 1)), end: day(11), counts: Array(10).fill(1), earlier: 0, later: 0 });

describe('an instant', () => {
  it.each([
    ['2026-03-01T00:00:00Z', 0],
    ['2026-03-03T12:00:00Z', 2.5],
    ['2026-02-01T00:00:00Z', 0],
    ['2026-03-11T00:00:00Z', 10],
    ['2027-01-01T00:00:00Z', 10],
  ])('%s lies at %s', (instant, position) => expect(positionOf(buckets, new Date(instant))).toBe(position));
});

describe('the chosen stretch', () => {
  const at = (from: string | null, to: string | null) => chosenStretch(buckets, from === null ? null : new Date(from), to === null ? null : new Date(to));
  it('is none without dates', () => expect(at(null, null)).toBeNull());
  it('reaches the edge where one side is open', () => expect([at(day(4), null), at(null, day(4))]).toEqual([{ lo: 3, hi: 10 }, { lo: 0, hi: 3 }]));
  it('is empty, not upside down, when the dates are reversed', () => expect(at(day(6), day(2))).toEqual({ lo: 5, hi: 5 }));
});

describe('drawing', () => {
  it('takes both ends in, in either direction', () => expect([between(2, 5), between(5, 2), between(3, 3)]).toEqual([{ lo: 2, hi: 6 }, { lo: 2, hi: 6 }, { lo: 3, hi: 4 }]));
  it('gives the instants of whole days', () => expect(instantsOf(buckets, { lo: 2, hi: 4 })?.map((date) => date.toISOString().slice(0, 10))).toEqual(['2026-03-03', '2026-03-05']));
});

describe('an edge', () => {
  it('snaps to the nearest bucket', () => expect(withEdge({ lo: 2, hi: 6 }, 'hi', 7.6, 10)).toEqual({ lo: 2, hi: 8 }));
  it('never passes the other', () => expect([withEdge({ lo: 2, hi: 6 }, 'lo', 9, 10), withEdge({ lo: 2, hi: 6 }, 'hi', 0, 10)]).toEqual([{ lo: 5, hi: 6 }, { lo: 2, hi: 3 }]));
  it('between two buckets goes to the next one in the direction it is moved', () => {
    expect([edgeMoved({ lo: 2.5, hi: 6 }, 'lo', 1, 10).lo, edgeMoved({ lo: 2.5, hi: 6 }, 'lo', -1, 10).lo]).toEqual([3, 2]);
  });
  it('stops at the end of time', () => expect(edgeMoved({ lo: 2, hi: 10 }, 'hi', 1, 10).hi).toBe(10));
});

describe('the whole stretch', () => {
  it('keeps its width when it is moved, also at the edge', () => expect([moved({ lo: 2, hi: 5 }, 2, 10), moved({ lo: 2, hi: 5 }, 99, 10), moved({ lo: 2, hi: 5 }, -99, 10)]).toEqual([{ lo: 4, hi: 7 }, { lo: 7, hi: 10 }, { lo: 0, hi: 3 }]));
  it('of all time is no choice', () => expect([isWhole({ lo: 0, hi: 10 }, 10), isWhole({ lo: 1, hi: 10 }, 10)]).toEqual([true, false]));
});

describe('the view', () => {
  it('zooms around where the pointer is', () => expect(zoomed({ lo: 0, hi: 100 }, 0.5, 80, 100)).toEqual({ lo: 40, hi: 90 }));
  it('comes no closer than a few bars, and goes no wider than all', () => {
    expect([zoomed({ lo: 0, hi: 10 }, 0.01, 5, 100), zoomed({ lo: 10, hi: 90 }, 9, 50, 100)]).toEqual([{ lo: 2, hi: 8 }, { lo: 0, hi: 100 }]);
  });
  it('of a stretch has it inside', () => expect(viewOf({ lo: 40, hi: 50 }, 100)).toEqual({ lo: 39, hi: 51 }));
});
