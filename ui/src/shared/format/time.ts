// Instants as people read them: local time first, UTC beside it.
import { locale } from './number';

const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
const clockFormat = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const secondsFormat = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const weekdayFormat = formatter({ weekday: 'short' });
const dayFormat = formatter({ day: 'numeric', month: 'short' });
const dayYearFormat = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const longDayFormat = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
const longWeekdayFormat = formatter({ weekday: 'long' });

const zonePattern = /(z|[+-]\d{2}(:?\d{2})?)$/i;

/** Reads the server's date-time text; one without an offset is UTC. Null when it is no date. */
export function parseInstant(text: unknown): Date | null {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const trimmed = text.trim().replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1');
  const dated = /T/.test(trimmed) && !zonePattern.test(trimmed) ? `${trimmed}Z` : trimmed;
  const instant = new Date(dated.replace(/([+-]\d{2})$/, '$1:00'));
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

/** "10:31" */
export const formatClock = (instant: Date): string => clockFormat.format(instant);

/** "3 March 2025" */
export const formatLongDay = (instant: Date): string => longDayFormat.format(instant);

/** "21 Nov 2025" */
export const formatShortDay = (instant: Date): string => dayYearFormat.format(instant);

/** For a column: "Mon 23 Nov, 10:31", with the year instead of the weekday when it is another year. */
export function formatColumnTime(instant: Date, now: Date): string {
  const day =
    instant.getFullYear() === now.getFullYear()
      ? `${weekdayFormat.format(instant)} ${dayFormat.format(instant)}`
      : dayYearFormat.format(instant);
  return `${day}, ${formatClock(instant)}`;
}

/** For a sentence: "10:32" today, else "21 Nov, 10:32", with the year when it is another year. */
export function formatMoment(instant: Date, now: Date): string {
  if (sameDay(instant, now)) return formatClock(instant);
  const day = instant.getFullYear() === now.getFullYear() ? dayFormat.format(instant) : dayYearFormat.format(instant);
  return `${day}, ${formatClock(instant)}`;
}

/** "Monday 23 November 2026, 10:31:05" in local time. */
export function formatLocalFull(instant: Date): string {
  return `${longWeekdayFormat.format(instant)} ${longDayFormat.format(instant)}, ${secondsFormat.format(instant)}`;
}

/** "2026-11-23 09:31:05 UTC" */
export function formatUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
