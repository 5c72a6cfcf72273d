// What begins when the window does, and that it begins once.
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

describe('the end of the program', () => {
  it('waits for nothing where there is nothing to save, and is heard from the start', async () => {
    let end: () => void = () => undefined;
    vi.spyOn(ipc, 'onClosing').mockImplementation(async (handler) => {
      end = handler;
      return () => undefined;
    });
    const answers = vi.spyOn(ipc, 'answerClosing').mockResolvedValue(null);
    vi.spyOn(ipc, 'profileInfo').mockResolvedValue(profileOf('default'));
    show();
    await settle();
    end();
    await settle();
    expect(answers.mock.calls).toEqual([['listening'], ['close']]);
  });
});

describe('a profile at work', () => {
  // Nothing has a size here.
  beforeEach(() => vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} }));
  afterEach(() => vi.unstubAllGlobals());

  it('begins once, whatever is asked of it', async () => {
    vi.spyOn(ipc, 'profileInfo').mockResolvedValue({ ...profileOf('default'), endpoint: 'https://calls.example/v1' });
    const listens = vi.spyOn(ipc, 'onCallsChanged');
    const asked = vi.spyOn(ipc, 'queryCalls');
    show();
    await vi.waitFor(() => expect(document.querySelector('[data-testid=call-row]')).not.toBeNull(), { timeout: 20000 });
    const search = document.querySelector<HTMLInputElement>('[data-testid=search-input]');
    if (!search) throw new Error('there is a search box');
    search.value = 'refund';
    search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vi.waitFor(() => expect(asked.mock.calls.at(-1)?.[0].query).toBe('refund'));
    await settle();
    expect(listens).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls.filter(([{ query }, { facets }]) => query === 'refund' && !facets)).toHaveLength(1);
  });
});
