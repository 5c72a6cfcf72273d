// What the person wants to see, and how that becomes a request. Days are the person's own days.
import type { ListRequest } from '$ipc';
import { clockTime, startOfDay, weekdayOf } from '$shared/format/clock';
import { dayAt } from '$shared/format/time';

export interface CallFilter {
  /** The search text, in the query language. */
  query: string;
  direction: string | null;
  statuses: readonly string[];
  agentIds: readonly string[];
  sentiments: readonly string[];
  /** "MIN-MAX" in seconds, both included; "900-" has no end. */
  duration: string | null;
  starred: boolean | null;
  reviewed: boolean | null;
  tags: readonly string[];
  /** Where the time begins: a local day, YYYY-MM-DD, or an instant, RFC 3339 in UTC. */
  from: string | null;
  /** Where it ends: a local day, which is included, or an instant, which is not. */
  to: string | null;
  /** A whole number as the server stores it. */
  phone: string;
  /** Calls that the server no longer lists, instead of the others. Only views ask so; a search says `is:removed`. */
  removed: boolean;
}

export const noFilter: CallFilter = {
  query: '', direction: null, statuses: [], agentIds: [], sentiments: [], duration: null, starred: null, reviewed: null, tags: [], from: null, to: null, phone: '', removed: false,
};

const isDay = (bound: string) => !bound.includes('T');

function localMidnight(day: string, plusDays = 0): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return startOfDay(year, month, date + plusDays);
}

const microseconds = (instant: Date, last: '000' | '999') => instant.toISOString().replace('Z', `${last}Z`);

/** The first instant of a bound. */
export const startOf = (bound: string): Date => (isDay(bound) ? localMidnight(bound) : new Date(bound));

/** The instant at which a bound is over: the end of its day, however long daylight saving makes it. */
export const endOf = (bound: string): Date => (isDay(bound) ? localMidnight(bound, 1) : new Date(bound));

/** The first microsecond of a bound, as RFC 3339 in UTC. */
export const firstMoment = (bound: string): string => microseconds(startOf(bound), '000');

/** The last microsecond before a bound is over. */
export const lastMoment = (bound: string): string => microseconds(new Date(endOf(bound).getTime() - 1), '999');

const isDaysStart = (date: Date) => localMidnight(dayAt(date)).getTime() === date.getTime();

/** The bounds of a stretch from one instant up to another, as days where it begins and ends with one. */
export function stretchBounds(start: Date, end: Date): { from: string; to: string } {
  const dayBefore = dayAt(new Date(end.getTime() - 1));
  return { from: isDaysStart(start) ? dayAt(start) : start.toISOString(), to: isDaysStart(end) ? dayBefore : end.toISOString() };
}

/** The day a date field shows for a bound; the end of a stretch at 18:00 lies in that day. */
export const shownDay = (bound: string | null): string | null => (bound === null || isDay(bound) ? bound : dayAt(new Date(bound)));

/** One value goes into the API's own field, several into the list beside it. */
function choice<One extends string, Many extends string>(values: readonly string[], one: One, many: Many): Partial<Record<One, string> & Record<Many, string[]>> {
  if (values.length === 0) return {};
  return (values.length === 1 ? { [one]: values[0] } : { [many]: [...values] }) as Partial<Record<One, string> & Record<Many, string[]>>;
}

function durationBounds(duration: string | null): Pick<ListRequest, 'min_duration' | 'max_duration'> {
  const [, min, max] = /^(\d+)-(\d*)$/.exec(duration ?? '') ?? [];
  if (min === undefined) return {};
  return { min_duration: Number(min), ...(max ? { max_duration: Number(max) } : {}) };
}

/** The filter as the API's own request fields; an unset filter is left out. */
export function toRequest(filter: CallFilter): ListRequest {
  const request: ListRequest = {
    ...choice(filter.statuses, 'status', 'statuses'),
    ...choice(filter.agentIds, 'agent_id', 'agent_ids'),
    ...durationBounds(filter.duration),
  };
  const phone = filter.phone.trim();
  if (filter.direction !== null) request.direction = filter.direction;
  if (filter.sentiments.length > 0) request.sentiments = [...filter.sentiments];
  if (filter.starred !== null) request.starred = filter.starred;
  if (filter.reviewed !== null) request.reviewed = filter.reviewed;
  if (filter.tags.length > 0) request.tags = [...filter.tags];
  if (filter.from !== null) request.from_date = firstMoment(filter.from);
  if (filter.to !== null) request.to_date = lastMoment(filter.to);
  if (phone !== '') request.phone_number = phone;
  if (filter.removed) request.removed = true;
  if (filter.query.trim() !== '') request.query = filter.query;
  return request;
}

export function isFiltered(filter: CallFilter): boolean {
  return Object.keys(toRequest(filter)).length > 0;
}

/** True when no call can match because the time ends before it begins. */
export function datesReversed(filter: CallFilter): boolean {
  return filter.from !== null && filter.to !== null && startOf(filter.from) >= endOf(filter.to);
}

/** Stretches of days offered beside the calendar, by the word for each in the query language, so that they go on with the days. */
export const presets = { today: 'today', yesterday: 'yesterday', week: 'last-7-days', month: 'last-30-days', thisMonth: 'this-month' } as const;
export type Preset = keyof typeof presets;

/** From the first instant of a stretch that a word names up to its end, seen from `now`; null for any other word. */
export function stretchOf(word: string, now: Date): { start: Date; end: Date } | null {
  const { year, month, day } = clockTime(now);
  const monday = day - ((weekdayOf(now) + 6) % 7);
  const days = Number(/^last-(\d{1,5})-days$/.exec(word)?.[1] ?? 0);
  type Day = readonly [year: number, month: number, day: number];
  const named: Record<string, readonly [first: Day, next: Day]> = {
    today: [[year, month, day], [year, month, day + 1]],
    yesterday: [[year, month, day - 1], [year, month, day]],
    'this-week': [[year, month, monday], [year, month, monday + 7]],
    'last-week': [[year, month, monday - 7], [year, month, monday]],
    'this-month': [[year, month, 1], [year, month + 1, 1]],
    'last-month': [[year, month - 1, 1], [year, month, 1]],
    'this-year': [[year, 1, 1], [year + 1, 1, 1]],
    'last-year': [[year - 1, 1, 1], [year, 1, 1]],
    ...(days > 0 && { [word]: [[year, month, day + 1 - days], [year, month, day + 1]] as const }),
  };
  const found = Object.hasOwn(named, word) ? named[word] : undefined;
  return found ? { start: startOfDay(...found[0]), end: startOfDay(...found[1]) } : null;
}
