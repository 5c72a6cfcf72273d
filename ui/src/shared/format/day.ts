// Days as people of a region type and read them: "03/11/2026", "3.11.26"; and calendars by month.
import { perLocale } from './locale';

/** A calendar day as YYYY-MM-DD. */
export type Day = string;

type Part = 'day' | 'month' | 'year';

const numeric = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }));
const inFull = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }));
const monthAndYear = perLocale((locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const weekdayShort = perLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }));
const weekStart = perLocale(firstWeekday);

const day_ms = 86_400_000;

/** UTC throughout, so that no change of clocks can move a day. */
const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayOf(new Date(dateOf(day).getTime() + count * day_ms));

/** The same day of another month, or that month's last. */
export function addMonths(day: Day, count: number): Day {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last))));
}

export const sameMonth = (one: Day, other: Day): boolean => one.slice(0, 7) === other.slice(0, 7);

export const formatNumericDay = (day: Day): string => numeric().format(dateOf(day));
export const formatDayInFull = (day: Day): string => inFull().format(dateOf(day));
export const formatMonthOf = (day: Day): string => monthAndYear().format(dateOf(day));
export const dayOfMonth = (day: Day): string => String(Number(day.slice(8)));

/** How a day is written here, with a letter for each digit: "dd/mm/yyyy". */
export function dayPattern(letters: Record<Part, string>): string {
  const parts = numeric().formatToParts(dateOf('2026-11-23'));
  return parts.map(({ type, value }) => (type in letters ? letters[type as Part].repeat(value.length) : value)).join('');
}

/** Years of two digits are of this century; calls are not older than telephones' servers. */
const firstYear = 1970;

/** What was typed as a day: in the region's own order, or as YYYY-MM-DD. Null when it is none. */
export function readDay(typed: string): Day | null {
  const digits = typed.trim().split(/[^\d]+/).filter((part) => part !== '');
  if (digits.length !== 3) return null;
  const here = numeric().formatToParts(dateOf('2026-11-23')).map(({ type }) => type).filter((type): type is Part => type === 'day' || type === 'month' || type === 'year');
  const order: readonly Part[] = digits[0]?.length === 4 ? ['year', 'month', 'day'] : here;
  const read = Object.fromEntries(order.map((part, index) => [part, Number(digits[index])])) as Record<Part, number>;
  const year = read.year < 100 ? 2000 + read.year : read.year;
  const day = `${String(year).padStart(4, '0')}-${String(read.month).padStart(2, '0')}-${String(read.day).padStart(2, '0')}`;
  const date = dateOf(day);
  // The 31st of a short month would become the 1st of the next.
  return year >= firstYear && !Number.isNaN(date.getTime()) && dayOf(date) === day ? day : null;
}

/** 1 is Monday, 7 is Sunday; Monday where the platform does not know. */
function firstWeekday(locale: string): number {
  const about = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return (about.getWeekInfo?.() ?? about.weekInfo)?.firstDay ?? 1;
}

const weekdayOf = (day: Day) => (dateOf(day).getUTCDay() + 6 - (weekStart() - 1) + 7) % 7;

/** How far into its week a day is here, from 0. */
export const intoWeek = (day: Day): number => weekdayOf(day);

/** Six weeks that hold the month of a day. */
export function weeksOf(day: Day): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  const start = addDays(first, -weekdayOf(first));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, at) => addDays(start, week * 7 + at)));
}

export const weekdayNames = (): string[] => (weeksOf('2026-11-23')[0] ?? []).map((day) => weekdayShort().format(dateOf(day)));
