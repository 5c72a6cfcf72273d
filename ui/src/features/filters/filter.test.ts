// From what a person sets to what is asked, and back into words.
import { describe, expect, it } from 'vitest';
import { chipsOf } from './chips';
import { datesReversed, dayEnd, dayOf, dayStart, isFiltered, noFilter, presetDays, toRequest } from './filter';

describe('a request', () => {
  it('without filters has no fields', () => expect(toRequest(noFilter)).toEqual({}));

  it('carries every filter in the API’s own fields', () => {
    const filter = { direction: 'inbound', statuses: ['busy'], agentId: 'a-1', from: '2026-07-01', to: '2026-07-02', phone: ' +16045551234 ' };
    expect(toRequest(filter)).toEqual({
      direction: 'inbound', status: 'busy', agent_id: 'a-1', phone_number: '+16045551234',
      from_date: '2026-06-30T22:00:00.000000Z', to_date: '2026-07-02T21:59:59.999999Z',
    });
  });

  it('names several statuses as a list', () => {
    expect(toRequest({ ...noFilter, statuses: ['busy', 'failed'] })).toEqual({ statuses: ['busy', 'failed'] });
  });

  it('takes a blank phone number for none', () => expect(isFiltered({ ...noFilter, phone: '  ' })).toBe(false));
});

describe('a local day', () => {
  it('begins at local midnight', () => expect(dayStart('2026-01-15')).toBe('2026-01-14T23:00:00.000000Z'));
  it('ends with its last microsecond', () => expect(dayEnd('2026-01-15')).toBe('2026-01-15T22:59:59.999999Z'));
  it('of 23 hours ends where the next begins', () => {
    expect([dayStart('2026-03-29'), dayEnd('2026-03-29')]).toEqual(['2026-03-28T23:00:00.000000Z', '2026-03-29T21:59:59.999999Z']);
  });
  it('of 25 hours ends where the next begins', () => {
    expect([dayStart('2026-10-25'), dayEnd('2026-10-25')]).toEqual(['2026-10-24T22:00:00.000000Z', '2026-10-25T22:59:59.999999Z']);
  });
  it('is the person’s day, not the day in UTC', () => expect(dayOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01'));
});

describe('dates', () => {
  it('are reversed only when the first is after the last', () => {
    const reversed = (from: string | null, to: string | null) => datesReversed({ ...noFilter, from, to });
    expect([reversed('2026-02-02', '2026-02-01'), reversed('2026-02-01', '2026-02-01'), reversed('2026-02-02', null)]).toEqual([true, false, false]);
  });

  it.each([
    ['today', '2026-03-02', '2026-03-02'],
    ['yesterday', '2026-03-01', '2026-03-01'],
    ['week', '2026-02-24', '2026-03-02'],
    ['month', '2026-02-01', '2026-03-02'],
    ['thisMonth', '2026-03-01', '2026-03-02'],
  ] as const)('of %s are %s to %s', (preset, from, to) => expect(presetDays(preset, new Date(2026, 2, 2, 13))).toEqual({ from, to }));
});

describe('the chips', () => {
  const filter = { direction: 'inbound', statuses: ['no-answer', 'parked'], agentId: 'a-1', from: '2026-07-01', to: null, phone: '+1' };
  const chips = chipsOf(filter, (id) => `Agent ${id}`);

  it('name each active filter in words', () => {
    expect(chips.map(({ field, value }) => `${field}: ${value}`)).toEqual([
      'Direction: Inbound', 'Status: No answer', 'Status: parked', 'Agent: Agent a-1', 'From: 1 Jul 2026', 'Phone number: +1',
    ]);
  });

  it('each take only themselves away', () => {
    const without = (key: string) => chips.find((chip) => chip.key === key)?.without;
    expect(without('status-no-answer')).toEqual({ ...filter, statuses: ['parked'] });
    expect(without('from')).toEqual({ ...filter, from: null });
  });

  it('are none without filters', () => expect(chipsOf(noFilter, String)).toEqual([]));
});
