// The palette's entries about the account that is shown, the others, and the sync.
import type { ProfileInfo } from '$ipc';
import type { ProfilesState } from '$features/profiles/profiles.svelte';
import type { Action } from '$shared/actions/action';
import { text } from '$shared/text';
import type { WindowDoes } from '../actions';
import type { Workspace } from '../workspace.svelte';
import { offerIn, press } from './offer';

/** What the entries about accounts need to know and do. */
export interface AccountDoes extends Pick<WindowDoes, 'open'> {
  profile: ProfileInfo;
  profiles: ProfilesState;
  leaveSamples: () => void;
}

const offer = offerIn('window');

export function accountOffers({ sync }: Workspace, { open, profile, profiles, leaveSamples }: AccountDoes): Action[] {
  const others = profiles.names.filter((name) => name !== profile.name);
  return [
    ...offer(sync.running && !sync.cancelling, 'sync-cancel', text.verbs.cancelSync, () => void sync.cancel()),
    ...offer(sync.error?.code === 'removals_refused', 'removals', text.sync.removals.title, () => (sync.removalsPutOff = false)),
    ...offer(true, 'check-server', text.activity.check, () => (open('activity'), void press('check-server'))),
    ...others.flatMap((name) => offer(!profiles.busy, `profile-${name}`, text.verbs.openProfile(name), () => void profiles.open(name), 'profile')),
    ...offer(true, 'profile-add', text.profiles.addTitle, () => open('profile-add')),
    ...offer(true, 'profiles', `${text.profiles.label}: ${text.profiles.manage}`, () => open('profiles')),
    ...offer(!profile.sample, 'token', text.sync.replaceToken, () => open('token')),
    ...offer(!profile.sample, 'rebuild', text.profiles.rebuildTitle(profile.name), () => (open('profiles'), void profiles.ask('rebuild', profile.name))),
    ...offer(profile.sample, 'samples-leave', text.sample.leave, leaveSamples),
  ];
}
