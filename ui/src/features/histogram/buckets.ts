// The bars of the histogram: their times, their labels, and the marks on the axis below them.
import type { Histogram } from '$ipc';
import { clockTime, dayNumber, weekdayOf } from '$shared/format/clock';
import { formatClock, formatDayTick, formatMonth, formatMonthTick, formatShortDay, formatShortMoment, formatWeekdayDay } from '$shared/format/time';
import { text } from '$shared/text';

export type Unit = Histogram['unit'];

export interface Bucket {
  start: Date;
  /** Where the next one starts. */
  end: Date;
  count: number;
}

export function bucketsOf({ starts, end, counts }: Histogram): Bucket[] {
  const edges = [...starts, end].map((edge) => new Date(edge));
  return counts.map((count, index) => ({ start: edges[index] as Date, end: edges[index + 1] as Date, count }));
}

export const countIn = (buckets: readonly Bucket[], lo: number, hi: number): number => buckets.slice(lo, hi).reduce((sum, { count }) => sum + count, 0);

const instantBefore = (date: Date) => new Date(date.getTime() - 1);

/** The time of some buckets in words: "Mon 3 Mar 2026", "March 2026", "3 Mar 2026 – 9 Mar 2026". */
export function stretchLabel(unit: Unit, first: Bucket, last: Bucket): string {
  const { range } = text.histogram;
  const one = first === last;
  if (unit === 'hour') {
    const until = dayNumber(last.end) === dayNumber(first.start) ? formatClock(last.end) : formatShortMoment(last.end);
    return range(formatShortMoment(first.start), until);
  }
  if (unit === 'day' && one) return formatWeekdayDay(first.start);
  if (unit === 'month') return one ? formatMonth(first.start) : range(formatMonth(first.start), formatMonth(last.start));
  return range(formatShortDay(first.start), formatShortDay(instantBefore(last.end)));
}

/** Counted in weeks that begin on a Monday; the first day of 1970 was a Thursday. */
const weekNumber = (date: Date) => Math.floor((dayNumber(date) + 3) / 7);
const isMonday = (date: Date) => weekdayOf(date) === 1;
function monthNumber(date: Date): number {
  const { year, month } = clockTime(date);
  return year * 12 + month - 1;
}
const hourOf = (date: Date) => clockTime(date).hour;

/** Steps between marks that people count in. */
const steps: Record<Unit, readonly number[]> = {
  hour: [1, 2, 3, 6, 12, 24, 48, 96, 168],
  day: [1, 2, 7, 14, 28, 56, 112],
  week: [1, 2, 4, 8, 13, 26, 52],
  month: [1, 2, 3, 6, 12, 24, 60],
};

const falls: Record<Unit, (date: Date, step: number) => boolean> = {
  hour: (date, step) => (step <= 12 ? hourOf(date) % step === 0 : hourOf(date) === 0 && dayNumber(date) % (step / 24) === 0),
  day: (date, step) => (step < 7 ? dayNumber(date) % step === 0 : isMonday(date) && weekNumber(date) % (step / 7) === 0),
  week: (date, step) => weekNumber(date) % step === 0,
  month: (date, step) => monthNumber(date) % step === 0,
};

const tickLabels: Record<Unit, (date: Date) => string> = {
  hour: (date) => (hourOf(date) === 0 ? formatDayTick(date) : formatClock(date)),
  day: formatDayTick,
  week: formatDayTick,
  month: formatMonthTick,
};

export interface Tick {
  index: number;
  label: string;
}

/** Marks that are at least `apart_px` from each other, where a bar is `bar_px` wide. */
export function ticksOf(unit: Unit, buckets: readonly Bucket[], bar_px: number, apart_px: number): Tick[] {
  const step = steps[unit].find((one) => one * bar_px >= apart_px) ?? steps[unit].at(-1) ?? 1;
  const [first] = buckets;
  // One that stands alone has no neighbours to tell its day from.
  if (first && buckets.length === 1) return [{ index: 0, label: stretchLabel(unit, first, first) }];
  return buckets.flatMap(({ start }, index) => (falls[unit](start, step) ? [{ index, label: tickLabels[unit](start) }] : []));
}

/** Neighbouring buckets put together until there are at most `atMost`: a table one can listen to. */
export function grouped(buckets: readonly Bucket[], atMost: number): [Bucket, Bucket, number][] {
  const size = Math.max(1, Math.ceil(buckets.length / atMost));
  return Array.from({ length: Math.ceil(buckets.length / size) }, (_, group) => {
    const members = buckets.slice(group * size, (group + 1) * size);
    return [members[0] as Bucket, members.at(-1) as Bucket, countIn(members, 0, members.length)];
  });
}
