// What is set about the server holds when it is chosen; only the address waits for its button.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileInfo, Settings } from '$ipc';
import * as ipc from '$ipc';
import ServerSettings from './ServerSettings.svelte';

const profile: ProfileInfo = {
  name: 'default', endpoint: 'https://one.example/v1', default_endpoint: 'https://default.example/v1', token_kept: 'keychain', token_choice: 'keychain',
  sample: false, calls: 3, data_dir: '/data', rate_limit: 'auto', refresh_interval_min: 5,
};
let shown: Record<string, unknown> | undefined;
const onsaved = vi.fn();

vi.mock('$ipc', async (original) => ({ ...(await original<typeof ipc>()) }));

const found = <Found extends Element = HTMLInputElement>(name: string) => document.querySelector<Found>(`[data-testid="settings-${name}"]`) as Found;
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  flushSync();
};

function enter(field: HTMLInputElement | HTMLSelectElement, value: string, type: 'input' | 'change') {
  field.value = value;
  field.dispatchEvent(new Event(type, { bubbles: true }));
  flushSync();
}

/** What has been stored so far, one after the other. */
let stored: Settings[] = [];

beforeEach(() => {
  stored = [];
  vi.spyOn(ipc, 'saveSettings').mockImplementation(async (settings) => {
    stored.push(settings);
    return { ...profile, ...settings };
  });
  shown = mount(ServerSettings, { target: document.body, props: { profile, onsaved, ontoken: () => undefined } });
  flushSync();
});

afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('the settings of the server', () => {
  it('hold when they are chosen, each beside those before', async () => {
    enter(found<HTMLSelectElement>('refresh'), '15', 'change');
    found<HTMLElement>('rate-none').querySelector('input')?.click();
    await settle();
    expect(stored).toEqual([
      { endpoint: profile.endpoint, rate_limit: 'auto', refresh_interval_min: 15 },
      { endpoint: profile.endpoint, rate_limit: 'none', refresh_interval_min: 15 },
    ]);
    expect(onsaved).toHaveBeenLastCalledWith(expect.objectContaining({ rate_limit: 'none', refresh_interval_min: 15 }));
  });

  it('keep the address until its button is pressed', async () => {
    const save = found<HTMLButtonElement>('save');
    expect(save.disabled).toBe(true);
    enter(found('endpoint'), ' https://two.example/v1 ', 'input');
    enter(found<HTMLSelectElement>('refresh'), '1', 'change');
    await settle();
    expect(stored.map(({ endpoint }) => endpoint)).toEqual([profile.endpoint]);
    save.click();
    await settle();
    expect(stored.at(-1)?.endpoint).toBe('https://two.example/v1');
    expect(save.disabled).toBe(true);
  });

  it('store numbers of one’s own once they are some, and when the dialog closes over them', async () => {
    found<HTMLElement>('rate-custom').querySelector('input')?.click();
    await settle();
    enter(found('per-minute'), '0', 'input');
    enter(found('per-minute'), '0', 'change');
    await settle();
    expect(document.querySelector('[role="alert"]')).not.toBeNull();
    enter(found('per-minute'), '7', 'input');
    if (shown) await unmount(shown);
    shown = undefined;
    expect(stored.map(({ rate_limit }) => rate_limit)).toEqual(['60/min,600/h', '7/min,600/h']);
  });

  it('go back when they are refused, and say why', async () => {
    vi.spyOn(ipc, 'saveSettings').mockRejectedValue({ code: 'disk_full', message: 'No space left.', retryable: true });
    found<HTMLElement>('rate-none').querySelector('input')?.click();
    await settle();
    expect(document.querySelector('[data-testid="settings-problem"]')?.textContent).toContain('Free some space');
    expect(found<HTMLElement>('rate-auto').querySelector('input')?.checked).toBe(true);
  });
});
