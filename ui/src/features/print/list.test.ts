import { describe, expect, it } from 'vitest';
import type { Call, Marks } from '$ipc';
import { listPrintout, mostCalls, type ListSubject } from './list';

const subject: ListSubject = { request: { status: 'failed', limit: 50, offset: 150 }, shown: ['time', 'to', 'agent', 'summary'], aliases: new Map([['a-1', 'Night desk']]) };
const call = (number: number): Call => ({ id: `c${number}`, created_at: '2026-11-23T09:31:05Z' });
const noMarks: Marks = { starred: false, reviewed: false, noted: false, tags: [] };

/** An answer with so many calls. */
const printed = (count: number, total: number) => ({ calls: Array.from({ length: count }, (_, index) => call(index)), marks: Array.from({ length: count }, () => noMarks), phones: {}, total, in_words: 'Failed calls' });

describe('the list on paper', () => {
  it('ends at its limit and says so plainly', () => {
    const { blocks, warning } = listPrintout(printed(mostCalls, mostCalls + 1), subject, '');
    expect([blocks.length, warning]).toEqual([mostCalls, 'Only the first 2,000 of 2,001 calls are printed here. An export holds all of them.']);
    expect(listPrintout(printed(mostCalls, mostCalls), subject, '').warning).toBeNull();
  });

  it('shows the columns of the table, with what agents are called here', () => {
    const shown = { ...call(1), to_number: '+16045551234', agent_id: 'a-1', agent_name: 'Sarah', call_summary: '<b>\nhi' };
    const marks = { starred: true, reviewed: true, noted: false, tags: [] };
    const { columns, blocks, title } = listPrintout({ calls: [shown], marks: [marks], phones: { '+16045551234': '+1 604 555 1234' }, total: 1, in_words: 'All calls' }, subject, 'now');
    expect([title, columns.map(({ label }) => label)]).toEqual(['All calls', ['', 'Time', 'To', 'Agent', 'Summary']]);
    expect(blocks).toEqual([{ kind: 'row', cells: ['★ ✓', '23 Nov 2026, 10:31', '+1 604 555 1234', 'Night desk', '<b> hi'] }]);
  });
});
