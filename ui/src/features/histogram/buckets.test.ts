// What bars and axis say.
import { describe, expect, it } from 'vitest';
import { bucketsOf, grouped, stretchLabel, ticksOf, type Bucket } from './buckets';

const at = (start: string, end: string, count = 1): Bucket => ({ start: new Date(start), end: new Date(end), count });

/** Buckets of `hours` each from a local instant on; the tests run in Europe/Berlin. */
function run(start: string, hours: number, length: number): Bucket[] {
  const first = Date.parse(start);
  return Array.from({ length }, (_, index) => ({ start: new Date(first + index * hours * 3_600_000), end: new Date(first + (index + 1) * hours * 3_600_000), count: index }));
}

describe('a label', () => {
  const day = at('2026-03-02T23:00:00Z', '2026-03-03T23:00:00Z');
  const hour = at('2026-03-03T13:00:00Z', '2026-03-03T14:00:00Z');
  const month = at('2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z');
  it.each([
    ['day', day, 'Tue 3 Mar 2026'],
    ['hour', hour, '3 Mar 2026, 14:00 – 15:00'],
    ['month', month, 'March 2026'],
    ['week', at('2026-03-01T23:00:00Z', '2026-03-08T23:00:00Z'), '2 Mar 2026 – 8 Mar 2026'],
  ] as const)('of a %s', (unit, bucket, label) => expect(stretchLabel(unit, bucket, bucket)).toBe(label));
  it('of several says the first and the last', () => {
    expect(stretchLabel('day', day, at('2026-03-05T23:00:00Z', '2026-03-06T23:00:00Z'))).toBe('3 Mar 2026 – 6 Mar 2026');
  });
});

describe('the axis', () => {
  const labels = (unit: 'hour' | 'day', buckets: Bucket[], bar_px: number) => ticksOf(unit, buckets, bar_px, 60).map(({ label }) => label);
  it('marks Mondays where days are narrow', () => expect(labels('day', run('2026-03-02T23:00:00Z', 24, 15), 10)).toEqual(['9 Mar', '16 Mar']));
  it('marks hours that people count in, and names the day at midnight', () => expect(labels('hour', run('2026-03-02T20:00:00Z', 1, 14), 12)).toEqual(['3 Mar', '06:00']));
  it('says when a single day was', () => expect(labels('day', run('2026-03-02T23:00:00Z', 24, 1), 20)).toEqual(['Tue 3 Mar 2026']));
  it('marks every bar where there is room', () => expect(labels('day', run('2026-03-02T23:00:00Z', 24, 3), 80)).toEqual(['3 Mar', '4 Mar', '5 Mar']));
});

it('the table to listen to has few rows that hold every call', () => {
  const rows = grouped(run('2026-03-02T23:00:00Z', 24, 100), 12);
  expect([rows.length, rows.reduce((sum, [, , count]) => sum + count, 0)]).toEqual([12, 4950]);
});

it('buckets end where the next begins', () => {
  const [first, second] = bucketsOf({ unit: 'day', starts: ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'], end: '2026-03-03T00:00:00Z', counts: [4, 5], earlier: 0, later: 0 });
  expect([first?.end, second?.end, second?.count]).toEqual([second?.start, new Date('2026-03-03T00:00:00Z'), 5]);
});
