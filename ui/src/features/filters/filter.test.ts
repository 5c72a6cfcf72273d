// From what a person sets to what is asked, and back into words.
import { describe, expect, it } from 'vitest';
import { dayAt } from '$shared/format/time';
import { language } from '$shared/state/language.svelte';
import { chipsOf, widerChips } from './chips';
import { datesReversed, firstMoment, isFiltered, lastMoment, noFilter, presets, shownDay, stretchBounds, stretchOf, toRequest, type CallFilter } from './filter';

describe('a request', () => {
  it('without filters has no fields', () => expect(toRequest(noFilter)).toEqual({}));

  it('carries every filter in the API’s own fields', () => {
    const filter: CallFilter = {
      query: 'refund status:failed', direction: 'inbound', statuses: ['busy'], agentIds: ['a-1'], sentiments: ['negative'], duration: '60-299', starred: true, reviewed: false,
      tags: ['vip'], from: '2026-07-01', to: '2026-07-02', phone: ' +16045551234 ', removed: true,
    };
    expect(toRequest(filter)).toEqual({
      direction: 'inbound', status: 'busy', agent_id: 'a-1', phone_number: '+16045551234', query: 'refund status:failed', sentiments: ['negative'],
      min_duration: 60, max_duration: 299, starred: true, reviewed: false, tags: ['vip'], removed: true,
      from_date: '2026-06-30T22:00:00.000000Z', to_date: '2026-07-02T21:59:59.999999Z',
    });
  });

  it('names several values as a list', () => {
    expect(toRequest({ ...noFilter, statuses: ['busy', 'failed'], agentIds: ['a', 'b'] })).toEqual({ statuses: ['busy', 'failed'], agent_ids: ['a', 'b'] });
  });

  it('leaves the longest calls without an upper bound', () => expect(toRequest({ ...noFilter, duration: '900-' })).toEqual({ min_duration: 900 }));

  it('takes a blank search text for none', () => expect(isFiltered({ ...noFilter, query: ' ' })).toBe(false));

  it('takes a blank phone number for none', () => expect(isFiltered({ ...noFilter, phone: '  ' })).toBe(false));
});

