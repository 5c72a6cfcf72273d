// A request, as a view keeps it, put into the filter controls.
import { noFilter, stretchBounds, type CallFilter } from '$features/filters/filter';
import type { ListRequest } from '$ipc';

type Words = string | readonly string[] | null | undefined;

/** One value and a list of values are one choice; a request by another hand may have either anywhere. */
const several = (...words: Words[]): string[] => words.flat().filter((word) => typeof word === 'string' && word !== '') as string[];

/** "600-", "0-9": how the controls write a stretch of durations. */
function durationOf({ min_duration, max_duration }: ListRequest): string | null {
  if (min_duration === undefined && max_duration === undefined) return null;
  return `${min_duration ?? 0}-${max_duration ?? ''}`;
}

/** The bounds of a request's dates; the last moment of a day is that day. */
function boundsOf({ from_date, to_date }: ListRequest): Pick<CallFilter, 'from' | 'to'> {
  const start = new Date(from_date ?? '');
  // The request names the last microsecond that counts; the controls name where the time is over.
  const end = new Date(Date.parse(to_date ?? '') + 1);
  const known = (date: Date) => !Number.isNaN(date.getTime());
  return { from: known(start) ? stretchBounds(start, start).from : null, to: known(end) ? stretchBounds(end, end).to : null };
}

/** The filter that asks the same, whatever was filtered before. */
export function applied(request: ListRequest): CallFilter {
  return {
    ...noFilter, ...boundsOf(request), query: request.query ?? '', direction: several(request.direction)[0] ?? null, phone: several(request.phone_number)[0] ?? '',
    statuses: several(request.status, request.statuses), agentIds: several(request.agent_id, request.agent_ids),
    sentiments: several(request.sentiment, request.sentiments), duration: durationOf(request),
    starred: request.starred ?? null, reviewed: request.reviewed ?? null, tags: several(request.tags), removed: request.removed ?? false,
  };
}
