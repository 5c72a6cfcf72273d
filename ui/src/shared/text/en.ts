// Every visible word of the window, in one place, so that it can be translated. Server text and
// formatted dates come in as arguments; only counts are formatted here, in the locale in use.
import type { Code, ReviewImport, SyncProgress, TokenKept, UndoNote } from '$ipc/bindings';
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted, listed } from './counted';
import { diagnostics } from './diagnostics.en';
import { findings } from './findings.en';
import { keys } from './keys.en';
import { list } from './list.en';
import { notes } from './notes.en';
import { profiles } from './profiles.en';
import { troubles } from './troubles.en';

const calls = (count: number) => counted(count, 'call', 'calls');

/** What an error means to a person: what happened, and what can be done about it. */
export interface ErrorWords {
  title: string;
  help: string;
}

const errors: Record<Code, ErrorWords> = {
  unauthorized: { title: 'The server did not accept the token', help: 'It may have expired or been revoked. Enter a new one to go on syncing; the cached calls stay.' },
  offline: { title: 'The server cannot be reached', help: 'Check the network and the address. Calls already on this computer stay available.' },
  rate_limited: { title: 'The server’s request limit is used up', help: 'Syncing goes on by itself when the limit resets.' },
  server_error: { title: 'The server had a problem', help: 'Nothing was lost. Try again in a while.' },
  bad_response: { title: 'The answer could not be understood', help: 'This may not be a list-calls endpoint. Check the address in Settings.' },
  busy: { title: 'Another sync is running', help: 'Only one sync at a time can use this profile, for example one started on the command line.' },
  account_mismatch: { title: 'This looks like another account', help: 'The new token’s calls share nothing with the cached ones, so nothing was mixed. Use this account’s own token, or give the other account a profile of its own.' },
  removals_refused: { title: 'Many calls are missing on the server', help: 'Offhook stopped before marking them removed. Decide whether that is right.' },
  disk_full: { title: 'The disk is full', help: 'Free some space, then try again. Nothing was lost.' },
  cache_damaged: { title: 'The cache file is damaged', help: 'Cached calls can be fetched again from the server; your account settings are not affected.' },
  invalid_filter: { title: 'A filter value was not understood', help: 'Change or clear the filters.' },
  export_failed: { title: 'The file could not be written', help: 'Choose another place and try again.' },
  cancelled: { title: 'Sync cancelled', help: 'What was fetched is kept; the next sync goes on from there.' },
  internal: { title: 'Something went wrong inside Offhook', help: 'Try again. If it stays, restart the app.' },
};

const tokenKept: Record<TokenKept, string> = {
  keychain: 'Kept in the system keychain',
  file: 'Kept in a file that only you can read, as you chose',
  session: 'Kept until Offhook closes, as you chose',
  environment: 'Taken from the environment (OFFHOOK_TOKEN)',
  none: 'No token stored',
};

const phases: Record<SyncProgress['phase'], string> = {
  first_page: 'Asking for the newest calls',
  walking: 'Reading calls',
  comparing: 'Comparing with the server',
  confirming: 'Confirming removals',
  sweeping: 'Re-reading older calls',
};

/** A change of marks that can be undone. */
const did: Record<UndoNote['what'], (count: number, tag: string) => string> = {
  starred: (count) => `${calls(count)} starred`,
  unstarred: (count) => `Star taken off ${calls(count)}`,
  reviewed: (count) => `${calls(count)} marked reviewed`,
  unreviewed: (count) => `${calls(count)} marked not reviewed`,
  tagged: (count, tag) => `${calls(count)} tagged “${isolated(tag)}”`,
  untagged: (count, tag) => `“${isolated(tag)}” taken off ${calls(count)}`,
};

