// What a row and the total put into the page: the hooks that tests of the real window rely on,
// and that server text stays text.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import type { Call } from '$ipc';
import { columns } from './columns';
import CallRow from './CallRow.svelte';
import TotalCount from './TotalCount.svelte';

const mounted: ReturnType<typeof mount>[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

function showRow(call: Partial<Call>, onopen: (call: Call) => void = () => undefined): HTMLElement {
  const target = document.body.appendChild(document.createElement('tbody'));
  const whole: Call = { id: 'c-1', created_at: '2026-11-23T09:31:05.123456Z', ...call };
  const now = new Date('2026-11-23T12:00:00Z');
  mounted.push(mount(CallRow, { target, props: { call: whole, columns, rowIndex: 2, now, atCursor: true, open: false, onopen, onreach: () => undefined } }));
  flushSync();
  return target;
}

const cell = (row: HTMLElement, column: string) => row.querySelector(`[data-testid="cell-${column}"]`);
const words = (row: HTMLElement, column: string) => cell(row, column)?.textContent?.trim();

it('a row shows each field in words', () => {
  const row = showRow({ direction: 'inbound', from_number: '+1604', to_number: 'anonymous', agent_name: 'Maya', status: 'no-answer', duration: 3725, sentiment: 'Positive', call_summary: 'Two\nlines' });
  const columns = ['time', 'direction', 'from', 'to', 'agent', 'status', 'duration', 'sentiment', 'summary'];
  expect(columns.map((column) => words(row, column))).toEqual(['Mon 23 Nov, 10:31', 'Inbound', '+1604', 'anonymous', 'Maya', 'No answer', '1:02:05', 'Positive', 'Two lines']);
  expect(row.querySelector('[data-testid="call-row"]')?.getAttribute('data-call-id')).toBe('c-1');
  expect(row.querySelector('time')?.dateTime).toBe('2026-11-23T09:31:05.123456Z');
});

it('a row shows a dash for what the server does not know', () => {
  const row = showRow({ agent_id: null, duration: null, sentiment: null, call_summary: null });
  expect(['agent', 'duration', 'sentiment', 'summary'].map((column) => words(row, column))).toEqual(['—', '—', '—', '—']);
});

it('an agent without a name is shown by its id', () => expect(words(showRow({ agent_id: 'legacy-7', agent_name: null }), 'agent')).toBe('legacy-7'));

it('server text never becomes markup', () => {
  const row = showRow({ call_summary: '<img src=x onerror=alert(1)><b>bold</b>' });
  expect([cell(row, 'summary')?.querySelector('img, b'), words(row, 'summary')]).toEqual([null, '<img src=x onerror=alert(1)><b>bold</b>']);
});

it('a row opens by click and by Enter', () => {
  const opened: string[] = [];
  const row = showRow({}, (call) => opened.push(call.id)).querySelector<HTMLElement>('tr');
  row?.click();
  row?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(opened).toEqual(['c-1', 'c-1']);
});

it('the total holds the plain number as text and as data', () => {
  mounted.push(mount(TotalCount, { target: document.body, props: { total: 12_345 } }));
  flushSync();
  const total = document.querySelector<HTMLElement>('[data-testid="total-count"]');
  expect([total?.textContent, total?.dataset['value']]).toEqual(['12345', '12345']);
});
