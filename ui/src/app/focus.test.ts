// The window under the keys of somebody who has no mouse: whatever goes away, the focus stays somewhere.
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { profileInfo } from '$ipc';
import { previewed } from '$features/detail/previewed.svelte';
import Main from './Main.svelte';

let window_: Record<string, unknown> | undefined;

afterEach(() => {
  if (window_) void unmount(window_);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid="call-row"]')];
const focused = () => document.activeElement as HTMLElement;

async function press(key: string, options: KeyboardEventInit = {}) {
  focused().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
  await tick();
  flushSync();
}

it('the focus comes back to the rows', { timeout: 60_000 }, async () => {
  // Nothing has a size here.
  vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} });
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.scrollTo ??= () => undefined;
  window_ = mount(Main, { target: document.body, props: { profile: await profileInfo(), syncAtOnce: false, onprofile: () => undefined, onleft: () => undefined, onswitched: () => undefined } });
  await vi.waitFor(() => expect(rows().length).toBeGreaterThan(3), { timeout: 20_000 });

  // A page turned from a row leads to the first row of the next, and is told.
  await press('j');
  const before = focused();
  expect(before).toBe(rows()[0]);
  await press(']');
  await vi.waitFor(() => expect([focused() === rows()[0], focused() === before]).toEqual([true, false]));
  expect(find('page-turned')?.textContent).toMatch(/^Page 2 of \d+$/);

  // The pane's buttons keep it, and what closes the pane gives it to the row of the call.
  await press('Enter');
  find('detail-next')?.focus();
  find('detail-next')?.click();
  await vi.waitFor(() => expect(find('detail-pane')?.dataset['callId']).toBe(rows()[1]?.dataset['callId']));
  expect(focused()).toBe(find('detail-next'));
  find('detail-close')?.focus();
  find('detail-close')?.click();
  await vi.waitFor(() => expect(focused()).toBe(rows()[1]));

  // A note is written even where notes were last looked at as they look.
  previewed.on = true;
  await press('n');
  await vi.waitFor(() => expect([focused().dataset['testid'], previewed.on]).toEqual(['note-editor', false]));
  await press('Escape');
  await press('Escape');
  await vi.waitFor(() => expect(focused()).toBe(rows()[1]));

  // The bar of the selection takes the focus with it only as far as the row.
  await press('x');
  find('selection-clear')?.focus();
  find('selection-clear')?.click();
  await vi.waitFor(() => expect([find('selection-bar'), focused()]).toEqual([null, rows()[1]]));

  // From the search, Enter leads to what it found.
  await press('/');
  expect(focused()).toBe(find('search-input'));
  await press('Enter');
  await vi.waitFor(() => expect(focused()).toBe(rows()[0]));
});
