import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DesktopManners as Manners } from '$ipc';
import * as ipc from '$ipc';
import DesktopManners from './DesktopManners.svelte';

const all: Manners = { notify_negative: false, tray: true, tray_seen: false, at_login: null };
let shown: Record<string, unknown> | undefined;

const box = (name: string) => document.querySelector<HTMLInputElement>(`[data-testid="settings-${name}"]`);
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  flushSync();
};

async function show(manners: Manners) {
  vi.spyOn(ipc, 'desktopManners').mockResolvedValue(manners);
  shown = mount(DesktopManners, { target: document.body });
  await settle();
}

afterEach(() => {
  if (shown) void unmount(shown);
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

vi.mock('$ipc', async (original) => ({ ...(await original<typeof ipc>()) }));

describe('the switches of the desktop', () => {
  it('say what is, and that no tray can be seen', async () => {
    await show(all);
    expect([box('notify-negative')?.checked, box('tray')?.checked, box('at-login')?.disabled]).toEqual([false, true, true]);
    expect(document.body.textContent).toContain('shows no tray at the moment');
  });

  it('change one thing at a time and show what came of it', async () => {
    const change = vi.spyOn(ipc, 'changeDesktop').mockResolvedValue({ ...all, notify_negative: true });
    await show(all);
    box('notify-negative')?.click();
    await settle();
    expect(change.mock.calls).toEqual([[{ notify_negative: true }]]);
    expect(box('notify-negative')?.checked).toBe(true);
  });

  it('go back when the change is refused, and say why', async () => {
    vi.spyOn(ipc, 'changeDesktop').mockRejectedValue({ code: 'disk_full', message: 'No space left.', retryable: true });
    await show({ ...all, at_login: false });
    box('at-login')?.click();
    await settle();
    expect(box('at-login')?.checked).toBe(false);
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('Free some space');
  });
});
