// The charts as pictures for a file.
import type { TimeSeries } from '$ipc';
import { formatCount } from '$shared/format/number';
import { formatHourOfDay, formatWeekdayName } from '$shared/format/time';
import { scaleOf, tickIndices, tickName } from './buckets';
import { heatColour, heatLevel, highestOf } from './heat';
import type { Box, Picture, Words } from './picture';

export interface DrawnSeries {
  name: string;
  colour: string;
  counts: readonly number[];
}

type Resolve = (css: string) => string;

const margin = 24;
const titleSize = 16;
const size = 12;

/** About how wide words are; near enough to place a legend. */
const widthOf = (text: string) => text.length * size * 0.56;

function ground(width: number, height: number, title: string, resolve: Resolve): { boxes: Box[]; words: Words[] } {
  return { boxes: [{ x: 0, y: 0, width, height, fill: resolve('var(--bg)') }], words: [{ x: margin, y: margin + titleSize, text: title, fill: resolve('var(--ink)'), size: titleSize, bold: true }] };
}

function legend(series: readonly DrawnSeries[], y: number, resolve: Resolve): { boxes: Box[]; words: Words[] } {
  let x = margin;
  const [boxes, words]: [Box[], Words[]] = [[], []];
  for (const { name, colour } of series) {
    boxes.push({ x, y: y - 9, width: 10, height: 10, fill: resolve(colour) });
    words.push({ x: x + 15, y, text: name, fill: resolve('var(--ink-2)'), size });
    x += 34 + widthOf(name);
  }
  return { boxes, words };
}

export function timePicture(time: TimeSeries, series: readonly DrawnSeries[], title: string, resolve: Resolve): Picture {
  const [width, height] = [1200, 480];
  const { boxes, words } = ground(width, height, title, resolve);
  const plot = { x: 72, y: 92, width: width - 72 - margin, height: height - 92 - 48 };
  const { top, marks } = scaleOf(Math.max(0, ...time.calls));
  const y = (count: number) => plot.y + plot.height * (1 - count / top);
  for (const mark of marks) {
    boxes.push({ x: plot.x, y: y(mark), width: plot.width, height: 1, fill: resolve('var(--line)') });
    words.push({ x: plot.x - 8, y: y(mark) + 4, text: formatCount(mark), fill: resolve('var(--ink-3)'), size, anchor: 'end' });
  }
  const bar = plot.width / Math.max(1, time.calls.length);
  time.calls.forEach((_, index) => {
    let below = 0;
    for (const { counts, colour } of series) {
      const count = counts[index] ?? 0;
      if (count > 0) boxes.push({ x: plot.x + index * bar + bar * 0.1, y: y(below + count), width: bar * 0.8, height: (plot.height * count) / top, fill: resolve(colour) });
      below += count;
    }
  });
  for (const index of tickIndices(time, plot.width, 80)) words.push({ x: plot.x + (index + 0.5) * bar, y: plot.y + plot.height + 20, text: tickName(time, index), fill: resolve('var(--ink-3)'), size, anchor: 'middle' });
  const keys = legend(series, 66, resolve);
  return { width, height, boxes: [...boxes, ...keys.boxes], words: [...words, ...keys.words] };
}

export function heatPicture(hours: readonly (readonly number[])[], title: string, resolve: Resolve): Picture {
  const cell = { width: 40, height: 34 };
  const [left, top] = [72, 84];
  const [width, height] = [left + 24 * cell.width + margin, top + 7 * cell.height + margin];
  const { boxes, words } = ground(width, height, title, resolve);
  const highest = highestOf(hours);
  hours.forEach((row, day) => {
    words.push({ x: left - 10, y: top + day * cell.height + 21, text: formatWeekdayName(day), fill: resolve('var(--ink-2)'), size, anchor: 'end' });
    row.forEach((count, hour) => {
      const level = heatLevel(count, highest);
      boxes.push({ x: left + hour * cell.width + 1, y: top + day * cell.height + 1, width: cell.width - 2, height: cell.height - 2, fill: resolve(heatColour(level)) });
      if (count > 0) words.push({ x: left + (hour + 0.5) * cell.width, y: top + day * cell.height + 21, text: formatCount(count), fill: resolve(level > 3 ? 'var(--on-accent)' : 'var(--ink)'), size: 11, anchor: 'middle' });
    });
  });
  for (let hour = 0; hour < 24; hour += 3) words.push({ x: left + hour * cell.width + 2, y: top - 8, text: formatHourOfDay(hour), fill: resolve('var(--ink-3)'), size });
  return { width, height, boxes, words };
}

export interface Bar {
  name: string;
  /** How far the bar reaches; the highest reaches all the way. */
  value: number;
  /** What stands behind the bar. */
  shown: string;
  colour: string;
}

/** A list of bars, the longest names cut. */
export function barsPicture(bars: readonly Bar[], title: string, resolve: Resolve): Picture {
  const [left, row, most] = [290, 30, 36];
  const [width, top] = [900, 76];
  const height = top + bars.length * row + margin;
  const room = width - left - 2 * margin - Math.max(0, ...bars.map(({ shown }) => widthOf(shown)));
  const highest = Math.max(1e-9, ...bars.map(({ value }) => value));
  const { boxes, words } = ground(width, height, title, resolve);
  bars.forEach(({ name, value, shown, colour }, index) => {
    const base = top + index * row;
    const letters = [...name];
    const reach = (room * value) / highest;
    words.push({ x: margin, y: base + 4, text: letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name, fill: resolve('var(--ink)'), size });
    boxes.push({ x: left, y: base - 7, width: Math.max(value > 0 ? 2 : 0, reach), height: 14, fill: resolve(colour) });
    words.push({ x: left + reach + 10, y: base + 4, text: shown, fill: resolve('var(--ink-2)'), size });
  });
  return { width, height, boxes, words };
}
