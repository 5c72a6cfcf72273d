// How wide the columns have to be for their words, which depends on the language and the clock.
import type { Call } from '$ipc';
import { clockTime, startOfDay } from '$shared/format/clock';
import { formatColumnTime, formatWeekday, parseInstant } from '$shared/format/time';
import { text } from '$shared/text';
import type { Widths } from './columns';

/** Estimates for the window's font at the size of a cell; measured on the widest words, in WebKit a little wider. */
const digit_rem = 0.45;
const letter_rem = 0.39;
const capital_rem = 1;
/** Headings are set a little smaller than cells. */
const headingShare = 0.93;
const icon_rem = 1.25;
/** 2026-03-01T14: within an hour, no month begins in nearly all zones. */
const hourLetters = 13;
/** 22:58 has as many digits as any time. */
const lateEvening_ms = (22 * 60 + 58) * 60_000;
const sortMark_rem = 0.9;
/** Numbers end where words begin; they need some air between. */
const durationPadding_rem = 0.5;

/** The longest international number has 15 digits and is grouped; with 12 and its spaces most are whole. */
const number_rem = 8.3;
/** Names often differ at their end only. */
const agent_rem = { least: 6.4, most: 11.5 };
/** Below the others a name gets what it needs, but a very long one must leave room to the summary. */
const agentBelow_rem = { least: 6.4, most: 13 };
const summary_rem = 10.6;

const words_rem = (words: readonly string[]) => Math.max(...words.map((word) => word.length)) * letter_rem + capital_rem;

const within = (width: number, { least, most }: { least: number; most: number }) => Math.min(most, Math.max(least, width));

const heading_rem = (heading: string) => words_rem([heading]) * headingShare;

/** The widest time in a month: its width must not change from page to page. */
function widestOf(instant: Date, now: Date): { time: number; weekdayTime: number } {
  const { year, month } = clockTime(instant);
  const sample = new Date(startOfDay(year, month, 23).getTime() + lateEvening_ms);
  const time = formatColumnTime(sample, now).length * digit_rem;
  return { time, weekdayTime: time + formatWeekday(sample, now).length * digit_rem };
}

/** One instant for each hour of the calls: formatting fifty takes as long as asking for them. */
function oneOfEachHour(calls: Call[]): string[] {
  const hours = new Map(calls.map(({ created_at: text }) => [typeof text === 'string' ? text.slice(0, hourLetters) : '', text]));
  return [...hours.values()];
}

/** The widths for these calls and for agents of these names, in the language in use. */
export function widthsFor(calls: Call[], now: Date, names: readonly string[]): Widths {
  const times = oneOfEachHour(calls).map((text) => widestOf(parseInstant(text) ?? now, now));
  const { columns } = text;
  const wordOrHeading = (words: Record<string, string>, heading: string) => Math.max(words_rem(Object.values(words)) + icon_rem, heading_rem(heading));
  return {
    time: Math.max(heading_rem(columns.time) + sortMark_rem, ...times.map(({ time }) => time)),
    weekdayTime: Math.max(...times.map(({ weekdayTime }) => weekdayTime), 0),
    direction: wordOrHeading(text.directions, columns.direction),
    from: number_rem,
    to: number_rem,
    agent: within(words_rem(names), agent_rem),
    agentBelow: within(words_rem(names), agentBelow_rem),
    status: wordOrHeading(text.statuses, columns.status),
    duration: Math.max('1:02:05'.length * digit_rem, heading_rem(columns.duration)) + durationPadding_rem,
    sentiment: wordOrHeading(text.sentiments, columns.sentiment),
    summary: summary_rem,
  };
}
