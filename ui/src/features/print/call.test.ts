import { expect, it } from 'vitest';
import type { CallDetail } from '$ipc';
import { callPrintout } from './call';

const detail: CallDetail = {
  call: {
    id: 'c1', created_at: '2026-11-23T09:31:05Z', direction: 'inbound', from_number: '+16045551234', to_number: 'anonymous', agent_id: 'a-1', agent_name: 'Sarah',
    status: 'completed', duration: 65, sentiment: null, call_summary: `<script>\n${'word '.repeat(400)}`, started_at: null, ended_at: 'soon', recording: { kept: true },
  },
  changes: [{ noticed_at: '2026-11-23T10:00:00Z', field: 'status', old: 'ringing', new: 'completed' }],
  removed_at: null,
  review: { starred: true, reviewed_at: null, tags: ['billing', 'a, b'], note: 'Rang *back*', note_changed_at: '2026-11-23T11:00:00Z' },
  review_error: null,
  phones: { '+16045551234': '+1 604 555 1234' },
};

const words = (printed: ReturnType<typeof callPrintout>) => printed.blocks.map((block) => (block.kind === 'fact' ? `${block.label}: ${block.value}` : 'text' in block ? block.text : ''));

it('one call on paper has every field, the whole summary, what was noted and its history', () => {
  const printed = callPrintout(detail, 'Night desk', 'As of now');
  expect(printed.title).toBe('Call from +1 604 555 1234 to anonymous');
  const all = words(printed);
  for (const part of [
    'Time: Mon 23 Nov 2026, 10:31:05 (2026-11-23 09:31:05 UTC)', 'From: +1 604 555 1234 (+16045551234)', 'Agent: Night desk · a-1', 'Duration: 1:05', 'Sentiment: —', 'Ended: soon',
    'Call id: c1', 'Marks: starred', 'Tags: billing, a, b', 'Rang *back*', 'Mon 23 Nov 2026, 11:00:00 (2026-11-23 10:00:00 UTC): status: ringing → completed',
  ]) expect(all).toContain(part);
  expect(all.find((one) => one.startsWith('recording: '))).toContain('true');
  expect(all.join('')).toContain(detail.call.call_summary);
});

it('what is not there is not made up', () => {
  const bare: CallDetail = { call: { id: 'c2', created_at: 'whenever' }, changes: [], removed_at: '2026-11-24T00:00:00Z', review: { starred: false, reviewed_at: null, tags: [], note: '', note_changed_at: null }, review_error: null, phones: {} };
  const all = words(callPrintout(bare, undefined, ''));
  expect(all).toContain('Time: whenever');
  expect(all).toContain('Note: —');
  expect(all.some((one) => one.includes('The server lists this call no longer'))).toBe(true);
});
