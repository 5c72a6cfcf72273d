// The menu of profiles and the dialog that manages them.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileEntry, ProfileInfo } from '$ipc';
import ManageProfiles from './ManageProfiles.svelte';
import ProfileSwitch from './ProfileSwitch.svelte';
import { ProfilesState } from './profiles.svelte';

const ipc = vi.hoisted(() => ({ openProfile: vi.fn(), listProfiles: vi.fn(), renameProfile: vi.fn(), profileRemoval: vi.fn(), removeProfile: vi.fn(), profileInfo: vi.fn() }));
vi.mock('$ipc', async (original) => ({ ...(await original<object>()), ...ipc }));

const entry = (name: string): ProfileEntry => ({ name, current: name === 'west', endpoint: null, calls: 3, last_sync_at: null, problem: null });
const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const press = (testid: string) => {
  find(testid)?.click();
  flushSync();
};
const onprofile = vi.fn();
const state = () => new ProfilesState({ beforeLeaving: () => Promise.resolve(true), onprofile });
let mounted: Record<string, unknown> | undefined;

beforeEach(() => {
  for (const mock of [...Object.values(ipc), onprofile]) mock.mockReset();
  ipc.listProfiles.mockResolvedValue(['west', 'north'].map(entry));
});
afterEach(async () => {
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
});

describe('the menu', () => {
  const onfailed = vi.fn();

  async function open() {
    onfailed.mockReset();
    mounted = mount(ProfileSwitch, { target: document.body, props: { profiles: state(), current: 'west', onadd: vi.fn(), onmanage: vi.fn(), onfailed } });
    await vi.waitFor(() => {
      if (!find('profile-north')) press('profile-switch');
      expect((find('profile-north') as HTMLButtonElement | null)?.disabled).toBe(false);
    });
  }

  it('opens another profile, and not the one that is open', async () => {
    ipc.openProfile.mockResolvedValue({ name: 'north' } as ProfileInfo);
    await open();
    press('profile-west');
    expect([ipc.openProfile.mock.calls, find('profile-north')]).toEqual([[], null]);
    press('profile-switch');
    await vi.waitFor(() => expect((find('profile-north') as HTMLButtonElement | null)?.disabled).toBe(false));
    press('profile-north');
    await vi.waitFor(() => expect(onprofile).toHaveBeenCalledWith({ name: 'north' }));
    expect(onfailed).not.toHaveBeenCalled();
  });

  it('that has closed leaves it to others to say why the profile could not be opened', async () => {
    ipc.openProfile.mockRejectedValue({ code: 'busy', message: '', retryable: true });
    await open();
    press('profile-north');
    await vi.waitFor(() => expect(onfailed.mock.calls).toEqual([['This profile is in use by a sync or an export. Wait until that has ended, then try again.']]));
    expect(find('profile-north')).toBeNull();
  });
});

describe('the dialog', () => {
  async function open() {
    mounted = mount(ManageProfiles, { target: document.body, props: { profiles: state(), now: new Date(), onclose: vi.fn() } });
    await vi.waitFor(() => expect((find('profile-rename') as HTMLButtonElement | null)?.disabled).toBe(false));
  }

  function name(typed: string) {
    const field = find('profile-rename-name') as HTMLInputElement;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    press('profile-rename-save');
  }

  it('renames, but not to a name that is taken', async () => {
    ipc.renameProfile.mockResolvedValue({ name: 'south' } as ProfileInfo);
    await open();
    press('profile-rename');
    name('north');
    expect([ipc.renameProfile.mock.calls, document.querySelector('[role="alert"]')?.textContent]).toEqual([[], 'There is a profile of this name already.']);
    name('south');
    await vi.waitFor(() => expect(ipc.renameProfile.mock.calls).toEqual([['west', 'south']]));
    await vi.waitFor(() => expect(find('profile-rename-name')).toBeNull());
  });

  it('says what removing deletes, and removes nothing when that is not agreed to', async () => {
    ipc.profileRemoval.mockResolvedValue({ directory: '/data/west', calls: 3, reviewed_calls: 2, token_kept: 'keychain' });
    await open();
    press('profile-remove');
    await vi.waitFor(() => expect(find('profile-question')?.textContent).toContain('the token in the system keychain'));
    press('profile-keep');
    expect([find('profile-question'), ipc.removeProfile.mock.calls]).toEqual([null, []]);
  });

  it('removes when it is agreed to', async () => {
    ipc.profileRemoval.mockResolvedValue({ directory: '/data/west', calls: null, reviewed_calls: null, token_kept: 'none' });
    ipc.removeProfile.mockResolvedValue({ token_kept: 'none' });
    ipc.profileInfo.mockResolvedValue({ name: 'north' } as ProfileInfo);
    await open();
    press('profile-remove');
    await vi.waitFor(() => expect(find('profile-agree')).not.toBeNull());
    press('profile-agree');
    await vi.waitFor(() => expect(onprofile).toHaveBeenCalledWith({ name: 'north' }));
    expect(ipc.removeProfile.mock.calls).toEqual([['west']]);
  });
});