export const en = {
  ...list,
  app: { name: 'Offhook', failed: 'Offhook could not open its data' },
  errors, troubles,
  common: {
    close: 'Close', cancel: 'Cancel', save: 'Save', none: '—', copied: 'Copied', retry: 'Try again',
    copyWhat: (what: string) => `Copy ${what.toLowerCase()}`,
  },
  welcome: {
    title: 'Every call, at hand',
    lead: 'Offhook keeps your agents’ phone calls on this computer, so you can list and review them at once, online or not.',
    connect: 'Connect your account',
    connectHelp: 'Sync your calls with an API token. It stays on this computer.',
    samples: 'Explore sample calls',
    samplesHelp: 'Look around with made-up calls first. No account needed.',
    starting: 'Preparing sample calls…',
    footnote: (dir: string) => `Everything is kept in ${dir}`,
  },
  connect: {
    title: 'Connect your account',
    replaceTitle: 'Replace the token',
    endpoint: 'Endpoint',
    endpointHelp: 'The base address of the list-calls service',
    token: 'API token',
    tokenHelp: 'Stored in your system’s keychain where there is one',
    tokenReplaceHelp: 'It takes the place of the stored one',
    show: 'Show', hide: 'Hide',
    test: 'Test connection', testing: 'Testing…',
    submit: 'Connect', submitting: 'Connecting…', replace: 'Replace token',
    back: 'Back',
    works: (count: number | null) => (count === null ? 'It works. The server accepted the token.' : `It works. The server has ${calls(count)} for this token.`),
    tokenMissing: 'Enter the API token first.',
    endpointMissing: 'Enter the endpoint first.',
    places: {
      title: 'Where to keep the token',
      why: 'The connection works, but the keychain of this system did not take the token. It is missing or locked. Nothing has been stored; choose where the token is kept.',
      reason: (text: string) => `The system says: ${text}`,
      names: { session: 'Only until Offhook closes', file: 'In a file that only you can read', keychain: 'In the system keychain' },
      help: {
        session: 'Written nowhere. You enter it again at the next start.',
        file: 'In the profile’s folder, unencrypted (mode 0600). Every program that you run can read it.',
        keychain: 'Encrypted by the system. Unlock it, or install one such as GNOME Keyring or KWallet, then try again.',
      },
    },
  },
  sample: { banner: 'You are exploring sample calls', note: 'None of these people or calls are real.', leave: 'Connect your account' },
  filters: {
    title: 'Filters',
    direction: 'Direction', status: 'Status', agent: 'Agent', from: 'From', to: 'To', phone: 'Phone number',
    searchAgents: 'Find an agent', noAgents: 'No agent by that name',
    clearAll: 'Clear filters',
    remove: (what: string) => `Remove filter ${isolated(what)}`,
    chips: 'Active filters',
    openCalendar: (field: string) => `Choose the ${field.toLowerCase()} date`,
    dateLetters: { day: 'd', month: 'm', year: 'y' }, notADay: (pattern: string) => `This is no date. Write it as ${pattern}.`,
    previousMonth: 'Previous month', nextMonth: 'Next month',
    clearDate: 'Clear date',
  },
  directions: { inbound: 'Inbound', outbound: 'Outbound' },
  statuses: {
    completed: 'Completed', busy: 'Busy', 'no-answer': 'No answer', failed: 'Failed', canceled: 'Canceled',
    initiated: 'Initiated', ringing: 'Ringing', 'in-progress': 'In progress', voicemail: 'Voicemail',
  },
  sentiments: { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' },
  columns: {
    time: 'Time', direction: 'Direction', from: 'From', to: 'To', agent: 'Agent', status: 'Status',
    duration: 'Duration', sentiment: 'Sentiment', summary: 'Summary',
  },
  table: {
    label: 'Calls',
    sortBy: (column: string) => `Sort by ${column.toLowerCase()}`,
    loading: 'Loading calls…',
    newCalls: (count: number) => (count > 0 ? `${counted(count, 'new call', 'new calls')} arrived` : 'The list has changed'),
    show: 'Show',
  },
  view: {
    open: 'View', density: 'Density', densities: { comfortable: 'Comfortable', compact: 'Compact' },
    columns: 'Columns', showAll: 'Show all',
  },
  screens: { label: 'What is shown', calls: 'Calls', insights: 'Insights' },
  pager: {
    label: 'Pages', previous: 'Previous page', next: 'Next page', size: 'Rows per page',
    range: (from: number, to: number, total: number) => (total === 0 ? 'No calls' : `${n(from)}–${n(to)} of ${n(total)}`),
    page: (page: number, of: number) => `Page ${n(page)} of ${n(of)}`,
    total: (count: number): string => (count === 1 ? 'call' : 'calls'),
    announce: (count: number) => `${calls(count)} found`,
  },
  empty: {
    noMatch: 'No calls match',
    datesReversed: 'The From date is after the To date, so no call can match.',
    swapDates: 'Swap the dates',
    fetching: 'Fetching your first calls',
    fetchingHelp: 'The newest appear here as soon as the first page arrives.',
    never: 'No calls yet',
    neverHelp: 'Sync once to bring your calls to this computer.',
    none: 'This account has no calls yet',
    noneHelp: 'New calls appear here by themselves.',
  },
  listError: { title: 'The calls could not be listed' },
  detail: {
    label: 'Call details',
    failed: 'This call could not be opened',
    previous: 'Previous call', next: 'Next call', close: 'Close details',
    summary: 'Summary', noSummary: 'No summary yet',
    showAll: (count: number) => `Show the whole summary (${n(count)} characters)`,
    showLess: 'Show less', showWhole: (count: number) => `Show all ${n(count)} characters`,
    facts: 'Call', more: 'More from the server', history: 'Changes',
    removed: (when: string) => `No longer on the server (noticed ${when}). Kept here.`,
    noticed: (when: string) => `noticed ${when}`,
    nothing: 'nothing',
    filterBy: (what: string) => `Show only calls with ${isolated(what)}`,
    agentId: 'Agent id', id: 'Call id', created: 'Time', started: 'Started', ended: 'Ended',
    seconds: (count: number) => counted(count, 'second', 'seconds'),
  },
  sync: {
    now: 'Sync now', cancel: 'Cancel', cancelling: 'Cancelling…',
    label: 'Sync',
    phases,
    starting: 'Starting…',
    of: (local: number, remote: number) => `${n(local)} of ${n(remote)}`,
    sofar: (local: number) => `${calls(local)} so far`,
    backTo: (day: string) => `back to ${day}`,
    about: (eta_s: number) => aboutTime(eta_s),
    waiting: { rate_limit: (until: string) => `waiting for the server’s limit until ${until}`, retry: (until: string) => `trying again at ${until}` },
    complete: (count: number, when: string | null) => `Complete: ${calls(count)}${when === null ? '' : `, verified\u00a0${when}`}`,
    completeBackTo: (day: string, when: string | null) => `Complete back to ${day}${when === null ? '' : `, verified\u00a0${when}`}`,
    partial: (count: number) => `${calls(count)} so far, not complete yet`,
    never: 'No calls on this computer yet',
    offline: (count: number) => `Offline — showing ${n(count)} cached ${count === 1 ? 'call' : 'calls'}.`,
    offlineNever: 'Offline — no calls are cached yet.',
    lastSynced: (when: string) => `Last synced ${when}.`,
    tryingAgain: 'Trying again by itself.',
    tryAgainYourself: 'Press Sync now to try again.',
    heading: { running: 'Syncing', complete: 'Up to date', partial: 'Partly synced', never: 'Not synced', offline: 'No connection', trouble: 'Needs attention', cancelled: 'Cancelled', waiting: 'Waiting' },
    replaceToken: 'Replace token', decide: 'Decide…', openSettings: 'Open settings', dismiss: 'Dismiss',
    removals: {
      title: 'Mark missing calls as removed?',
      missing: (missing: number, cached: number) => `The server no longer lists ${n(missing)} of the ${calls(cached)} kept here. Nothing was removed.`,
      help: 'Calls marked removed leave the list but are kept on this computer. If this may be another account or a fault on the server, keep them for now.',
      accept: 'Mark them removed', keep: 'Keep for now',
    },
  },
  activity: {
    open: 'Sync activity', title: 'Activity', check: 'Check against server', checking: 'Checking…',
    checkHelp: 'Asks the server the same question as the current filters and compares totals and the newest page.',
    agrees: (local: number) => `The server agrees: ${calls(local)}.`,
    disagrees: (local: number, remote: number | null) => (remote === null ? 'The server’s total is not known.' : `Here ${n(local)}, on the server ${n(remote)}.`),
    differs: 'There are differences:',
    requests: (count: number) => counted(count, 'request', 'requests'),
    log: 'Recent syncs', empty: 'No sync has run yet.', failed: 'The log could not be read',
    inserted: (count: number) => `${n(count)} new`, updated: (count: number) => `${n(count)} changed`, removed: (count: number) => `${n(count)} removed`,
    nothingNew: 'nothing new', retries: (count: number) => counted(count, 'retry', 'retries'), running: 'running',
    outcomes: { complete: 'Complete', completed: 'Complete', ok: 'Complete', partial: 'Partly done', cancelled: 'Cancelled', running: 'Running', interrupted: 'Interrupted', failed: 'Failed' },
    underSecond: 'under a second',
    took: (text: string) => `took ${text}`,
    warnings: 'Notes from the last sync', findings,
  },
  diagnostics, keys, profiles,
  settings: {
    open: 'Settings', title: 'Settings', account: 'Account', syncing: 'Syncing', appearance: 'Appearance', data: 'Data',
    endpoint: 'Endpoint', token: 'Token', tokenKept, replaceToken: 'Replace token…',
    sampleNote: 'Sample calls come from a made-up account; its settings are fixed.',
    rate: 'Request limit', rateAuto: 'Automatic', rateNone: 'No limit', rateCustom: 'Custom',
    rateHelp: { auto: 'Obeys the server’s own limits and stays under 100 a minute and 1,000 an hour.', none: 'Asks as fast as the server answers, obeying only what it says.', custom: 'Never more than:' },
    perMinute: 'per minute', perHour: 'per hour', rateInvalid: 'Use whole numbers from 1.',
    refresh: 'Refresh', refreshChoices: { 0: 'Never', 1: 'Every minute', 5: 'Every 5 minutes', 15: 'Every 15 minutes', 60: 'Every hour' },
    refreshOther: (minutes: number) => `Every ${n(minutes)} minutes`,
    theme: 'Theme', themes: { system: 'System', light: 'Light', dark: 'Dark' },
    zone: 'Time zone', zones: { system: 'System', fixed: 'Another…' }, zoneSearch: 'Find a city or region', zoneNone: 'No time zone of this name.', zoneNow: (name: string, clock: string) => `${name}, now ${clock}`, language: 'Language', languages: { system: 'System', en: 'English', de: 'Deutsch' },
    where: 'Stored in', profile: 'Profile', cached: 'Cached calls',
  },
  // What a person adds to the calls: marks, tags, notes, views, names; and every action by name.
  review: {
    label: 'Review', unreadable: 'Your stars, tags, notes and views cannot be read.', unreadableHelp: 'The calls are all here.', restore: 'Restore a backup…',
    star: 'Star', unstar: 'Remove the star', starred: 'Starred',
    markReviewed: 'Mark reviewed', reviewed: 'Reviewed', reviewedAt: (when: string) => `Reviewed ${when}`, unreview: 'Take the reviewed mark off',
    next: 'Reviewed, next',
    undo: 'Undo', undone: (what: string) => `Taken back: ${what}`, nothingToUndo: 'Nothing left to undo',
    failed: (why: string) => `Not saved. ${why}`, failedMany: (count: number, why: string) => `${n(count)} changes not saved. ${why}`,
    did,
    bulk: 'Selected calls',
    tag: 'Tag', untag: 'Remove tag', noTags: 'None of these calls has a tag', copy: 'Copy', copyText: 'As text', copyTsv: 'For a spreadsheet', copied: (count: number) => `${calls(count)} copied`, tooMany: (most: number) => `Up to ${calls(most)} can be copied at once. Export them instead.`,
    lastOne: 'That was the last call in this list', chooseFirst: 'Choose a call first: with J, an arrow key or a click',
    fileRefused: 'The file was not imported', fileWritten: (count: number, path: string) => `Review data of ${calls(count)} written to ${path}`,
    fileTaken: ({ calls: read, starred, reviewed, tagged, notes, views, aliases, backup }: ReviewImport) =>
      `${calls(read)} read, ${listed([starred, 'star', 'stars'], [reviewed, 'review mark', 'review marks'], [tagged, 'tag', 'tags'], [notes, 'note', 'notes'], [views, 'view', 'views'], [aliases, 'agent’s name', 'agents’ names']) || 'nothing'} new or changed${backup ? '. A backup was made first' : ''}`,
  },
  tags: {
    label: 'Tags', add: 'Add a tag', suggestions: 'Tags in use', remove: (tag: string) => `Remove tag ${isolated(tag)}`, more: (count: number) => `Show ${n(count)} more`,
  },
  notes,
  others: {
    title: 'Other calls with this number', none: 'No other calls with this number', showAll: (count: number) => `Show all ${n(count)}`, failed: 'Could not be read',
  },
  alias: {
    rename: 'Rename this agent', label: 'Name for this agent', placeholder: 'Name shown here only', server: (name: string) => `On the server: ${isolated(name)}`, reset: 'Use the server’s name', renamed: (name: string) => `The agent is now called “${isolated(name)}”`,
  },
  views: {
    label: 'Views', saved: 'Saved views',
    smart: { all: 'All calls', review: 'Needs review', negative: 'Negative', missed: 'Missed', long: 'Long', starred: 'Starred' },
    smartHelp: {
      all: 'Every call', review: 'Calls not marked reviewed', negative: 'Calls with negative sentiment', missed: 'No answer, busy, failed or canceled',
      long: 'Calls of ten minutes and more', starred: 'Calls with a star',
    },
    save: 'Save this view', name: 'Name of the view', newName: 'New view', menu: (name: string) => `Change view ${isolated(name)}`,
    rename: 'Rename', up: 'Move up', down: 'Move down', update: 'Replace with current filter', remove: 'Delete',
    removed: (name: string) => `View “${isolated(name)}” deleted`, replaced: (name: string) => `View “${isolated(name)}” replaced`, moved: (name: string, place: number, count: number) => `${isolated(name)} moved to place ${n(place)} of ${n(count)}`, failed: (why: string) => `The view was not changed. ${why}`,
    reorderHelp: 'Drag to reorder, or Alt with an arrow key',
  },
  palette: {
    title: 'All actions', placeholder: 'What do you want to do?', none: 'No action by that name', recent: 'Used lately', list: 'Actions',
  },
  actions: {
    groups: { calls: 'Calls', review: 'Review', views: 'Views', window: 'Window' },
    next: 'Next call', previous: 'Previous call', open: 'Open the call', back: 'Step back: selection, then details',
    nextPage: 'Next page', previousPage: 'Previous page', search: 'Search', print: 'Print list…', printCall: 'Print call…', savePdf: 'Save as PDF…', export: 'Export calls', exportShort: 'Export', insights: 'Go to Insights', calls: 'Go to the list of calls', exported: 'The export is written',
    select: 'Select or unselect the call', star: 'Star or unstar', reviewedNext: 'Mark reviewed and go to the next', reviewed: 'Mark reviewed or not reviewed',
    tag: 'Add a tag', note: 'Write a note', undo: 'Undo the last change', copyText: 'Copy as text', exportReview: 'Export review data', importReview: 'Import review data…', backups: 'Backups of review data', copyTable: 'Copy for a spreadsheet', clearSelection: 'Clear the selection',
    goTo: (view: string) => `Go to ${isolated(view)}`, saveView: 'Save this view', sync: 'Sync now', palette: 'Find an action', keys: 'Keyboard shortcuts', settings: 'Settings', activity: 'Sync activity',
    selectNext: 'Select, and the next as well', selectPrevious: 'Select, and the previous as well', firstRow: 'First call of the page', lastRow: 'Last call of the page',
    goHint: 'Go to…', goCancel: 'Esc to stay',
  },
};

function aboutTime(eta_s: number): string {
  if (eta_s < 45) return 'less than a minute';
  const minutes = Math.max(1, Math.round(eta_s / 60));
  if (minutes < 90) return `about ${counted(minutes, 'minute', 'minutes')}`;
  return `about ${counted(Math.round(minutes / 60), 'hour', 'hours')}`;
}

/** The shape a translation has to fill. */
export type Catalogue = typeof en;
