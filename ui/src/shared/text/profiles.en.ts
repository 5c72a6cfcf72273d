// The words of the accounts on this desk: switching between them, naming and removing them.
import { isolated } from '../format/plain';
import { counted } from './counted';

const calls = (count: number) => counted(count, 'call', 'calls');

export const profiles = {
  label: 'Profiles', current: (name: string) => `Profile: ${isolated(name)}. Change it`, unreadable: 'cannot be read',
  add: 'Add account…', manage: 'Manage…', addTitle: 'Add an account', create: 'Continue',
  addHelp: 'A profile of its own for the account: its calls, notes and token stay apart from all others.',
  name: 'Profile name', nameRule: 'Use 1 to 64 letters without accents, digits, - and _.', nameTaken: 'There is a profile of this name already.',
  manageTitle: 'Profiles', open: 'open now', notConnected: 'Not connected', neverSynced: 'never synced', synced: (when: string) => `last sync ${when}`, calls,
  rename: 'Rename', renameWhat: (name: string) => `Rename ${isolated(name)}`,
  rebuild: 'Rebuild cache', rebuildTitle: (name: string) => `Rebuild the cache of ${isolated(name)}`,
  rebuildHelp: 'The cached calls and the search index are deleted and fetched again from the server. Settings, the token, notes, tags and marks stay. Calls that the server no longer lists are gone from the cache afterwards.',
  rebuildDo: 'Rebuild',
  remove: 'Remove', removeTitle: (name: string) => `Remove ${isolated(name)}`, removeIntro: 'This deletes from this computer, for good:',
  removeCalls: (count: number) => `${calls(count)} in the cache`, removeCallsUnknown: 'the cached calls',
  removeReview: (count: number) => `marks, tags and notes on ${calls(count)}, saved views and all backups of them`, removeReviewUnknown: 'marks, tags and notes, saved views and all backups of them',
  removeKeychain: 'the token in the system keychain', removeTokenFile: 'the file with the token', removeFolder: (dir: string) => `the folder ${isolated(dir)}`,
  removeServer: 'Nothing is deleted on the server.', removeDo: 'Remove for good',
  tokenLeft: 'The profile is gone, but the keychain did not let go of its token. Delete the entry “Offhook” there.',
  inUse: 'This profile is in use by a sync or an export. Wait until that has ended, then try again.',
};
