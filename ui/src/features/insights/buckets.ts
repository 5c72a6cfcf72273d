// What a bar of the time chart is called, and which of them have a mark on the axis.
import type { TimeSeries } from '$ipc';
import { clockTime, weekdayOf } from '$shared/format/clock';
import { formatDayTick, formatMonth, formatMonthTick, formatShortDay, formatWeekdayDay } from '$shared/format/time';

/** "Mon 3 Mar 2026", "3 Mar 2026 – 9 Mar 2026", "March 2026". */
export function bucketName({ unit, starts, ends }: TimeSeries, index: number): string {
  const [start, end] = [new Date(starts[index] ?? ''), new Date(ends[index] ?? '')];
  if (Number.isNaN(start.getTime())) return '';
  if (unit === 'day') return formatWeekdayDay(start);
  return unit === 'month' ? formatMonth(start) : `${formatShortDay(start)} – ${formatShortDay(end)}`;
}

const steps: Record<TimeSeries['unit'], readonly number[]> = { day: [1, 2, 7, 14, 28, 56, 112, 364], week: [1, 2, 4, 8, 13, 26, 52, 104], month: [1, 2, 3, 6, 12, 24, 60, 120] };

/** The days between Mondays stand best on Mondays, months best on quarters and years. */
function offsetOf(unit: TimeSeries['unit'], first: Date, step: number): number {
  if (unit === 'day' && step % 7 === 0) return (8 - weekdayOf(first)) % 7;
  return unit === 'month' ? (step - ((clockTime(first).month - 1) % step)) % step : 0;
}

/** The bars with a mark, at least `apart_px` from each other and none so close to the end that its words would not fit. */
export function tickIndices({ unit, starts }: TimeSeries, width_px: number, apart_px: number): number[] {
  const bar_px = width_px / Math.max(1, starts.length);
  const step = steps[unit].find((one) => one * bar_px >= apart_px) ?? steps[unit].at(-1) ?? 1;
  const indices: number[] = [];
  for (let index = offsetOf(unit, new Date(starts[0] ?? ''), step); index < starts.length; index += step) indices.push(index);
  const fitting = indices.filter((index) => (index + 0.5) * bar_px <= width_px - 0.35 * apart_px);
  return fitting.length > 0 ? fitting : indices;
}

export function tickName({ unit, starts }: TimeSeries, index: number): string {
  const start = new Date(starts[index] ?? '');
  if (Number.isNaN(start.getTime())) return '';
  return unit === 'month' ? formatMonthTick(start) : formatDayTick(start);
}

/** Each series on top of those before it: what a stacked bar reaches up to. */
export function stacked(series: readonly (readonly number[])[], length: number): number[][] {
  const sum = Array.from({ length }, () => 0);
  return series.map((counts) => sum.map((_, index) => (sum[index] = (sum[index] ?? 0) + (counts[index] ?? 0))));
}

/** A round number at or above the highest bar, and the lines up to it. */
export function scaleOf(highest: number, lines = 4): { top: number; marks: number[] } {
  const rough = Math.max(1, highest) / lines;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  const count = Math.ceil(Math.max(1, highest) / step);
  return { top: count * step, marks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}
