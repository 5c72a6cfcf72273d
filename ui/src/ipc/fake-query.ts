// The made-up backend's list: filter, facets, histogram and words, over a few thousand calls.
import type { Call, Facet, FacetValue, Histogram, ListRequest, Marks, QueryAnswer, QueryOptions } from './bindings';
import { phonesOf, phonesOfCalls } from './fake-calls';
import { elsewhereIn, highlightsIn, readTerms, termsTest, type Row, type Test } from './fake-terms';

type Part = Facet['field'] | 'dates' | 'text' | 'phone';
type Tests = Partial<Record<Part, Test>>;

const durations: [string, number, number][] = [['0-9', 0, 9], ['10-59', 10, 59], ['60-299', 60, 299], ['300-899', 300, 899], ['900-', 900, Infinity]];

/** Who knows the marks of the made-up calls. */
export interface MarksSource {
  marksOf(id: string): Marks;
}

const oneOf = (list: string[] | undefined, one: string | undefined) => [...(list ?? []), ...(one ? [one] : [])];

const among = (values: string[], read: (call: Call) => string | null | undefined): Test | undefined =>
  values.length === 0 ? undefined : ({ call }) => values.includes((read(call) ?? '').toLowerCase());

function dateTest(body: ListRequest): Test | undefined {
  if (!body.from_date && !body.to_date) return undefined;
  const [from, to] = [body.from_date ? Date.parse(body.from_date) : -Infinity, body.to_date ? Date.parse(body.to_date) : Infinity];
  return ({ call }) => Date.parse(call.created_at) >= from && Date.parse(call.created_at) <= to;
}

/** The filter, part by part, so that a facet can leave its own part out. */
function testsOf(body: ListRequest): Tests {
  const { min_duration: min = -Infinity, max_duration: max = Infinity, tags = [] } = body;
  const lower = (list: string[]) => list.map((word) => word.toLowerCase());
  const tests: Tests = {
    direction: among(oneOf([], body.direction), (call) => call.direction),
    status: among(oneOf(body.statuses, body.status), (call) => call.status),
    agent: among(oneOf(body.agent_ids, body.agent_id), (call) => call.agent_id),
    sentiment: among(lower(oneOf(body.sentiments, body.sentiment)), (call) => call.sentiment),
    duration: min === -Infinity && max === Infinity ? undefined : ({ call }) => (call.duration ?? 0) >= min && (call.duration ?? 0) <= max,
    starred: body.starred === undefined ? undefined : ({ marks }) => marks.starred === body.starred,
    reviewed: body.reviewed === undefined ? undefined : ({ marks }) => marks.reviewed === body.reviewed,
    tag: tags.length === 0 ? undefined : ({ marks }) => marks.tags.some((tag) => tags.includes(tag)),
    phone: body.phone_number ? ({ call }) => [call.from_number, call.to_number].includes(body.phone_number) : undefined,
    text: body.query ? termsTest(readTerms(body.query)) : undefined,
    dates: dateTest(body),
  };
  return tests;
}

const passing = (rows: Row[], tests: Tests, except?: Part) => {
  const wanted = Object.entries(tests).filter(([part, test]) => part !== except && test !== undefined).map(([, test]) => test);
  return wanted.length === 0 ? rows : rows.filter((row) => wanted.every((test) => test(row)));
};

