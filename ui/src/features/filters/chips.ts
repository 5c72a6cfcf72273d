// The active filters as words, each with the filter that remains without it.
import { formatPhone } from '$shared/format/phone';
import { oneLine } from '$shared/format/plain';
import { formatHourOfDay, formatShortDay, formatShortMoment, reading } from '$shared/format/time';
import { directionWord, sentimentWord, statusWord, wordFor } from '$shared/text/words';
import { text } from '$shared/text';
import type { Phones, QueryTerm } from '$ipc';
import { shownDay, startOf, type CallFilter } from './filter';
import { hasChip, hasWords, isWord, withoutTerm, withoutWords, type ReadQuery } from './terms';

export interface Chip {
  key: string;
  field: string;
  value: string;
  without: CallFilter;
  /** Why a term of the search text is searched as words, or asks nothing yet. */
  problem?: string;
}

/** "1 Jul 2026", or "1 Jul 2026, 14:00" for a bound within a day. */
const boundWord = (bound: string) => (shownDay(bound) === bound ? formatShortDay(startOf(bound)) : formatShortMoment(startOf(bound)));

type ListField = 'statuses' | 'agentIds' | 'sentiments' | 'tags';

function listChips(filter: CallFilter, list: ListField, key: string, field: string, word: (value: string) => string): Chip[] {
  return filter[list].map((value) => ({
    key: `${key}-${value}`, field, value: word(value), without: { ...filter, [list]: filter[list].filter((other) => other !== value) },
  }));
}

function markChips(filter: CallFilter): Chip[] {
  const words = text.facets;
  const { starred, reviewed } = filter;
  return [
    ...(starred === null ? [] : [{ key: 'starred', field: words.review, value: starred ? words.starred : words.unstarred, without: { ...filter, starred: null } }]),
    ...(reviewed === null ? [] : [{ key: 'reviewed', field: words.review, value: reviewed ? words.reviewed : words.unreviewed, without: { ...filter, reviewed: null } }]),
  ];
}

/** `agentName` gives an agent's display name for its id. */
function filterChips(filter: CallFilter, phones: Phones, agentName: (id: string) => string): Chip[] {
  const words = text.filters;
  const one = (key: string, field: string, value: string | null, without: Partial<CallFilter>): Chip[] =>
    value === null || value === '' ? [] : [{ key, field, value, without: { ...filter, ...without } }];
  const { direction, duration, from, to, phone, removed } = filter;
  return [
    ...one('direction', words.direction, direction && directionWord(direction), { direction: null }),
    ...listChips(filter, 'statuses', 'status', words.status, statusWord),
    ...listChips(filter, 'agentIds', 'agent', words.agent, agentName),
    ...listChips(filter, 'sentiments', 'sentiment', text.columns.sentiment, sentimentWord),
    ...one('duration', text.columns.duration, duration && (wordFor(text.facets.durations, duration) ?? duration), { duration: null }),
    ...markChips(filter),
    ...listChips(filter, 'tags', 'tag', text.search.names.tag, (tag) => oneLine(tag, 40)),
    ...one('from', words.from, from && boundWord(from), { from: null }),
    ...one('to', words.to, to && boundWord(to), { to: null }),
    ...one('phone', words.phone, formatPhone(phone.trim(), phones), { phone: '' }),
    ...one('removed', text.search.names.is, removed ? text.search.marks.removed : null, { removed: false }),
  ];
}

function termField(field: string): string {
  const known: Record<string, string> = { status: text.filters.status, agent: text.filters.agent, direction: text.filters.direction, from: text.columns.from, ...text.search.names };
  return wordFor(known, field) ?? field;
}

/** "9–17", or "9 AM–5 PM" where clocks have twelve hours. */
function hoursWord(value: string): string {
  const hours = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(value)?.slice(1).filter(Boolean);
  return hours && reading().twelve_hours ? hours.map((hour) => formatHourOfDay(Number(hour))).join('–') : value.replace('-', '–');
}

function termValue(term: QueryTerm, phones: Phones): string {
  const { marks, days, durations, hours, weekdays } = text.search;
  const from = (words: Record<string, string>) => (value: string) => wordFor(words, value.toLowerCase()) ?? value;
  const number = (value: string) => formatPhone(value, phones);
  const words: Record<string, (value: string) => string> = {
    status: statusWord, direction: directionWord, sentiment: sentimentWord, is: from(marks), has: from(marks), duration: from(durations), weekday: from(weekdays),
    hour: (value) => [wordFor(hours, value), hoursWord(value)].filter(Boolean).join(', '),
    on: from(days), after: from(days), before: from(days), until: from(days), from: number, to: number, phone: number,
  };
  const shown = oneLine((wordFor(words, term.field ?? '') ?? String)(term.value), 60);
  return term.negated ? text.search.not(shown) : shown;
}

function termChips(filter: CallFilter, { terms, phones }: ReadQuery): Chip[] {
  return terms.filter(hasChip).map((term, index) => {
    const without = { ...filter, query: withoutTerm(filter.query, term) };
    const key = `term-${index}`;
    if (term.problem !== null && term.field === null) return { key, field: text.search.asWords, value: oneLine(term.text, 60), without, problem: term.problem };
    return { key, field: termField(term.field ?? ''), value: term.problem === null ? termValue(term, phones) : '…', without, ...(term.problem !== null && { problem: term.problem }) };
  });
}

/** Every active filter and every field term of the search text. */
export function chipsOf(filter: CallFilter, read: ReadQuery, agentName: (id: string) => string): Chip[] {
  return [...filterChips(filter, read.phones, agentName), ...termChips(filter, read)];
}

/** The ways to a wider search: each chip removed, or the free words. */
export function widerChips(filter: CallFilter, read: ReadQuery, agentName: (id: string) => string): Chip[] {
  const chips = chipsOf(filter, read, agentName);
  if (!hasWords(read)) return chips;
  const words = read.terms.filter(isWord).map((term) => term.text).join(' ');
  const without = { ...filter, query: withoutWords(read) };
  return [...chips, { key: 'words', field: text.search.words, value: oneLine(words, 60), without }];
}
