// What a row and the total put into the page: the hooks that tests of the real window rely on,
// and that server text stays text.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import type { Call, FoundElsewhere, Marks, Range } from '$ipc';
import { columns } from './columns';
import CallRow from './CallRow.svelte';
import HeaderRow from './HeaderRow.svelte';
import { CallListState } from './list.svelte';
import { TableLook } from './look.svelte';
import { Selection } from './selection.svelte';
import TotalCount from './TotalCount.svelte';

const mounted: ReturnType<typeof mount>[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

const unmarked: Marks = { starred: false, reviewed: false, noted: false, tags: [] };

interface Told {
  marks?: Marks;
  highlights?: Range[];
  agentHighlights?: Range[];
  elsewhere?: FoundElsewhere;
  alias?: string;
  onopen?: (call: Call) => void;
  onselect?: (call: Call, range: boolean) => void;
  onstar?: (call: Call, on: boolean) => void;
}

function showRow(call: Partial<Call>, told: Told = {}): HTMLElement {
  const target = document.body.appendChild(document.createElement('tbody'));
  const whole: Call = { id: 'c-1', created_at: '2026-11-23T09:31:05.123456Z', ...call };
  const nothing = () => undefined;
  const props = { call: whole, columns, rowIndex: 2, now: new Date('2026-11-23T12:00:00Z'), atCursor: true, cursorSeen: false, open: false, selected: false, marks: unmarked, phones: { '+16045551234': '+1 604 555 1234' }, onopen: nothing, onreach: nothing, onselect: nothing, onstar: nothing, ...told };
  mounted.push(mount(CallRow, { target, props }));
  flushSync();
  return target;
}

const cell = (row: HTMLElement, column: string) => row.querySelector(`[data-testid="cell-${column}"]`);
const words = (row: HTMLElement, column: string) => cell(row, column)?.textContent?.trim();

it('a row shows each field in words', () => {
  const row = showRow({ direction: 'inbound', from_number: '+16045551234', to_number: 'anonymous', agent_name: 'Maya', status: 'no-answer', duration: 3725, sentiment: 'Positive', call_summary: 'Two\nlines' });
  const columns = ['time', 'direction', 'from', 'to', 'agent', 'status', 'duration', 'sentiment', 'summary'];
  expect(columns.map((column) => words(row, column))).toEqual(['Mon 23 Nov, 10:31', 'Inbound', '+1 604 555 1234', 'anonymous', 'Maya', 'No answer', '1:02:05', 'Positive', 'Two lines']);
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
  const row = showRow({}, { onopen: (call) => opened.push(call.id) }).querySelector<HTMLElement>('tr');
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

it('a number keeps what the server wrote for copying and for the tooltip', () => {
  const number = cell(showRow({ from_number: '+16045551234' }), 'from')?.querySelector<HTMLElement>('bdi');
  expect([number?.dataset['raw'], number?.title]).toEqual(['+16045551234', '+16045551234']);
});

it('a row is selected by keys, by a click with a modifier, and by its box, without being opened', () => {
  const selected: boolean[] = [];
  const target = showRow({}, { onselect: (_, range) => selected.push(range), onopen: () => selected.push(false, false, false) });
  const row = target.querySelector<HTMLElement>('tr');
  for (const key of ['x', ' ']) row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  row?.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true }));
  row?.dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
  target.querySelector<HTMLElement>('[data-testid="row-select"]')?.click();
  expect(selected).toEqual([false, false, false, true, false]);
});

it('a held key selects once', () => {
  let selected = 0;
  const row = showRow({}, { onselect: () => (selected += 1) }).querySelector<HTMLElement>('tr');
  for (const repeat of [false, true, true]) row?.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', repeat, bubbles: true }));
  expect(selected).toBe(1);
});

it('an edge of a column is moved, given back and left for another by keys', () => {
  localStorage.clear();
  const look = new TableLook();
  const list = new CallListState(() => new Promise(() => undefined));
  mounted.push(mount(HeaderRow, { target: document.body.appendChild(document.createElement('table')), props: { list, look, selection: new Selection(), page: [] } }));
  flushSync();
  const edge = (column: string) => document.querySelector<HTMLElement>(`[data-testid="resize-${column}"]`);
  const press = (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    flushSync();
  };
  look.resize('from', 8);
  edge('from')?.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) press(key);
  expect([look.widths.from, edge('from')?.role, edge('from')?.getAttribute('aria-valuenow')]).toEqual([8.5, 'separator', '9']);
  press('Enter');
  press('ArrowDown');
  expect([look.widths.from, document.activeElement === edge('to'), document.querySelectorAll('[role="separator"][tabindex="0"]').length]).toEqual([undefined, true, 1]);
});

