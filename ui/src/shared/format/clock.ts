// The calendar and the clock of the zone in use: which day and hour an instant is there, and when a
// day begins there. The platform's own dates know the system's zone only.
import { zone } from '../state/zone.svelte';

export interface ClockTime {
  year: number;
  /** From 1 for January. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const day_ms = 86_400_000;

let made: { name: string; format: Intl.DateTimeFormat } | undefined;

function formatIn(name: string): Intl.DateTimeFormat {
  if (made?.name !== name) {
    const numeric = 'numeric';
    made = { name, format: new Intl.DateTimeFormat('en-US', { timeZone: name, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric }) };
  }
  return made.format;
}

/** What calendar and clock show at an instant. */
export function clockTime(instant: Date): ClockTime {
  if (zone.choice === null) {
    return { year: instant.getFullYear(), month: instant.getMonth() + 1, day: instant.getDate(), hour: instant.getHours(), minute: instant.getMinutes(), second: instant.getSeconds() };
  }
  const parts = new Map(formatIn(zone.choice).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute'), second: of('second') };
}

/** The same figures as if they were UTC: to count days and to compare. */
const asUtc = ({ year, month, day, hour, minute, second }: ClockTime) => Date.UTC(year, month - 1, day, hour, minute, second);

/** How far the clocks are ahead of UTC at an instant. */
const ahead_ms = (instant_ms: number) => asUtc(clockTime(new Date(instant_ms))) - instant_ms;

/** The instant at which a day begins; months and days beyond their ends run on, as in `Date`. Where
 * the clocks jump over midnight it is the instant of the jump. */
export function startOfDay(year: number, month: number, day: number): Date {
  if (zone.choice === null) return new Date(year, month - 1, day);
  const wanted = Date.UTC(year, month - 1, day);
  const before = wanted - ahead_ms(wanted - day_ms);
  const after = wanted - ahead_ms(wanted + day_ms);
  const begins = [before, after].filter((instant_ms) => instant_ms + ahead_ms(instant_ms) === wanted);
  return new Date(begins.length > 0 ? Math.min(...begins) : before);
}

/** Days since the first of 1970, by this calendar. */
export function dayNumber(instant: Date): number {
  const { year, month, day } = clockTime(instant);
  return Math.round(Date.UTC(year, month - 1, day) / day_ms);
}

/** 0 for Sunday, as `Date` counts. */
export const weekdayOf = (instant: Date): number => (((dayNumber(instant) + 4) % 7) + 7) % 7;
