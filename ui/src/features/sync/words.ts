// What the sync state means, in words.
import type { Code, ErrorBody, SyncProgress, SyncStatus } from '$ipc';
import { formatClock, formatLongDay, formatMoment, parseInstant } from '$shared/format/time';
import { text } from '$shared/text';
import { errorLine, told } from '$shared/text/words';

export type Tone = 'running' | 'good' | 'plain' | 'offline' | 'trouble';
/** What the person can do about it, besides syncing again. */
export type Remedy = 'replace_token' | 'decide_removals' | 'settings' | null;

export interface SyncWords {
  tone: Tone;
  heading: string;
  line: string;
  remedy: Remedy;
}

const sentence = (parts: (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ');

const momentOf = (instant: string | null, now: Date) => {
  const parsed = parseInstant(instant);
  return parsed ? formatMoment(parsed, now) : null;
};

function countLine(local_total: number, remote_total: number | null): string | null {
  if (remote_total !== null) return text.sync.of(local_total, remote_total);
  return local_total === 0 ? null : text.sync.sofar(local_total);
}

/** "12,400 of 156,000, back to 3 March 2025, about 8 minutes" */
export function progressLine(progress: SyncProgress): string {
  const { local_total, remote_total, eta_s } = progress;
  const back = parseInstant(progress.back_to);
  const until = parseInstant(progress.waiting_until);
  return sentence([
    progress.phase === 'walking' ? null : text.sync.phases[progress.phase],
    countLine(local_total, remote_total),
    back ? text.sync.backTo(formatLongDay(back)) : null,
    eta_s === null ? null : text.sync.about(eta_s),
    until && progress.waiting_for ? text.sync.waiting[progress.waiting_for](formatClock(until)) : null,
  ]);
}

/** The part of the account that the bar fills; null when the whole is not known. */
export function progressShare(progress: SyncProgress | null): number | null {
  if (!progress?.remote_total) return null;
  return Math.min(1, progress.local_total / progress.remote_total);
}

const remedies: Partial<Record<Code, Remedy>> = {
  unauthorized: 'replace_token',
  removals_refused: 'decide_removals',
  account_mismatch: 'replace_token',
  bad_response: 'settings',
};

function offlineWords(status: SyncStatus, now: Date, refreshes: boolean): SyncWords {
  const last = momentOf(status.last_verified_at, now);
  const line = [
    status.calls > 0 ? text.sync.offline(status.calls) : text.sync.offlineNever,
    last === null ? '' : text.sync.lastSynced(last),
    refreshes ? text.sync.tryingAgain : text.sync.tryAgainYourself,
  ];
  return { tone: 'offline', heading: text.sync.heading.offline, line: line.filter(Boolean).join(' '), remedy: null };
}

function restWords(status: SyncStatus, now: Date): SyncWords {
  const when = momentOf(status.last_verified_at, now);
  if (status.complete) return { tone: 'good', heading: text.sync.heading.complete, line: text.sync.complete(status.calls, when), remedy: null };
  const back = parseInstant(status.complete_back_to);
  if (back) return { tone: 'plain', heading: text.sync.heading.partial, line: text.sync.completeBackTo(formatLongDay(back), when), remedy: null };
  if (status.calls > 0) return { tone: 'plain', heading: text.sync.heading.partial, line: text.sync.partial(status.calls), remedy: null };
  return { tone: 'plain', heading: text.sync.heading.never, line: text.sync.never, remedy: null };
}

function errorWords(error: ErrorBody, status: SyncStatus, now: Date, refreshes: boolean): SyncWords {
  if (error.code === 'offline') return offlineWords(status, now, refreshes);
  const { title } = told(error);
  if (error.code === 'cancelled') return { ...restWords(status, now), tone: 'plain', heading: text.sync.heading.cancelled };
  const tone: Tone = error.code === 'rate_limited' || error.code === 'busy' ? 'plain' : 'trouble';
  const heading = tone === 'plain' ? text.sync.heading.waiting : text.sync.heading.trouble;
  // The notice at the top of the window helps with troubles; the card names them.
  const line = tone === 'plain' ? errorLine(error) : `${title}.`;
  return { tone, heading, line, remedy: remedies[error.code] ?? null };
}

export interface SyncSight {
  status: SyncStatus | null;
  progress: SyncProgress | null;
  running: boolean;
  error: ErrorBody | null;
}

/** `refreshes`: the background refresh is on, so an unreachable server is tried again by itself. */
export function syncWords(sight: SyncSight, now: Date, refreshes: boolean): SyncWords {
  const { status, progress, running, error } = sight;
  if (running) {
    const line = progress ? progressLine(progress) : text.sync.starting;
    return { tone: 'running', heading: text.sync.heading.running, line, remedy: null };
  }
  if (!status) return { tone: 'plain', heading: text.sync.heading.never, line: '', remedy: null };
  return error ? errorWords(error, status, now, refreshes) : restWords(status, now);
}

/** How many calls are missing on the server, for the question before they are marked removed. */
export function missingLine(error: ErrorBody | null): string {
  const detail = error?.detail ?? null;
  if (detail === null || typeof detail !== 'object' || !('missing_calls' in detail)) return error ? errorLine(error) : '';
  return text.sync.removals.missing(detail.missing_calls.missing, detail.missing_calls.cached);
}