function count(rows: Row[], keys: (row: Row) => (string | null | undefined)[], label: (row: Row) => string | null = () => null): FacetValue[] {
  const found = new Map<string, FacetValue>();
  for (const row of rows) {
    for (const value of keys(row)) {
      if (!value) continue;
      const entry = found.get(value) ?? { value, label: label(row), count: 0 };
      entry.count += 1;
      found.set(value, entry);
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

const classOf = (call: Call) => durations.find(([, min, max]) => typeof call.duration === 'number' && call.duration >= min && call.duration <= max)?.[0];

function facetsOf(all: Row[], tests: Tests): Facet[] {
  const facet = (field: Facet['field'], keys: (row: Row) => (string | null | undefined)[], label?: (row: Row) => string | null): Facet => ({
    field, values: count(passing(all, tests, field), keys, label),
  });
  return [
    facet('direction', ({ call }) => [call.direction]),
    facet('status', ({ call }) => [call.status]),
    facet('agent', ({ call }) => [call.agent_id], ({ call }) => call.agent_name ?? null),
    facet('sentiment', ({ call }) => [call.sentiment?.toLowerCase()]),
    facet('duration', ({ call }) => [classOf(call)]),
    facet('starred', ({ marks }) => [String(marks.starred)]),
    facet('reviewed', ({ marks }) => [String(marks.reviewed)]),
    facet('tag', ({ marks }) => marks.tags),
  ];
}

/** The calls that a filter lets pass. */
export function matching(calls: Call[], marks: MarksSource, body: ListRequest): Call[] {
  const all = calls.map((call): Row => ({ call, marks: marks.marksOf(call.id) }));
  return passing(all, testsOf(body)).map(({ call }) => call);
}

const hour_ms = 3_600_000;
export const starts: Record<Histogram['unit'], (at: Date) => Date> = {
  hour: (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours()),
  day: (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate()),
  week: (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate() - ((at.getDay() + 6) % 7)),
  month: (at) => new Date(at.getFullYear(), at.getMonth(), 1),
};
export const following: Record<Histogram['unit'], (start: Date) => Date> = {
  hour: (start) => new Date(start.getTime() + hour_ms),
  day: (start) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1),
  week: (start) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + 7),
  month: (start) => new Date(start.getFullYear(), start.getMonth() + 1, 1),
};

function histogramOf(rows: Row[]): Histogram {
  const times = rows.map(({ call }) => Date.parse(call.created_at)).sort((a, b) => a - b);
  const [first = Date.now(), last = Date.now()] = [times[0], times.at(-1)];
  const days = (last - first) / (24 * hour_ms);
  const unit = days <= 4 ? 'hour' : days <= 150 ? 'day' : days <= 1000 ? 'week' : 'month';
  const histogram: Histogram = { unit, starts: [], end: '', counts: [], earlier: 0, later: 0 };
  let at = 0;
  for (let start = starts[unit](new Date(first)); start.getTime() <= last; ) {
    const end = following[unit](start);
    const before = at;
    while (at < times.length && (times[at] as number) < end.getTime()) at += 1;
    histogram.starts.push(start.toISOString());
    histogram.counts.push(at - before);
    histogram.end = end.toISOString();
    start = end;
  }
  return histogram;
}

function inWords(body: ListRequest, options: QueryOptions): string {
  const german = options.language === 'de';
  const parts = [body.direction, ...oneOf(body.statuses, body.status), ...(body.sentiments ?? [])].filter(Boolean).join(', ');
  const day = (text: string) => new Date(text).toLocaleDateString(options.language, { day: 'numeric', month: 'long', year: 'numeric' });
  const dates = [body.from_date && `${german ? 'seit' : 'since'} ${day(body.from_date)}`, body.to_date && `${german ? 'bis' : 'until'} ${day(body.to_date)}`];
  const start = parts === '' ? (german ? 'Alle Anrufe' : 'All calls') : `${parts} ${german ? 'Anrufe' : 'calls'}`;
  const words = [start.replace(/^./u, (letter) => letter.toUpperCase()), ...dates.filter(Boolean)].join(' ');
  return body.query ? `${words}, ${german ? 'mit' : 'mentioning'} “${body.query.trim()}”` : words;
}

function sorted(rows: Row[], sort: string | undefined): Row[] {
  if (!sort) return rows;
  const field = sort.endsWith('duration') ? 'duration' : 'created_at';
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => ((a.call[field] ?? -1) < (b.call[field] ?? -1) ? -sign : sign));
}

export function answer(calls: Call[], marks: MarksSource, body: ListRequest, options: QueryOptions): QueryAnswer {
  const all = calls.map((call): Row => ({ call, marks: marks.marksOf(call.id) }));
  const [tests, terms] = [testsOf(body), readTerms(body.query ?? '')];
  const rows = sorted(passing(all, tests), body.sort);
  const [offset, limit] = [body.offset ?? 0, body.limit ?? 50];
  const page = rows.slice(offset, offset + limit);
  return {
    calls: page.map(({ call }) => call), marks: page.map((row) => row.marks),
    highlights: page.map(({ call }) => highlightsIn(call.call_summary, terms)),
    agent_highlights: page.map(({ call }) => highlightsIn(call.agent_name, terms)),
    elsewhere: page.map((row) => elsewhereIn(row, terms)),
    phones: { ...phonesOfCalls(page.map(({ call }) => call)), ...phonesOf([body.phone_number, ...terms.map(({ value }) => value)]) },
    total: rows.length, has_more: rows.length > offset + limit, in_words: inWords(body, options), terms, ready: true, review_problem: null,
    facets: options.facets ? facetsOf(all, tests) : null,
    histogram: options.histogram ? histogramOf(passing(all, tests, 'dates')) : null,
  };
}
