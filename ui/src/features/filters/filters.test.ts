// The filter as it is set by clicks and keys.
import { describe, expect, it, vi } from 'vitest';
import { Filters } from './filters.svelte';

describe('a facet', () => {
  it('of many values takes several, one of few takes one', () => {
    const filters = new Filters(() => undefined);
    filters.toggleIn('statuses', 'busy');
    filters.toggleIn('statuses', 'failed');
    filters.toggleIn('statuses', 'busy');
    filters.toggle('direction', 'inbound');
    filters.toggle('direction', 'outbound');
    filters.toggle('reviewed', false);
    expect(filters.request).toEqual({ status: 'failed', direction: 'outbound', reviewed: false });
    filters.toggle('reviewed', false);
    expect(filters.current.reviewed).toBeNull();
  });

  it('keeps values that were met once, in the order they came', () => {
    const filters = new Filters(() => undefined);
    filters.meet([{ field: 'status', values: [{ value: 'voicemail', label: null, count: 2 }, { value: 'ringing', label: null, count: 0 }] }]);
    filters.meet([{ field: 'tag', values: [{ value: 'vip', label: null, count: 1 }] }]);
    const { met } = filters;
    filters.meet(null);
    expect([filters.met.status.at(-1), filters.met.tag]).toEqual(['voicemail', ['vip']]);
    expect(filters.met).toBe(met);
  });
});

it('typing changes the text at once, and asks at once and once more for the frame', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] });
  const asked = vi.fn();
  const filters = new Filters(asked);
  for (const query of ['r', 're', 'ref']) filters.setSoon({ query });
  expect([filters.current.query, asked.mock.calls.length]).toEqual(['ref', 1]);
  vi.advanceTimersByTime(100);
  expect(asked).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

it('without a search text no chip of an older one is left', () => {
  const filters = new Filters(() => undefined);
  filters.set({ query: 'status:busy' });
  filters.read = { query: 'status:busy', terms: [{ text: 'status:busy', start: 0, end: 11, field: 'status', value: 'busy', negated: false, problem: null }], phones: {} };
  expect(filters.chips.map(({ value }) => value)).toEqual(['Busy']);
  filters.set({ query: '' });
  expect(filters.chips).toEqual([]);
});

describe('last 7 days', () => {
  const stage = () => {
    const filters = new Filters(() => undefined);
    filters.set({ query: 'refund', from: '2026-01-01', to: '2026-01-31' });
    filters.setStretch('last-7-days');
    return filters;
  };

  it('is asked for by its word, so that a view saved today goes on with the days', () => {
    const filters = stage();
    expect([filters.request, filters.stretch]).toEqual([{ query: 'on:last-7-days refund' }, 'last-7-days']);
    filters.setStretch('today');
    expect(filters.request).toEqual({ query: 'on:today refund' });
  });

  it.each([
    ['a date that is chosen', { from: '2026-02-01' }, 'refund', '2026-02-01'],
    ['dates that are cleared', { from: null, to: null }, 'refund', null],
  ])('gives way to %s', (_, change, query, from) => {
    const filters = stage();
    filters.setSoon(change);
    expect([filters.current.query, filters.current.from, filters.stretch]).toEqual([query, from, null]);
  });

  it('stays when another filter changes', () => {
    const filters = stage();
    filters.set({ reviewed: false });
    expect(filters.stretch).toBe('last-7-days');
  });
});
