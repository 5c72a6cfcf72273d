// The words of the backups of the review data.
import { counted } from './counted';

export const backups = {
  title: 'Backups of your review data',
  help: 'Your stars, review marks, tags, notes, saved views and names of agents, as they were at these times.',
  none: 'There is no backup yet. One is made before the first change of each day.',
  kinds: { daily: 'Before the first change of the day', before_import: 'Before an import', before_restore: 'Before another backup was restored' },
  holds: (calls: number, notes: number) => `${counted(calls, 'call', 'calls')} marked, ${counted(notes, 'note', 'notes')}`,
  unreadable: 'cannot be read',
  restore: 'Restore', restoreWhat: (when: string) => `Restore the backup of ${when}`,
  ask: (when: string) => `Restore the backup of ${when}?`,
  means: 'Stars, review marks, tags, notes, saved views and names of agents become what they were then. The calls stay as they are.',
  kept: 'What you have now is kept as a backup first, so you can go back to it.',
  done: (when: string) => `Your review data is as it was on ${when}`, failed: 'Nothing was restored',
};
