// The made-up backend's reading of a search text: enough of the language to see the window work.
import type { Call, FoundElsewhere, Marks, QueryTerm, Range } from './bindings';

export interface Row {
  call: Call;
  marks: Marks;
}

export type Test = (row: Row) => boolean;

const tokenPattern = /-?(?:[a-z-]+:)?(?:"[^"]*"?|\S+)/giu;
const day_ms = 86_400_000;
const unquoted = (text: string) => text.replace(/^"|"$/g, '');
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** Named days as the first and the day after the last, seen from today. */
const namedDays: Record<string, (year: number, month: number, day: number, monday: number) => [Date, Date]> = {
  today: (year, month, day) => [new Date(year, month, day), new Date(year, month, day + 1)],
  yesterday: (year, month, day) => [new Date(year, month, day - 1), new Date(year, month, day)],
  'last-7-days': (year, month, day) => [new Date(year, month, day - 6), new Date(year, month, day + 1)],
  'last-30-days': (year, month, day) => [new Date(year, month, day - 29), new Date(year, month, day + 1)],
  'this-week': (year, month, _, monday) => [new Date(year, month, monday), new Date(year, month, monday + 7)],
  'last-week': (year, month, _, monday) => [new Date(year, month, monday - 7), new Date(year, month, monday)],
  'this-month': (year, month) => [new Date(year, month, 1), new Date(year, month + 1, 1)],
  'last-month': (year, month) => [new Date(year, month - 1, 1), new Date(year, month, 1)],
  'this-year': (year) => [new Date(year, 0, 1), new Date(year + 1, 0, 1)],
};

/** Named or written days as their first millisecond and the one after the last. */
function dayRange(value: string): [number, number] | null {
  const now = new Date();
  const named = namedDays[value]?.(now.getFullYear(), now.getMonth(), now.getDate(), now.getDate() - ((now.getDay() + 6) % 7));
  if (named) return [named[0].getTime(), named[1].getTime()];
  const written = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00`) : Number.NaN;
  return Number.isNaN(written) ? null : [written, written + day_ms];
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
  missed: ({ call }) => ['no-answer', 'busy', 'failed', 'canceled'].includes(call.status ?? ''),
  removed: () => false,
};

const hasTests: Record<string, Test> = {
  note: ({ marks }) => marks.noted,
  status: ({ call }) => Boolean(call.status),
  agent: ({ call }) => Boolean(call.agent_id),
  sentiment: ({ call }) => Boolean(call.sentiment),
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
  has: (value) => {
    const has = hasTests[value.replace(/^no-/, '')];
    return has && value.startsWith('no-') ? (row) => !has(row) : (has ?? null);
  },
  number: (value) => ({ call }) => digitsOf(`${call.from_number ?? ''} ${call.to_number ?? ''}`).includes(digitsOf(value)),
  duration: durationTest,
  on: (value) => dayTest(value, (time, [start, end]) => time >= start && time < end),
  after: (value) => dayTest(value, (time, [start]) => time >= start),
  before: (value) => dayTest(value, (time, [start]) => time < start),
  until: (value) => dayTest(value, (time, [, end]) => time < end),
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
  const [, name, rest = ''] = /^([a-z-]+):(.*)$/i.exec(bare) ?? [];
  const field = name?.toLowerCase() ?? null;
  const base = { text, start, end: start + text.length, negated };
  if (field === null) return { ...base, field: null, value: unquoted(bare), problem: null };
  const value = unquoted(rest);
  const problem = problemOf(field, value, negated);
  const isField = field in fields && (problem === null || value === '');
  return { ...base, field: isField ? field : null, value: isField ? value : bare, negated: negated && !isField, problem };
}

function problemOf(field: string, value: string, negated: boolean): string | null {
  if (!(field in fields)) return `There is no field “${field}”, so this is searched as words`;
  if (value === '') return `“${field}:” has no value yet and filters nothing`;
  if (negated) return `“${field}:” cannot be excluded, so this is searched as words`;
  return fields[field]?.(value) ? null : `“${value}” is nothing that ${field}: takes, so this is searched as words`;
}

export function readTerms(query: string): QueryTerm[] {
  return [...query.matchAll(tokenPattern)].map((found) => readToken(found[0], found.index));
}

export function termsTest(terms: QueryTerm[]): Test {
  const tests = terms.filter(({ text, field, problem }) => text !== '&' && (field === null || problem === null)).map((term): Test => {
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

/** Where the words stand in the tags. Of notes the made-up backend knows only that they are there. */
export function elsewhereIn({ call, marks }: Row, terms: QueryTerm[]): FoundElsewhere {
  const tags = marks.tags.map((tag) => ({ text: tag, found: highlightsIn(tag, terms) })).filter(({ found }) => found.length > 0);
  return { from: highlightsIn(call.from_number, terms), to: highlightsIn(call.to_number, terms), tags, note: null, agent: null };
}
