// A second start may ask for a profile before this page listens; its wish is followed all the same.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileInfo } from '$ipc';
import * as ipc from '$ipc';
import App from './App.svelte';

const profileOf = (name: string): ProfileInfo => ({
  name, endpoint: null, default_endpoint: 'https://default.example/v1', token_kept: 'none', token_choice: 'none',
  sample: false, calls: 0, data_dir: '/data', rate_limit: 'auto', refresh_interval_min: 5,
});
let shown: Record<string, unknown> | undefined;
let wish: string | null = null;
let ring: () => void = () => undefined;

vi.mock('$ipc', async (original) => ({ ...(await original<typeof ipc>()) }));

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  flushSync();
};

beforeEach(() => {
  wish = null;
  vi.spyOn(ipc, 'listProfiles').mockResolvedValue([]);
  vi.spyOn(ipc, 'openProfile').mockImplementation(async (name) => profileOf(name));
  vi.spyOn(ipc, 'onProfileWanted').mockImplementation(async (handler) => {
    ring = handler;
    return () => undefined;
  });
  vi.spyOn(ipc, 'wantedProfile').mockImplementation(async () => {
    const taken = wish;
    wish = null;
    return taken;
  });
});

afterEach(() => {
  if (shown) void unmount(shown);
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

function show() {
  shown = mount(App, { target: document.body });
}

describe('the profile that another start asks for', () => {
  it('is opened when it was asked for before the page listened, after the first one', async () => {
    let answer: (profile: ProfileInfo) => void = () => undefined;
    vi.spyOn(ipc, 'profileInfo').mockReturnValue(new Promise((resolve) => (answer = resolve)));
    wish = 'west';
    show();
    await settle();
    expect(ipc.openProfile).not.toHaveBeenCalled();
    answer(profileOf('default'));
    await settle();
    expect(vi.mocked(ipc.openProfile).mock.calls).toEqual([['west']]);
  });

  it('is opened when it is asked for later, and only once', async () => {
    vi.spyOn(ipc, 'profileInfo').mockResolvedValue(profileOf('default'));
    show();
    await settle();
    expect(ipc.openProfile).not.toHaveBeenCalled();
    wish = 'north';
    ring();
    ring();
    await settle();
    expect(vi.mocked(ipc.openProfile).mock.calls).toEqual([['north']]);
  });
});