describe('a local day', () => {
  it('begins at local midnight', () => expect(firstMoment('2026-01-15')).toBe('2026-01-14T23:00:00.000000Z'));
  it('ends with its last microsecond', () => expect(lastMoment('2026-01-15')).toBe('2026-01-15T22:59:59.999999Z'));
  it('of 23 hours ends where the next begins', () => {
    expect([firstMoment('2026-03-29'), lastMoment('2026-03-29')]).toEqual(['2026-03-28T23:00:00.000000Z', '2026-03-29T21:59:59.999999Z']);
  });
  it('of 25 hours ends where the next begins', () => {
    expect([firstMoment('2026-10-25'), lastMoment('2026-10-25')]).toEqual(['2026-10-24T22:00:00.000000Z', '2026-10-25T22:59:59.999999Z']);
  });
  it('is the person’s day, not the day in UTC', () => expect(dayAt(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01'));
});

describe('a stretch drawn in the chart', () => {
  it('of whole days is written as days', () => {
    expect(stretchBounds(new Date('2026-06-30T22:00:00Z'), new Date('2026-07-02T22:00:00Z'))).toEqual({ from: '2026-07-01', to: '2026-07-02' });
  });

  it('of hours is written as instants, the last of which is not included', () => {
    const { from, to } = stretchBounds(new Date('2026-07-01T10:00:00Z'), new Date('2026-07-01T12:00:00Z'));
    expect([firstMoment(from), lastMoment(to), shownDay(to)]).toEqual(['2026-07-01T10:00:00.000000Z', '2026-07-01T11:59:59.999999Z', '2026-07-01']);
  });
});

describe('dates', () => {
  it('are reversed only when the first is after the last', () => {
    const reversed = (from: string | null, to: string | null) => datesReversed({ ...noFilter, from, to });
    expect([reversed('2026-02-02', '2026-02-01'), reversed('2026-02-01', '2026-02-01'), reversed('2026-02-02', null)]).toEqual([true, false, false]);
  });

  // The second of March 2026 is a Monday.
  it.each([
    ['today', '2026-03-02', '2026-03-02'],
    ['yesterday', '2026-03-01', '2026-03-01'],
    ['last-7-days', '2026-02-24', '2026-03-02'],
    ['last-30-days', '2026-02-01', '2026-03-02'],
    ['this-week', '2026-03-02', '2026-03-08'],
    ['last-week', '2026-02-23', '2026-03-01'],
    ['this-month', '2026-03-01', '2026-03-31'],
    ['last-month', '2026-02-01', '2026-02-28'],
    ['this-year', '2026-01-01', '2026-12-31'],
    ['last-year', '2025-01-01', '2025-12-31'],
  ])('of %s are %s to %s', (word, from, to) => {
    const stretch = stretchOf(word, new Date(2026, 2, 2, 13));
    expect(stretch && stretchBounds(stretch.start, stretch.end)).toEqual({ from, to });
  });

  it('of a preset are told by a word of the query language, of other words not at all', () => {
    const now = new Date(2026, 2, 2, 13);
    expect(Object.values(presets).filter((word) => stretchOf(word, now) === null)).toEqual([]);
    expect(['last-0-days', 'this-7-days', '2026-03', 'toString'].map((word) => stretchOf(word, now))).toEqual([null, null, null, null]);
  });
});

describe('the chips', () => {
  const query = 'refund -status:failed on:someday';
  const read = {
    query,
    terms: [
      { text: 'refund', start: 0, end: 6, field: null, value: 'refund', negated: false, problem: null },
      { text: '-status:failed', start: 7, end: 21, field: 'status', value: 'failed', negated: true, problem: null },
      { text: 'on:someday', start: 22, end: 32, field: null, value: 'on:someday', negated: false, problem: 'That is no day.' },
    ],
    phones: { '+16045551234': '+1 604 555 1234' },
  };
  const filter: CallFilter = {
    ...noFilter, query, direction: 'inbound', statuses: ['no-answer', 'parked'], agentIds: ['a-1'], sentiments: ['negative'], duration: '900-', reviewed: false, tags: ['vip'],
    from: '2026-07-01', to: '2026-07-01T12:00:00.000Z', phone: '+16045551234',
  };
  const name = (id: string) => `Agent ${id}`;
  const chips = chipsOf(filter, read, name);

  it('name each active filter and each term of the search in words, but not its words', () => {
    expect(chips.map(({ field, value }) => `${field}: ${value}`)).toEqual([
      'Direction: Inbound', 'Status: No answer', 'Status: parked', 'Agent: Agent a-1', 'Sentiment: Negative', 'Duration: Over 15 min', 'Review: Not reviewed', 'Tag: vip',
      'From: 1 Jul 2026', 'To: 1 Jul 2026, 14:00', 'Phone number: +1 604 555 1234', 'Status: not Failed', 'searched as words: on:someday',
    ]);
  });

  it('wait until the value of a field is typed', () => {
    const term = { text: 'status:', start: 0, end: 7, field: 'status', value: '', negated: false, problem: 'No value yet.' };
    const word = { text: 'late', start: 8, end: 12, field: null, value: 'late', negated: false, problem: null };
    const shown = (...terms: (typeof term | typeof word)[]) => chipsOf(noFilter, { query: 'status: late', terms, phones: {} }, name).map(({ field, value, problem }) => [field, value, problem]);
    expect([shown(term), shown(term, word)]).toEqual([[], [['Status', '…', 'No value yet.']]]);
  });

  it('say why a term is no filter', () => expect(chips.at(-1)?.problem).toBe('That is no day.'));

  it('each take only themselves away', () => {
    const without = (key: string) => chips.find((chip) => chip.key === key)?.without;
    expect(without('status-no-answer')).toEqual({ ...filter, statuses: ['parked'] });
    expect(without('from')).toEqual({ ...filter, from: null });
    expect(without('term-0')).toEqual({ ...filter, query: 'refund on:someday' });
  });

  it('write hours by the clock of the country', () => {
    const hours = (value: string) => chipsOf(noFilter, { query: `hour:${value}`, terms: [{ text: `hour:${value}`, start: 0, end: 9, field: 'hour', value, negated: false, problem: null }], phones: {} }, name)[0]?.value.replace(/\s/g, ' ');
    expect([hours('9-17'), hours('14'), hours('6-11')]).toEqual(['9–17', '14', 'Morning, 6–11']);
    language.systemPrefers = ['en-US'];
    expect([hours('9-17'), hours('14'), hours('6-11'), hours('late')]).toEqual(['9 AM–5 PM', '2 PM', 'Morning, 6 AM–11 AM', 'late']);
    language.systemPrefers = ['en-GB'];
  });

  it('are none without filters', () => expect(chipsOf(noFilter, { query: '', terms: [], phones: {} }, String)).toEqual([]));

  it('offer the words of the search as well where nothing was found', () => {
    expect(widerChips(filter, read, name).at(-1)).toMatchObject({ key: 'words', value: 'refund', without: { query: '-status:failed on:someday' } });
  });
});
