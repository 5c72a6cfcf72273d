// Instants as people read them: local time first, UTC beside it.
import { clockTime } from './clock';
import { perLocale, perPlace } from './locale';

const formatter = (options: Intl.DateTimeFormatOptions) => perPlace((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
// The short and medium styles know whether a country's clock has 12 or 24 hours.
const clockFormat = formatter({ timeStyle: 'short' });
const secondsFormat = formatter({ timeStyle: 'medium' });
const weekdayFormat = formatter({ weekday: 'short' });
const dayFormat = formatter({ day: 'numeric', month: 'short' });
const dayYearFormat = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const monthFormat = formatter({ month: 'short' });
const monthYearFormat = formatter({ month: 'long', year: 'numeric' });
const longDayFormat = formatter({ day: 'numeric', month: 'long', year: 'numeric' });

const clockPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** "+00", "+0000" and a missing offset, as "+00:00". */
function fullOffset(offset: string | undefined): string {
  if (offset === undefined || offset.toLowerCase() === 'z') return 'Z';
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
}

/** Reads the server's date-time text; one without an offset is UTC. Null when it is no date. */
export function parseInstant(text: unknown): Date | null {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const parts = clockPattern.exec(text.trim());
  const [, day, clock, fraction = '', offset] = parts ?? [];
  const standard = parts ? `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${fullOffset(offset)}` : text.trim();
  const instant = new Date(standard.replace(/T(\d{2}:\d{2})\./, 'T$1:00.'));
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function sameDay(a: Date, b: Date): boolean {
  const [one, other] = [clockTime(a), clockTime(b)];
  return one.year === other.year && one.month === other.month && one.day === other.day;
}

/** The day at an instant as YYYY-MM-DD. */
export function dayAt(instant: Date): string {
  const { year, month, day } = clockTime(instant);
  const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** The present instant, as the server would write it. */
export const timestamp = (): string => new Date().toISOString();

/** "10:31", or "10:31 AM" where clocks have twelve hours. */
export const formatClock = (instant: Date): string => clockFormat().format(instant);

/** How the locale writes times: for the words that the backend makes. */
export const reading = perLocale((locale) => {
  const order = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).formatToParts().map(({ type }) => type);
  const twelve_hours = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).resolvedOptions().hour12 ?? false;
  return { twelve_hours, month_first: order.indexOf('month') < order.indexOf('day') };
});

/** "3 March 2025" */
export const formatLongDay = (instant: Date): string => longDayFormat().format(instant);

/** "21 Nov 2025" */
export const formatShortDay = (instant: Date): string => dayYearFormat().format(instant);

/** "21 Nov 2025, 14:00" */
export const formatShortMoment = (instant: Date): string => `${formatShortDay(instant)}, ${formatClock(instant)}`;

/** "March 2026" */
export const formatMonth = (instant: Date): string => monthYearFormat().format(instant);

/** "Mar", and "2026" for January: for an axis. */
export function formatMonthTick(instant: Date): string {
  const { year, month } = clockTime(instant);
  return month === 1 ? String(year) : monthFormat().format(instant);
}

/** "3 Mar" */
export const formatDayTick = (instant: Date): string => dayFormat().format(instant);

/** "Mon 3 Mar 2026" */
export const formatWeekdayDay = (instant: Date): string => `${weekdayFormat().format(instant)} ${formatShortDay(instant)}`;

/** For names that belong to no instant, so that no zone can move them. */
const nameFormatter = (options: Intl.DateTimeFormatOptions) => perLocale((locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
const longWeekdayName = nameFormatter({ weekday: 'long' });
const shortWeekdayName = nameFormatter({ weekday: 'short' });
const hourName = nameFormatter({ hour: 'numeric' });
/** The first Monday of 2024. */
const monday = (plusDays: number, hour = 0) => new Date(Date.UTC(2024, 0, 1 + plusDays, hour));

/** "Mon" or "Monday" for 0, up to Sunday for 6. */
export const formatWeekdayName = (weekday: number, long = false): string => (long ? longWeekdayName() : shortWeekdayName()).format(monday(weekday));

/** "15", "3 PM", "15 Uhr": an hour of the day from 0 on. */
export const formatHourOfDay = (hour: number): string => hourName().format(monday(0, hour));

const thisYear = (instant: Date, now: Date) => clockTime(instant).year === clockTime(now).year;

/** For a column: "23 Nov, 10:31", with the year when it is another year. */
export function formatColumnTime(instant: Date, now: Date): string {
  const day = thisYear(instant, now) ? dayFormat() : dayYearFormat();
  return `${day.format(instant)}, ${formatClock(instant)}`;
}

/** "Mon " before a day of this year; another year's weekday tells nobody anything. */
export function formatWeekday(instant: Date, now: Date): string {
  return thisYear(instant, now) ? `${weekdayFormat().format(instant)} ` : '';
}

/** For a sentence: "10:32" today, else "21 Nov, 10:32", with the year when it is another year. */
export function formatMoment(instant: Date, now: Date): string {
  return sameDay(instant, now) ? formatClock(instant) : formatColumnTime(instant, now);
}

/** "Mon 23 Nov 2026, 10:31:05" in local time. */
export function formatLocalFull(instant: Date): string {
  return `${weekdayFormat().format(instant)} ${dayYearFormat().format(instant)}, ${secondsFormat().format(instant)}`;
}

/** "2026-11-23 09:31:05 UTC" */
export function formatUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
