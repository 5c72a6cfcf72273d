// The menu of a row: asked for, moved in, used, left.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { text } from '$shared/text';
import * as clipboard from '$shared/ui/clipboard';
import type { Panel } from './panels';
import RowMenus from './RowMenus.svelte';
import { Workspace } from './workspace.svelte';

vi.mock('$shared/ui/clipboard', async (original) => ({ ...(await original<typeof clipboard>()) }));

let workspace: Workspace;
let stop: () => void;
let shown: Record<string, unknown>;
const opened: Panel[] = [];

beforeEach(async () => {
  opened.length = 0;
  workspace = new Workspace('default');
  stop = workspace.start(false);
  await vi.waitFor(() => expect(workspace.list.shown?.total).toBeGreaterThan(0));
  document.body.innerHTML = calls().slice(0, 3).map(({ id }, index) => `<div data-testid="call-row" data-call-id="${id}" tabindex="${index === 0 ? 0 : -1}">row</div>`).join('');
  shown = mount(RowMenus, { target: document.body, props: { workspace, open: (panel: Panel) => void opened.push(panel), exportCalls: () => void opened.push('export') } });
  flushSync();
});
afterEach(() => {
  void unmount(shown);
  stop();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const calls = () => workspace.list.shown?.calls ?? [];
const call = (index: number) => calls()[index] ?? expect.fail('there is a call');
const row = (index: number) => document.querySelectorAll<HTMLElement>('[data-testid=call-row]')[index] ?? expect.fail('there is a row');
const menu = () => document.querySelector<HTMLElement>('[data-testid=row-menu]');
const verbs = () => [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].map(({ dataset }) => dataset['testid']?.replace('row-menu-', ''));
const focused = () => (document.activeElement as HTMLElement).dataset['testid'];

async function ask(index: number) {
  row(index).focus();
  const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, clientX: 40, clientY: 50 });
  row(index).dispatchEvent(event);
  await vi.waitFor(() => expect(menu()).not.toBeNull());
  return event;
}
function press(key: string, on: Element | null = document.activeElement, init: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  on?.dispatchEvent(event);
  flushSync();
  return event;
}
async function choose(verb: string) {
  document.querySelector<HTMLElement>(`[data-testid=row-menu-${verb}]`)?.click();
  await vi.waitFor(() => expect(menu()).toBeNull());
}

describe('asked for', () => {
  it('with the mouse it acts on the row alone, and the cursor is there', async () => {
    expect((await ask(1)).defaultPrevented).toBe(true);
    expect(workspace.list.seenCursorId).toBe(call(1).id);
    expect(verbs()).toEqual(expect.arrayContaining(['open', 'star', 'reviewed', 'tag', 'select', 'copy-number', 'copy-id', 'filter-number', 'filter-status', 'filter-day', 'others', 'print']));
    expect(verbs()).not.toContain('export');
    expect(document.activeElement).toBe(menu());
  });

  it.each([['ContextMenu', {}], ['F10', { shiftKey: true }]])('with %s it has the focus on its first entry', async (key, held) => {
    row(2).focus();
    expect(press(key, row(2), held).defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(focused()).toBe('row-menu-open'));
    expect(workspace.list.cursorId).toBe(call(2).id);
  });

  it('with a key and nothing focused, for the row under a cursor that can be seen', async () => {
    expect(press('ContextMenu', document.body).defaultPrevented).toBe(false);
    workspace.list.cursorId = call(0).id;
    expect(press('ContextMenu', document.body).defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(menu()).not.toBeNull());
  });

  it('F10 alone and other places are nobody’s', async () => {
    press('F10', row(0));
    document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
    await Promise.resolve();
    expect(menu()).toBeNull();
  });
});

describe('in it', () => {
  it('arrows go round, Home and End to the ends, letters to what begins with them', async () => {
    await ask(0);
    press('ArrowDown');
    expect(focused()).toBe('row-menu-open');
    press('ArrowUp');
    expect(focused()).toBe('row-menu-print');
    press('Home');
    expect(focused()).toBe('row-menu-open');
    press('End');
    expect(focused()).toBe('row-menu-print');
    press('c');
    expect(focused()).toBe('row-menu-copy-number');
    press('c');
    expect(focused()?.startsWith('row-menu-copy-')).toBe(true);
    expect(focused()).not.toBe('row-menu-copy-number');
  });

  it('Escape leaves, and the focus is on the row again', async () => {
    await ask(1);
    press('ArrowDown');
    press('Escape');
    expect([menu(), document.activeElement]).toEqual([null, row(1)]);
  });

  it('a press elsewhere closes it, one inside does not', async () => {
    await ask(0);
    menu()?.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    flushSync();
    expect(menu()).not.toBeNull();
    row(2).dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    flushSync();
    expect(menu()).toBeNull();
  });

  it('a scroll that moves its row closes it, one that is told of late does not', async () => {
    await ask(0);
    const scroll = () => {
      document.body.dispatchEvent(new Event('scroll'));
      flushSync();
    };
    scroll();
    expect(menu()).not.toBeNull();
    vi.spyOn(row(0), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 40, 0, 0));
    scroll();
    expect(menu()).toBeNull();
  });
});

describe('used', () => {
  it('opens, stars, selects, filters and prints the one call', async () => {
    await ask(1);
    await choose('star');
    await vi.waitFor(() => expect(workspace.review.marksOf(call(1).id).starred).toBe(true));
    await ask(1);
    expect(document.querySelector('[data-testid=row-menu-star] .name')?.textContent).toBe(text.review.unstar);
    await choose('open');
    await vi.waitFor(() => expect(workspace.detail.id).toBe(call(1).id));
    await ask(2);
    await choose('print');
    await vi.waitFor(() => expect([workspace.detail.id, ...opened]).toEqual([call(2).id, 'print-call']));
    const { status } = call(2);
    await ask(2);
    await choose('filter-status');
    await vi.waitFor(() => expect(workspace.filters.current.statuses).toEqual([status]));
  });

  it('copies the number as the server has it', async () => {
    const copied = vi.spyOn(clipboard, 'copyText').mockResolvedValue(true);
    await ask(0);
    await choose('copy-id');
    await vi.waitFor(() => expect(copied).toHaveBeenCalledWith(call(0).id));
  });

  it('acts on all selected calls where the row is one of them, and says how many', async () => {
    workspace.selection.toggle(call(0).id);
    workspace.selection.toggle(call(1).id);
    await ask(1);
    expect(menu()?.querySelector('p')?.textContent).toBe(text.marks.selected(2));
    for (const absent of ['open', 'print', 'filter-number', 'others']) expect(verbs()).not.toContain(absent);
    await choose('reviewed');
    await vi.waitFor(() => expect([0, 1].map((index) => workspace.review.marksOf(call(index).id).reviewed)).toEqual([true, true]));
    await ask(0);
    await choose('export');
    await vi.waitFor(() => expect(opened).toEqual(['export']));
  });

  it('leaves the selected calls alone where the row is none of them', async () => {
    workspace.selection.toggle(call(0).id);
    await ask(2);
    expect(verbs()).toContain('open');
    const reviewed = () => [0, 2].map((index) => workspace.review.marksOf(call(index).id).reviewed);
    const [selected, alone] = reviewed();
    await choose('reviewed');
    await vi.waitFor(() => expect(reviewed()).toEqual([selected, !alone]));
  });
});
