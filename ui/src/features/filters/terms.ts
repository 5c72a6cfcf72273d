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
