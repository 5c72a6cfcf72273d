// What the search box offers for the word at the caret, and what the text becomes when it is taken.
import { text } from '$shared/text';
import { directionWord, sentimentWord, statusWord } from '$shared/text/words';

/** A value that the calls have, with its name where the value is an id. */
export interface Known {
  value: string;
  label?: string | null;
  count?: number | null;
}

/** What there is to complete from. */
export interface Vocabulary {
  statuses: readonly Known[];
  agents: readonly Known[];
  sentiments: readonly Known[];
  tags: readonly Known[];
}

export interface Suggestion {
  /** What takes the place of the word at the caret. */
  insert: string;
  /** What it means, beside it. */
  hint: string;
  count: number | null;
}

export interface Token {
  start: number;
  end: number;
  text: string;
}

const atMost = 9;
const quotedOrNot = /"(?:\\.|[^"\\])*"?|[^\s"]+/;

/** The run of characters around the caret that belongs together; quotes hold spaces. */
export function tokenAt(query: string, caret: number): Token {
  const pattern = new RegExp(`(?:${quotedOrNot.source})+`, 'g');
  for (const found of query.matchAll(pattern)) {
    const end = found.index + found[0].length;
    if (found.index < caret && caret <= end) return { start: found.index, end, text: found[0] };
  }
  return { start: caret, end: caret, text: '' };
}

/** The text and the caret after a suggestion was taken; a finished term is followed by a space. */
export function take(query: string, token: Token, insert: string): { query: string; caret: number } {
  const open = insert.endsWith(':');
  const rest = query.slice(token.end);
  const gap = open || rest.startsWith(' ') ? '' : ' ';
  const caret = token.start + insert.length + (open ? 0 : 1);
  return { query: `${query.slice(0, token.start)}${insert}${gap}${rest}`, caret };
}

const quoted = (value: string) => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '\\"')}"` : value);
/** Folding ten thousand tags with every key would be felt, so what was folded is remembered. */
const folded = new Map<string, string>();
const foldedAtMost = 50_000;

function fold(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  if (folded.size >= foldedAtMost) folded.clear();
  folded.set(word, plain);
  return plain;
}
const named = (values: Record<string, string>): Known[] => Object.entries(values).map(([value, label]) => ({ value, label }));

/** What `has:` asks, among the marks. */
const possession = /(note|sentiment|agent|status)$/;

/** The values a field can have; an agent is meant by name. */
function valuesOf(field: string, vocabulary: Vocabulary): Known[] {
  const worded = (list: readonly Known[], word: (value: string) => string) => list.map((known) => ({ ...known, label: word(known.value) }));
  switch (field) {
    case 'status':
      return worded(vocabulary.statuses, statusWord);
    case 'agent':
      return vocabulary.agents.map(({ value, label, count }) => ({ value: label ?? value, count }));
    case 'sentiment':
      return worded(vocabulary.sentiments, sentimentWord);
    case 'direction':
      return ['inbound', 'outbound'].map((value) => ({ value, label: directionWord(value) }));
    case 'tag':
      return [...vocabulary.tags];
    case 'is':
      return named(text.search.marks).filter(({ value }) => !possession.test(value));
    case 'has':
      return named(text.search.marks).filter(({ value }) => possession.test(value));
    case 'hour':
      return named(text.search.hours);
    case 'weekday':
      return named(text.search.weekdays);
    case 'duration':
      return named(text.search.durations);
    case 'after':
    case 'before':
    case 'until':
    case 'on':
      return named(text.search.days);
    default:
      return [];
  }
}

const hintOf = ({ value, label }: Known) => (label && fold(label) !== fold(value) ? label : '');

/** Words are found by the beginning of any of their parts. */
const begins = (known: Known, wanted: string) => fold(`${known.value} ${known.label ?? ''}`).split(/[\s—–-]+/).some((part) => part.startsWith(wanted)) || fold(known.value).startsWith(wanted);

function valueSuggestions(field: string, wanted: string, vocabulary: Vocabulary): Suggestion[] {
  const suggestions = new Map<string, Suggestion>();
  for (const known of valuesOf(field, vocabulary)) {
    if (!begins(known, wanted)) continue;
    const insert = `${field}:${quoted(known.value)}`;
    // Several agents of one name are one suggestion, for the term finds them all.
    const same = suggestions.get(insert);
    const counts = [known.count, same?.count].filter((one) => typeof one === 'number');
    const count = counts.length === 0 ? null : counts.reduce((sum, one) => sum + one);
    suggestions.set(insert, { insert, hint: hintOf(known), count });
  }
  return [...suggestions.values()];
}

/** Fields whose values are worth offering to somebody who only typed a word. */
const wordFields = ['agent', 'status', 'tag', 'sentiment'] as const;
const wordAtLeast = 2;

/** The suggestions for a token; `wholeList` when the person asked to see what there is. */
export function suggest(token: Token, vocabulary: Vocabulary, wholeList: boolean): Suggestion[] {
  const typed = token.text;
  const [, field, value = ''] = /^([a-z-]+):(.*)$/i.exec(typed) ?? [];
  // Only words can be excluded, so nothing follows a minus.
  if (typed.startsWith('-')) return [];
  if (field !== undefined) {
    const wanted = fold(value.replaceAll('"', ''));
    const found = valueSuggestions(field.toLowerCase(), wanted, vocabulary).slice(0, atMost);
    // Nothing is left to complete where the only suggestion is what stands there already.
    return found.length === 1 && found[0]?.insert === typed ? [] : found;
  }
  if (typed === '' && !wholeList) return [];
  const wanted = fold(typed);
  const fields = Object.entries(text.search.fields)
    .filter(([name]) => name.startsWith(wanted))
    .map(([name, hint]): Suggestion => ({ insert: `${name}:`, hint, count: null }));
  const words = typed.length < wordAtLeast ? [] : wordFields.flatMap((name) => valueSuggestions(name, wanted, vocabulary).slice(0, 3));
  return [...fields, ...words].slice(0, typed === '' ? fields.length : atMost);
}