it('marks are told by pictures and by words, and the star is a button', () => {
  const stars: boolean[] = [];
  const target = showRow({}, { marks: { starred: true, reviewed: true, noted: true, tags: ['vip', 'late'] }, onstar: (_, on) => stars.push(on) });
  const star = target.querySelector<HTMLElement>('[data-testid="row-star"]');
  star?.click();
  expect([star?.getAttribute('aria-pressed'), stars]).toEqual(['true', [false]]);
  expect(target.querySelector('[data-testid="marks"]')?.textContent).toMatch(/Reviewed.*Has a note.*Tags: vip, late/s);
});

it('what was found is marked, and the cell still reads the same', () => {
  const row = showRow({ call_summary: 'A refund <b>now</b>' }, { highlights: [{ start: 2, end: 8 }] });
  expect([cell(row, 'summary')?.querySelector('mark')?.textContent, words(row, 'summary')]).toEqual(['refund', 'A refund <b>now</b>']);
});

it('what was found in the name of an agent is marked in the name that is shown', () => {
  const agent = { agent_id: 'a-1', agent_name: 'Sarah Lee' };
  const marked = (row: HTMLElement) => [cell(row, 'agent')?.querySelector('mark')?.textContent, words(row, 'agent')];
  expect(marked(showRow(agent, { agentHighlights: [{ start: 6, end: 9 }] }))).toEqual(['Lee', 'Sarah Lee']);
  expect(marked(showRow(agent, { alias: 'Night desk', agentHighlights: [{ start: 0, end: 5 }] }))).toEqual(['Night', 'Night desk']);
  expect(marked(showRow(agent, { alias: 'Night desk' }))).toEqual([undefined, 'Night desk']);
});

const nowhere: FoundElsewhere = { from: [], to: [], tags: [], note: null, agent: null };
const marksIn = (place: Element | null | undefined) => [...(place?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent);

it('a call found by its tags and its note says so before its summary, and nothing of them is markup', () => {
  const note = { text: '…asked for <b>Größe</b>\u0000 and <img src=x onerror=alert(1)>', found: [{ start: 14, end: 19 }, { start: 42, end: 47 }] };
  const elsewhere = { ...nowhere, tags: [{ text: '<i>Größen', found: [{ start: 3, end: 9 }] }], note };
  const row = showRow({ call_summary: 'A call' }, { elsewhere, marks: { ...unmarked, noted: true, tags: ['<i>Größen'] } });
  const summary = cell(row, 'summary');
  expect([marksIn(summary), summary?.querySelector('b, i, img')]).toEqual([['Größen', 'Größe', 'error'], null]);
  expect(summary?.textContent).toMatch(/Found in a tag: <i>Größen.*Found in the note: …asked for <b>Größe<\/b>\ufffd.*A call/s);
  expect(row.querySelectorAll('[data-testid="marks"] .found').length).toBe(2);
});

it('digits are marked in the numbers as they are shown, and copied as the server wrote them', () => {
  const row = showRow({ from_number: '+16045551234', to_number: '+1 (604) 555-1234' }, { elsewhere: { ...nowhere, from: [{ start: 2, end: 8 }], to: [{ start: 4, end: 12 }] } });
  expect([marksIn(cell(row, 'from')), words(row, 'from')]).toEqual([['604 555'], '+1 604 555 1234']);
  expect([marksIn(cell(row, 'to')), cell(row, 'from')?.querySelector('bdi')?.dataset['raw']]).toEqual([['604) 555'], '+16045551234']);
});

it('a call found by a name that only the server has shows that name as well', () => {
  const row = showRow({ agent_id: 'a-1', agent_name: 'Sarah Lee' }, { alias: 'Night desk', elsewhere: { ...nowhere, agent: { text: 'Sarah Lee', found: [{ start: 0, end: 5 }] } } });
  expect([marksIn(cell(row, 'agent')), words(row, 'agent')]).toEqual([['Sarah'], 'Night desk\u00a0(Sarah Lee)']);
});

it('a call found elsewhere by nothing looks as ever', () => {
  const row = showRow({ call_summary: 'A call', from_number: '+16045551234' }, { elsewhere: nowhere, marks: { ...unmarked, noted: true } });
  expect([marksIn(row), words(row, 'summary'), row.querySelector('.found')]).toEqual([[], 'A call', null]);
});
