// From a mark in a chart to the list: the filter as it is, narrowed to what the mark stands for.
import type { ListRequest, TimeSeries } from '$ipc';

export type Part = Partial<ListRequest>;

/** A part takes the place of whatever says something about the same. */
const sameThing: readonly (readonly (keyof ListRequest)[])[] = [
  ['status', 'statuses'], ['agent_id', 'agent_ids'], ['sentiment', 'sentiments'], ['min_duration', 'max_duration'],
];

/** The request with a part of it replaced; pages begin anew. */
export function narrowed(request: ListRequest, part: Part): ListRequest {
  const fields = Object.keys(part) as (keyof ListRequest)[];
  const replaced = new Set([...fields, ...sameThing.filter((group) => group.some((field) => fields.includes(field))).flat(), 'limit', 'offset']);
  const kept = Object.entries(request).filter(([field]) => !replaced.has(field));
  return { ...Object.fromEntries(kept), ...part };
}

const later = (a: string, b: string) => (Date.parse(a) >= Date.parse(b) ? a : b);
const earlier = (a: string, b: string) => (Date.parse(a) <= Date.parse(b) ? a : b);

/** The dates of a bucket, which never reach beyond those of the filter. */
export function bucketPart(request: ListRequest, time: TimeSeries, index: number): Part {
  const [start, end] = [time.starts[index], time.ends[index]];
  if (start === undefined || end === undefined) return {};
  return { from_date: later(start, request.from_date ?? start), to_date: earlier(end, request.to_date ?? end) };
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A word of the search text, or words in quotation marks with what stands before them. */
const term = /[^\s"]*"[^"]*"?|\S+/g;

/** The search text with new terms in the place of others. */
function queryPart({ query }: ListRequest, replaced: RegExp, terms: readonly string[]): Part {
  const others = (query?.match(term) ?? []).filter((word) => !replaced.test(word));
  return { query: [...others, ...terms].join(' ') };
}

/** One hour of one weekday: it takes the place of other hours and weekdays in the search text. */
export const hourPart = (request: ListRequest, weekday: number, hour: number): Part =>
  queryPart(request, /^(hour|weekday):/i, [`weekday:${weekdays[weekday] ?? ''}`, `hour:${hour}`]);

const lists = { status: 'statuses', agent: 'agent_ids', sentiment: 'sentiments' } as const;

/** One value of a field, or calls without any. */
export function valuePart(request: ListRequest, field: keyof typeof lists, value: string | null): Part {
  return value === null ? queryPart(request, new RegExp(`^has:no-${field}$`, 'i'), [`has:no-${field}`]) : { [lists[field]]: [value] };
}
