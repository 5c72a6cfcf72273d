// The server's own words as people's words. A word nobody foresaw is shown as it came.
import type { ErrorBody } from '$ipc/bindings';
import { oneLine } from '../format/plain';
import type { IconName } from '../ui/icons';
import { text, type ErrorWords } from '.';

/** What a catalogue says about a word that came from outside; nothing for one nobody foresaw. */
export function wordFor<T>(words: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

export interface Told extends ErrorWords {
  /** What the engine, the system or the server said itself, in English. */
  details: string;
  /** Nothing else tells what it was. */
  alone: boolean;
}

/** An error in words: of its code, and of what the engine tells beside that. */
export function told({ code, message, detail }: ErrorBody): Told {
  const words = text.troubles;
  const { title, help } = text.errors[code];
  const said = { title, help, details: oneLine(message, 300), alone: false };
  if (detail === null || typeof detail === 'string') return { ...said, alone: detail === null && (code === 'invalid_filter' || code === 'export_failed' || code === 'internal') };
  if ('unusable' in detail) return { ...said, title: words.unusable, help: words.unusableHelp(oneLine(detail.unusable.path)) };
  if ('too_new' in detail) return { ...said, title: words.tooNew, help: words.tooNewHelp(oneLine(detail.too_new.path)) };
  if ('review_damaged' in detail) {
    const { path, backup } = detail.review_damaged;
    return { ...said, title: words.reviewDamaged, help: `${words.reviewDamagedHelp(oneLine(path))} ${backup === null ? words.noBackup : words.backup(oneLine(backup))}` };
  }
  if ('status' in detail) return { ...said, help: `${words.status(detail.status.status)} ${help}` };
  if ('wait' in detail) return { ...said, help: `${words.wait(detail.wait.seconds)} ${help}` };
  if ('field' in detail) return { ...said, help: `${words.field(oneLine(detail.field.name, 40))} ${help}` };
  if ('refused' in detail) return { ...said, title: words.refused, help: words.refusals[detail.refused.what], alone: detail.refused.what === 'other' };
  return said;
}

/** What happened, and what helps. */
export function errorLine(error: ErrorBody, happened?: string): string {
  const { title, help } = told(error);
  return `${happened ?? title}. ${help}`.trim();
}

/** The same as a message over the window; `said` puts it into a sentence. */
export function errorToast(error: ErrorBody, said: (line: string) => string = String) {
  return { text: said(errorLine(error)), details: error, tone: 'bad', action: null } as const;
}

const known = (words: Record<string, string>, word: string): string => wordFor(words, word) ?? oneLine(word, 40);

export const directionWord = (direction: string): string => known(text.directions, direction);
export const statusWord = (status: string): string => known(text.statuses, status);
/** Sentiment comes capitalised or not; both read the same. */
export const sentimentWord = (sentiment: string): string => known(text.sentiments, sentiment.toLowerCase());

const directionIcons: Record<string, IconName> = { inbound: 'inbound', outbound: 'outbound' };
const statusIcons: Record<string, IconName> = {
  completed: 'done', busy: 'minus', 'no-answer': 'missed', failed: 'alert', canceled: 'slashed',
  initiated: 'dots', ringing: 'bell', 'in-progress': 'wave', voicemail: 'tape',
};
const sentimentIcons: Record<string, IconName> = { positive: 'smile', neutral: 'flat', negative: 'frown' };

export const directionIcon = (direction: string): IconName => directionIcons[direction] ?? 'ring';
export const statusIcon = (status: string): IconName => statusIcons[status] ?? 'ring';
export const sentimentIcon = (sentiment: string): IconName => sentimentIcons[sentiment.toLowerCase()] ?? 'ring';

/** The tone a status is drawn in; it only repeats what icon and word say. */
export function statusTone(status: string): 'good' | 'bad' | 'live' | 'plain' {
  if (status === 'completed') return 'good';
  if (status === 'failed') return 'bad';
  return ['initiated', 'ringing', 'in-progress'].includes(status) ? 'live' : 'plain';
}

export function sentimentTone(sentiment: string): 'good' | 'bad' | 'plain' {
  const word = sentiment.toLowerCase();
  if (word === 'positive') return 'good';
  return word === 'negative' ? 'bad' : 'plain';
}
