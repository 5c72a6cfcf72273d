// The made-up backend's reading of a search text: enough of the language to see the window work.
import type { Call, Marks, QueryTerm, Range } from './bindings';

export interface Row {
  call: Call;
  marks: Marks;
}

export type Test = (row: Row) => boolean;

const tokenPattern = /-?(?:[a-z]+:)?(?:"[^"]*"?|\S+)/giu;
const day_ms = 86_400_000;
const unquoted = (text: string) => text.replace(/^"|"$/g, '');
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** A named or written day as its first and its last millisecond. */
function dayRange(value: string): [number, number] | null {
  const now = new Date();
  const names: Record<string, number> = { today: 0, yesterday: 1 };
  const ago = names[value];
  const written = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00`) : null;
  const start = ago === undefined ? written?.getTime() : new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago).getTime();
  return start === undefined || Number.isNaN(start) ? null : [start, start + day_ms];
}

function durationTest(value: string): Test | null {
  const [, sign = '>', count, unit = 's'] = /^([<>]?)(\d+)([smh]?)$/.exec(value) ?? [];
  if (count === undefined) return null;
  const limit_s = Number(count) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
  return ({ call }) => (sign === '<' ? (call.duration ?? 0) < limit_s : (call.duration ?? 0) > limit_s);
}

const isTests: Record<string, Test> = {
  starred: ({ marks }) => marks.starred,
  unstarred: ({ marks }) => !marks.starred,
  reviewed: ({ marks }) => marks.reviewed,
  unreviewed: ({ marks }) => !marks.reviewed,
};

const dayTest = (value: string, test: (time: number, range: [number, number]) => boolean): Test | null => {
  const range = dayRange(value);
  return range && (({ call }) => test(Date.parse(call.created_at), range));
};

/** What each field asks of a row; null where its value makes no sense. */
const fields: Record<string, (value: string) => Test | null> = {
  status: (value) => ({ call }) => fold(call.status ?? '') === fold(value),
  direction: (value) => ({ call }) => call.direction === value,
  sentiment: (value) => ({ call }) => fold(call.sentiment ?? '') === fold(value),
  agent: (value) => ({ call }) => fold(`${call.agent_name ?? ''} ${call.agent_id ?? ''}`).includes(fold(value)),
  from: (value) => ({ call }) => digitsOf(call.from_number ?? '').startsWith(digitsOf(value)),
  to: (value) => ({ call }) => digitsOf(call.to_number ?? '').startsWith(digitsOf(value)),
  tag: (value) => ({ marks }) => marks.tags.includes(value),
  is: (value) => isTests[value] ?? null,
  duration: durationTest,
  on: (value) => dayTest(value, (time, [start, end]) => time >= start && time < end),
  after: (value) => dayTest(value, (time, [start]) => time >= start),
  before: (value) => dayTest(value, (time, [start]) => time < start),
};

/** Folded once for each call, or each key press would take longer than in the real thing. */
const foldedTexts = new WeakMap<Call, string>();

function foldedText(call: Call): string {
  const known = foldedTexts.get(call);
  if (known !== undefined) return known;
  const folded = fold(`${call.call_summary ?? ''} ${call.agent_name ?? ''}`);
  foldedTexts.set(call, folded);
  return folded;
}

function wordTest(word: string): Test {
  const [wanted, digits] = [fold(word), digitsOf(word)];
  return ({ call, marks }) =>
    foldedText(call).includes(wanted) || marks.tags.some((tag) => tag.includes(wanted)) ||
    (digits.length > 2 && digitsOf(`${call.from_number ?? ''} ${call.to_number ?? ''}`).includes(digits));
}

function readToken(text: string, start: number): QueryTerm {
  const negated = text.startsWith('-') && text.length > 1;
  const bare = negated ? text.slice(1) : text;
  const [, name, rest = ''] = /^([a-z]+):(.*)$/i.exec(bare) ?? [];
  const field = name?.toLowerCase() ?? null;
  const base = { text, start, end: start + text.length, negated };
  if (field === null || !(field in fields) || rest === '') return { ...base, field: null, value: unquoted(bare), problem: null };
  const value = unquoted(rest);
  const problem = fields[field]?.(value) ? null : `“${value}” is nothing that ${field}: understands.`;
  return { ...base, field, value, problem };
}

export function readTerms(query: string): QueryTerm[] {
  return [...query.matchAll(tokenPattern)].map((found) => readToken(found[0], found.index));
}

export function termsTest(terms: QueryTerm[]): Test {
  const tests = terms.map((term): Test => {
    const test = (term.field !== null && term.problem === null ? fields[term.field]?.(term.value) : null) ?? wordTest(term.value);
    return term.negated ? (row) => !test(row) : test;
  });
  return (row) => tests.every((test) => test(row));
}

/** Where the words of the search stand in a summary. */
export function highlightsIn(summary: string | null | undefined, terms: QueryTerm[]): Range[] {
  if (!summary) return [];
  const lower = summary.toLowerCase();
  const ranges = terms.flatMap((term) => {
    const word = term.value.toLowerCase();
    if (term.negated || word === '' || (term.field !== null && term.problem === null)) return [];
    const found: Range[] = [];
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) found.push({ start: at, end: at + word.length });
    return found;
  });
  return ranges.sort((a, b) => a.start - b.start);
}
