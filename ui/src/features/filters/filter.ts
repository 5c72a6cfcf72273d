// What the person wants to see, and how that becomes a request. Days are the person's own days.
import type { ListRequest } from '$ipc';

export interface CallFilter {
  direction: string | null;
  statuses: readonly string[];
  agentId: string | null;
  /** First local day, YYYY-MM-DD. */
  from: string | null;
  /** Last local day, YYYY-MM-DD, included. */
  to: string | null;
  phone: string;
}

export const noFilter: CallFilter = { direction: null, statuses: [], agentId: null, from: null, to: null, phone: '' };

function localMidnight(day: string, plusDays = 0): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}

/** The first microsecond of a local day, as RFC 3339 in UTC. */
export function dayStart(day: string): string {
  return localMidnight(day).toISOString().replace('Z', '000Z');
}

/** The last microsecond of a local day, however long daylight saving makes it. */
export function dayEnd(day: string): string {
  const lastMillisecond = new Date(localMidnight(day, 1).getTime() - 1);
  return lastMillisecond.toISOString().replace('Z', '999Z');
}

/** A local day as YYYY-MM-DD. */
export function dayOf(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The filter as the API's own request fields; an unset filter is left out. */
export function toRequest(filter: CallFilter): ListRequest {
  const request: ListRequest = {};
  const phone = filter.phone.trim();
  const [onlyStatus] = filter.statuses;
  if (filter.direction !== null) request.direction = filter.direction;
  if (filter.statuses.length === 1 && onlyStatus !== undefined) request.status = onlyStatus;
  if (filter.statuses.length > 1) request.statuses = [...filter.statuses];
  if (filter.agentId !== null) request.agent_id = filter.agentId;
  if (filter.from !== null) request.from_date = dayStart(filter.from);
  if (filter.to !== null) request.to_date = dayEnd(filter.to);
  if (phone !== '') request.phone_number = phone;
  return request;
}

export function isFiltered(filter: CallFilter): boolean {
  return Object.keys(toRequest(filter)).length > 0;
}

/** True when no call can match because the first day lies after the last. */
export function datesReversed(filter: CallFilter): boolean {
  return filter.from !== null && filter.to !== null && filter.from > filter.to;
}

export type Preset = 'today' | 'yesterday' | 'week' | 'month' | 'thisMonth';

export const presets: readonly Preset[] = ['today', 'yesterday', 'week', 'month', 'thisMonth'];

/** First and last day of a named stretch, seen from `now`. */
export function presetDays(preset: Preset, now: Date): { from: string; to: string } {
  const daysAgo = (days: number) => dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
  const today = daysAgo(0);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: daysAgo(1), to: daysAgo(1) };
    case 'week':
      return { from: daysAgo(6), to: today };
    case 'month':
      return { from: daysAgo(29), to: today };
    case 'thisMonth':
      return { from: `${today.slice(0, 8)}01`, to: today };
  }
}
