// The saved views as a person works with them: renamed, moved by keys, deleted, brought back.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ListRequest, View, ViewDraft } from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import SavedViews from './SavedViews.svelte';
import { ViewsState } from './views.svelte';

const store = vi.hoisted(() => ({ views: [] as View[] }));

vi.mock('$ipc', async (original) => {
  const set = (views: View[]) => Promise.resolve((store.views = views));
  return {
    ...(await original<object>()),
    listViews: () => Promise.resolve(store.views),
    queryCalls: () => Promise.resolve({ total: 7 }),
    saveView: (_: string, { id, ...view }: ViewDraft) => set(id ? store.views.map((other) => (other.id === id ? { id, ...view } : other)) : [...store.views, { id: 'new', ...view }]),
    deleteView: (_: string, id: string) => set(store.views.filter((view) => view.id !== id)),
    orderViews: (_: string, ids: string[]) => set(ids.flatMap((id) => store.views.filter((view) => view.id === id))),
  };
});

const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const names = () => [...document.querySelectorAll('.entry .word')].map((word) => word.textContent).join('');
const press = (target: Element | null, key: string, more: KeyboardEventInit = {}) => {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  flushSync();
};
let mounted: Record<string, unknown> | undefined;
let toasts: Toasts;
const onapply = vi.fn();

async function show(current: ListRequest = {}) {
  const views = new ViewsState(toasts, 'default');
  await views.load();
  mounted = mount(SavedViews, { target: document.body, props: { views, current, onapply } });
  flushSync();
}

beforeEach(() => {
  vi.useFakeTimers();
  toasts = new Toasts();
  onapply.mockClear();
  store.views = ['A', 'B', 'C'].map((name) => ({ id: name.toLowerCase(), name, request: name === 'B' ? { starred: true, sort: 'duration' } : { tags: [name] } }));
});
afterEach(async () => {
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
  vi.useRealTimers();
});

it('are applied with all they keep, and the one that is on is marked, if its order is on too', async () => {
  await show({ starred: true });
  expect(document.querySelector('[aria-current]')).toBeNull();
  find('saved-view-b')?.click();
  expect(onapply).toHaveBeenCalledWith({ starred: true, sort: 'duration' });
  if (mounted) await unmount(mounted);
  await show({ starred: true, sort: 'duration' });
  expect(document.querySelector('[aria-current]')?.getAttribute('data-testid')).toBe('saved-view-b');
});

it('are renamed in place, and Esc leaves the name', async () => {
  await show();
  const rename = (typed: string, key: string) => {
    press(find('saved-view-b'), 'F2');
    const field = find('view-name') as HTMLInputElement;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    press(field, key);
  };
  rename('Never', 'Escape');
  await vi.waitFor(() => expect(names()).toBe('ABC'));
  rename('  Big   ones ', 'Enter');
  await vi.waitFor(() => expect([names(), store.views[1]?.name]).toEqual(['ABig onesC', 'Big ones']));
});

it('move by keys, which is said, and stop at the end', async () => {
  await show();
  press(find('saved-view-c'), 'ArrowUp', { altKey: true });
  expect([names(), document.querySelector('[role="status"]')?.textContent]).toEqual(['ACB', 'C moved to place 2 of 3']);
  press(find('saved-view-b'), 'ArrowDown', { altKey: true });
  await vi.waitFor(() => expect(store.views.map(({ name }) => name).join('')).toBe('ACB'));
});

it('are deleted by a key and come back where they were', async () => {
  await show();
  press(find('saved-view-b'), 'Delete');
  await vi.waitFor(() => expect(toasts.shown.map(({ kind }) => kind)).toEqual(['view-removed']));
  flushSync();
  expect(names()).toBe('AC');
  toasts.shown[0]?.action?.run();
  await vi.waitFor(() => expect(store.views.map(({ name }) => name).join('')).toBe('ABC'));
  flushSync();
  expect(names()).toBe('ABC');
});

it('take the current filter from their menu, only where it is another one', async () => {
  await show({ tags: ['A'] });
  document.querySelectorAll<HTMLElement>('[data-testid="view-more"]')[0]?.click();
  flushSync();
  expect(find('view-replace')).toBeNull();
  document.querySelectorAll<HTMLElement>('[data-testid="view-more"]')[1]?.click();
  flushSync();
  find('view-replace')?.click();
  await vi.waitFor(() => expect(store.views[1]?.request).toEqual({ tags: ['A'] }));
});
