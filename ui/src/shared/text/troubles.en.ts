// What an error means where its code alone does not tell enough.
import type { ErrorDetail } from '$ipc/bindings';
import { isolated } from '../format/plain';
import { counted } from './counted';

export type Refusal = Extract<ErrorDetail, { refused: unknown }>['refused']['what'];

/** What helps; nothing where only the message tells. */
const refusals: Record<Refusal, string> = {
  endpoint: 'The address must begin with https://, or with http:// for this computer.',
  token_of_other_address: 'Another address needs its own token. Enter it.',
  token: 'The token holds characters that no token has.',
  rate_limit: 'The request limit needs whole numbers from 1.',
  profile_name: 'A profile name has 1 to 64 letters without accents, digits, - and _.',
  profile_taken: 'There is a profile of this name already. Choose another name.',
  profile_gone: 'There is no profile of this name.',
  comparison: 'The server does not know all of the current filters, so there is nothing to compare with.',
  login_entry: 'The system’s entry for login could not be changed.',
  no_token: 'There is no token for this account here. Enter it again to go on syncing.',
  keychain: 'The system keychain did not keep the token. Unlock it, or choose another place.',
  not_connected: 'No account is connected yet. Connect your account first.',
  label: 'Names and tags have up to 100 characters on one line, and a note has its limit too.',
  review_file: 'This is no file of review data, or it is damaged. Nothing was changed.',
  backup: 'The backup cannot be used. Choose another one.',
  other: '',
};

export const troubles = {
  details: 'Details',
  unusable: 'A file or folder cannot be used', unusableHelp: (path: string) => `Check that you own ${isolated(path)} and may write there.`,
  tooNew: 'The data is of a newer Offhook', tooNewHelp: (path: string) => `${isolated(path)} was left untouched. Update Offhook to open it.`,
  reviewDamaged: 'Your review data is damaged', reviewDamagedHelp: (path: string) => `${isolated(path)} was left untouched.`,
  backup: (name: string) => `Put the newest backup back with: offhook review restore ${isolated(name)}`, noBackup: 'There is no backup. Move the file away to begin with an empty one.',
  status: (status: number) => `It answered with error ${status}.`,
  wait: (seconds: number) => `It asks for a pause of ${seconds < 120 ? counted(seconds, 'second', 'seconds') : counted(Math.ceil(seconds / 60), 'minute', 'minutes')}.`,
  field: (name: string) => `“${isolated(name)}” has a value that cannot be used.`,
  refused: 'This cannot be used', refusals,
};
