// The server's own words as people's words. A word nobody foresaw is shown as it came.
import type { ErrorBody } from '$ipc/bindings';
import { oneLine } from '../format/plain';
import type { IconName } from '../ui/icons';
import { text } from '.';

/** What a catalogue says about a word that came from outside; nothing for one nobody foresaw. */
export function wordFor<T>(words: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** What happened, and then what the server or the system said about it, or else what helps. */
export function errorLine(error: ErrorBody, happened?: string): string {
  const { title, help } = text.errors[error.code];
  return `${happened ?? title}. ${error.message === '' ? help : oneLine(error.message, 300)}`;
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
