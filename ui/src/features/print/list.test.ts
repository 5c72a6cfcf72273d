import { describe, expect, it, vi } from 'vitest';
import type { Call, Marks } from '$ipc';
import { fetchList, listPrintout, mostCalls, type ListSubject } from './list';

const subject: ListSubject = { request: { status: 'failed', limit: 50, offset: 150 }, shown: ['time', 'to', 'agent', 'summary'], aliases: new Map([['a-1', 'Night desk']]) };
const call = (number: number): Call => ({ id: `c${number}`, created_at: '2026-11-23T09:31:05Z' });
const noMarks: Marks = { starred: false, reviewed: false, noted: false, tags: [] };

/** A list of so many calls, whose pages begin `shift` calls earlier than asked. */
function listOf(total: number, shift = 0) {
  return vi.fn(({ limit = 0, offset = 0 }) => {
    const first = Math.max(0, offset - shift);
    const calls = Array.from({ length: Math.max(0, Math.min(limit, total - first)) }, (_, index) => call(first + index));
    return Promise.resolve({ calls, marks: calls.map(() => noMarks), total, in_words: 'Failed calls', has_more: total > offset + limit });
  });
}

describe('the list on paper', () => {
  it('has all pages of the filter, in order', async () => {
    const fetch = listOf(230);
    const { calls, total, inWords } = await fetchList(subject, fetch);
    expect(calls.map(({ call: { id } }) => id)).toEqual(Array.from({ length: 230 }, (_, index) => `c${index}`));
    expect([total, inWords, fetch.mock.calls.length]).toEqual([230, 'Failed calls', 3]);
    expect(fetch.mock.calls[1]?.[0]).toEqual({ status: 'failed', limit: 100, offset: 100 });
  });

  it('takes no call twice when a sync moves them meanwhile', async () => {
    const { calls } = await fetchList(subject, listOf(230, 3));
    expect(new Set(calls.map(({ call: { id } }) => id)).size).toBe(calls.length);
  });

  it('ends at its limit and says so plainly', async () => {
    const fetched = await fetchList(subject, listOf(mostCalls + 1));
    expect(fetched.calls).toHaveLength(mostCalls);
    expect(listPrintout(fetched, subject, '').warning).toBe('Only the first 2,000 of 2,001 calls are printed here. An export holds all of them.');
    expect(listPrintout(await fetchList(subject, listOf(mostCalls)), subject, '').warning).toBeNull();
  });

  it('shows the columns of the table, with what agents are called here', () => {
    const shown = { ...call(1), to_number: '+16045551234', agent_id: 'a-1', agent_name: 'Sarah', call_summary: '<b>\nhi' };
    const marks = { starred: true, reviewed: true, noted: false, tags: [] };
    const { columns, blocks, title } = listPrintout({ calls: [{ call: shown, marks }], total: 1, inWords: 'All calls' }, subject, 'now');
    expect([title, columns.map(({ label }) => label)]).toEqual(['All calls', ['', 'Time', 'To', 'Agent', 'Summary']]);
    expect(blocks).toEqual([{ kind: 'row', cells: ['★ ✓', '23 Nov 2026, 10:31', '+1 604 555 1234', 'Night desk', '<b> hi'] }]);
  });
});
