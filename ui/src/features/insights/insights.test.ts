// What the insights' charts are drawn from, and where their marks lead.
import { describe, expect, it } from 'vitest';
import type { TimeSeries } from '$ipc';
import { scaleOf, stacked, tickIndices } from './buckets';
import { heatLevel } from './heat';
import { svgOf } from './picture';
import { sharesOver } from './spark';
import { asTsv, cell } from './table';
import { bucketPart, hourPart, narrowed, valuePart } from './through';
import { pointsTrend, relativeTrend, toneOf } from './trend';
import { keyOf, nameOf } from './words';

const time: TimeSeries = {
  unit: 'week', starts: ['2026-06-28T22:00:00Z', '2026-07-05T22:00:00Z'], ends: ['2026-07-05T21:59:59.999999Z', '2026-07-12T21:59:59.999999Z'], calls: [3, 4], statuses: [], sentiments: [],
};

describe('a click on a mark', () => {
  it('replaces what the filter said about the same, and begins at the first page', () => {
    expect(narrowed({ status: 'busy', query: 'refund', limit: 50, offset: 100 }, { statuses: ['failed'] })).toEqual({ query: 'refund', statuses: ['failed'] });
    expect(narrowed({ max_duration: 9, agent_id: 'a' }, { min_duration: 60 })).toEqual({ agent_id: 'a', min_duration: 60 });
  });

  it('never reaches beyond the dates of the filter', () => {
    const dates = { from_date: '2026-07-01T22:00:00.000000Z', to_date: '2026-07-09T21:59:59.999999Z' };
    expect(bucketPart(dates, time, 0)).toEqual({ from_date: dates.from_date, to_date: time.ends[0] });
    expect(bucketPart(dates, time, 1)).toEqual({ from_date: time.starts[1], to_date: dates.to_date });
    expect(bucketPart({}, time, 1)).toEqual({ from_date: time.starts[1], to_date: time.ends[1] });
  });

  it('on an hour takes the place of other hours, and leaves the rest of the search text', () => {
    expect(hourPart({}, 0, 14)).toEqual({ query: 'weekday:mon hour:14' });
    const query = 'refund "hour:9 or so" hour:9-17 -hour:12 Weekday:sat tag:"a b"';
    expect(hourPart({ query, limit: 50 }, 6, 0)).toEqual({ query: 'refund "hour:9 or so" -hour:12 tag:"a b" weekday:sun hour:0' });
  });

  it('on calls without a value asks for them in the search text, once', () => {
    expect([valuePart({}, 'sentiment', 'negative'), valuePart({}, 'agent', 'a-1'), valuePart({}, 'status', null)]).toEqual([{ sentiments: ['negative'] }, { agent_ids: ['a-1'] }, { query: 'has:no-status' }]);
    expect(valuePart({ query: 'Has:no-agent "has:no-agent" refund' }, 'agent', null)).toEqual({ query: '"has:no-agent" refund has:no-agent' });
  });
});

it('calls without a value and the rarer values together are two things', () => {
  const [none, others, busy] = [{ value: null }, { value: null, others: true }, { value: 'busy' }];
  expect(new Set([none, others, busy, { value: 'none' }, { value: 'others' }].map(keyOf)).size).toBe(5);
  expect([none, others, busy].map((share) => nameOf(share, (value) => value.toUpperCase()))).toEqual(['Without', 'All others', 'BUSY']);
});

it.each([[0, 10, 0], [1, 1000, 1], [10, 10, 6], [5, 10, 3], [0, 0, 0]])('%d of %d calls are drawn at level %d', (count, highest, level) => expect(heatLevel(count, highest)).toBe(level));

it.each([
  [120, 100, '20% more'], [50, 100, '50% less'], [100, 100, 'unchanged'], [5, 0, 'none before'], [103.2, 100, '3.2% more'],
])('%d after %d is %s', (now, before, words) => expect(relativeTrend(now, before)?.words).toBe(words));

it('a share moves by points, for better or worse', () => {
  const trend = pointsTrend(0.5, 0.488);
  expect([trend?.words, toneOf(trend, 'up'), toneOf(trend, 'down'), pointsTrend(null, 0.5)]).toEqual(['+1.2 points', 'good', 'bad', null]);
});

it('bars stand on each other below a round number', () => {
  expect([stacked([[1, 2], [3, 4]], 2), scaleOf(47), scaleOf(0), tickIndices(time, 400, 76)]).toEqual([[[1, 2], [4, 6]], { top: 60, marks: [0, 20, 40, 60] }, { top: 1, marks: [0, 1] }, [0, 1]]);
});

it('no mark on the axis stands where its words would be cut off', () => {
  const days = { ...time, unit: 'day' as const, starts: Array.from({ length: 29 }, (_, day) => `2026-06-${String(day + 1).padStart(2, '0')}T00:00:00Z`) };
  expect([tickIndices(days, 350, 76), tickIndices(days, 360, 76)]).toEqual([[0, 7, 14, 21], [0, 7, 14, 21]]);
  expect(tickIndices({ ...days, starts: days.starts.slice(0, 26) }, 350, 76)).toEqual([0, 7, 14, 21]);
});

it('a small line leaves out times without calls', () => expect(sharesOver([1, 0, 2], [2, 0, 4])).toEqual([0.5, null, 0.5]));

it('what is copied or saved does no harm', () => {
  expect(asTsv({ head: ['a'], rows: [{ key: '1', cells: [cell('=1+1\n')] }] })).toBe("a\n'=1+1\n");
  expect(svgOf({ width: 1, height: 1, boxes: [], words: [{ x: 0, y: 0, text: '<script>', fill: '#000', size: 12 }] })).not.toContain('<script>');
});
