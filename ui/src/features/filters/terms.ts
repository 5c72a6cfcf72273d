// Edits to the search text that the person makes without typing.
import type { Phones, QueryTerm } from '$ipc';

/** What the backend read in a search text. */
export interface ReadQuery {
  query: string;
  terms: readonly QueryTerm[];
  /** How numbers read that were asked for. */
  phones: Phones;
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text without one of its terms, also when it has been typed on since it was read. */
export function withoutTerm(text: string, term: QueryTerm): string {
  const stillThere = text.slice(term.start, term.end) === term.text;
  const at = stillThere ? term.start : text.indexOf(term.text);
  if (at === -1) return text;
  return tidy(`${text.slice(0, at)} ${text.slice(at + term.text.length)}`);
}

/** A term that is a filter, or was meant as one. */
export const isFieldTerm = (term: QueryTerm): boolean => term.field !== null || term.problem !== null;

/** Words to search for; `&` only stands between filters. */
export const isWord = (term: QueryTerm): boolean => !isFieldTerm(term) && term.text !== '&';

/** Told by a chip: not plain words, and not a field whose value is about to be typed. */
export const hasChip = (term: QueryTerm, at: number, terms: readonly QueryTerm[]): boolean => isFieldTerm(term) && !(at === terms.length - 1 && term.text.endsWith(':'));

/** The text without the words in it. */
export function withoutWords({ query, terms }: ReadQuery): string {
  return terms.filter(isWord).reduceRight((text, term) => withoutTerm(text, term), query);
}

export const hasWords = ({ terms }: ReadQuery): boolean => terms.some(isWord);

const token = /(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g;
/** Days that go on with the calendar: `on:today`, `on:last-7-days`, not `on:2026-03-01`. */
const movingDays = /^on:(today|yesterday|(?:this|last)-(?:week|month|year)|last-\d{1,5}-days)$/i;

/** The word for the days that the text asks for, where they go on with the calendar. */
export function stretchIn(text: string): string | null {
  const words = (text.match(token) ?? []).flatMap((part) => movingDays.exec(part)?.[1]?.toLowerCase() ?? []);
  // Several are calls of any of them, which is no stretch.
  return words.length === 1 ? (words[0] ?? null) : null;
}

/** The text with these days in place of others of the kind; null for none. First, so that it stands in nobody's open quotes. */
export function withStretch(text: string, word: string | null): string {
  const parts = text.match(token) ?? [];
  const others = parts.filter((part) => !movingDays.test(part));
  if (word === null && others.length === parts.length) return text;
  return [...(word === null ? [] : [`on:${word}`]), ...others].join(' ');
}
