// Nothing matches: the ways to calls, counted by the clocks of the list.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { ListRequest, QueryOptions } from '$ipc';
import { zone } from '$shared/state/zone.svelte';
import { Filters } from './filters.svelte';
import Widen from './Widen.svelte';

const store = vi.hoisted(() => ({ zones: new Set<string>(), total: (request: ListRequest): number => (request.starred ? 0 : 1) }));
vi.mock('$ipc', async (original) => ({
  ...(await original<object>()),
  queryCalls: async (request: ListRequest, options: QueryOptions) => (store.zones.add(options.zone), { total: store.total(request) }),
}));

let mounted: Record<string, unknown> | undefined;
afterEach(async () => {
  zone.choose(null);
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
});

it('names only filters without which there are calls, and takes one away', async () => {
  zone.choose('Asia/Tokyo');
  const filters = new Filters(() => undefined);
  filters.set({ starred: true, direction: 'inbound' });
  mounted = mount(Widen, { target: document.body, props: { filters } });
  await vi.waitFor(() => expect(document.querySelectorAll('[data-testid^="widen-"]')).toHaveLength(1));
  document.querySelector<HTMLElement>('[data-testid="widen-starred"]')?.click();
  expect([filters.request, [...store.zones]]).toEqual([{ direction: 'inbound' }, ['Asia/Tokyo']]);
});

it('says so when no single filter is in the way', async () => {
  store.total = () => 0;
  const filters = new Filters(() => undefined);
  filters.set({ starred: true, direction: 'inbound' });
  mounted = mount(Widen, { target: document.body, props: { filters } });
  await vi.waitFor(() => expect(document.querySelector('[role="status"]')?.textContent).toContain('No single filter is in the way'));
  document.querySelector<HTMLElement>('[data-testid="empty-clear"]')?.click();
  flushSync();
  expect(filters.active).toBe(false);
});
