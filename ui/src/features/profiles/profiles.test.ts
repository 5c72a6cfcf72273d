import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileInfo } from '$ipc';
import { nameProblem, ProfilesState } from './profiles.svelte';

const ipc = vi.hoisted(() => ({ openProfile: vi.fn(), listProfiles: vi.fn() }));
vi.mock('$ipc', async (original) => ({ ...(await original<object>()), ...ipc }));

const west = { name: 'west' } as ProfileInfo;

describe('a profile name', () => {
  it('is the name of a directory, and free', () => {
    expect(nameProblem('acme-2_B', [])).toBeNull();
    for (const bad of ['a b', '../x', 'ü', 'x'.repeat(65)]) expect(nameProblem(bad, [])).not.toBeNull();
    expect(nameProblem('acme', ['acme'])).not.toBeNull();
  });
});

describe('another profile', () => {
  const steps: string[] = [];
  const state = () => new ProfilesState({ beforeLeaving: async () => steps.push('saved') > 0, onprofile: ({ name }) => void steps.push(name) });

  beforeEach(() => {
    steps.length = 0;
    ipc.listProfiles.mockResolvedValue([]);
    ipc.openProfile.mockImplementation(async () => (steps.push('opened'), west));
  });

  it('is opened only once the notes of this one are saved', async () => {
    expect(await state().open('west')).toBe(true);
    expect(steps).toEqual(['saved', 'opened', 'west']);
  });

  it('is not opened when the person stays with a note that cannot be saved', async () => {
    const profiles = new ProfilesState({ beforeLeaving: () => Promise.resolve(false), onprofile: ({ name }) => void steps.push(name) });
    expect([await profiles.open('west'), steps, profiles.problem]).toEqual([false, [], null]);
  });

  it('is not shown when it cannot be opened, and that is said', async () => {
    ipc.openProfile.mockRejectedValue({ code: 'busy', message: 'busy', retryable: true });
    const profiles = state();
    expect(await profiles.open('west')).toBe(false);
    expect(steps).toEqual(['saved']);
    expect(profiles.problem).not.toBeNull();
  });
});
