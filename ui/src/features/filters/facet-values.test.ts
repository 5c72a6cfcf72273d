// The rail offers what there is, and never takes away what is chosen.
import { describe, expect, it } from 'vitest';
import type { Facet } from '$ipc';
import { fixedRows, rankedRows, shortened } from './facet-values';

const facets: Facet[] = [
  { field: 'status', values: [{ value: 'busy', label: null, count: 3 }, { value: 'parked', label: null, count: 2 }, { value: 'ringing', label: null, count: 0 }] },
  { field: 'agent', values: [{ value: 'a', label: 'Anna', count: 2 }, { value: 'b', label: null, count: 9 }] },
];

describe('fixed values', () => {
  it('keep their order, with others that occur or are chosen behind them', () => {
    const rows = fixedRows(facets, 'status', ['completed', 'busy'], ['voicemail']);
    expect(rows.map(({ value, count, chosen }) => [value, count, chosen])).toEqual([['completed', 0, false], ['busy', 3, false], ['parked', 2, false], ['voicemail', 0, true]]);
  });
  it('have no counts before anything was counted', () => expect(fixedRows(null, 'status', ['busy'], [])).toEqual([{ value: 'busy', label: null, count: null, chosen: false }]));
});

describe('ranked values', () => {
  const known = [{ value: 'c', name: 'Cleo' }, { value: 'a', name: 'old name' }];
  it('come by their calls, with their names, and stay when they have none', () => {
    expect(rankedRows(facets, 'agent', known, []).map(({ value, label, count }) => [value, label, count])).toEqual([['b', null, 9], ['a', 'Anna', 2], ['c', 'Cleo', 0]]);
  });
  it('beyond the short list are shown when they are chosen', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ value: String(index), label: null, count: 20 - index, chosen: index === 15 }));
    expect(shortened(many).map(({ value }) => value)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '15']);
  });
});
