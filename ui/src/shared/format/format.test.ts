// How values read: durations, times, counts and hostile text.
import { afterEach, describe, expect, it } from 'vitest';
import { formatDuration } from './duration';
import { language } from '../state/language.svelte';
import { digitGroups, formatCount } from './number';
import { formatBytes } from './size';
import { oneLine, showControls, showValue } from './plain';
import { formatColumnTime, formatMoment, formatUtc, formatWeekday, parseInstant, reading } from './time';

describe('a duration', () => {
  it.each([
    [0, '0:00'],
    [5, '0:05'],
    [125, '2:05'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_605, '10:10:05'],
    [59.9, '0:59'],
  ])('of %s seconds reads %s', (duration_s, words) => expect(formatDuration(duration_s)).toBe(words));

  it.each([null, undefined, -1, Number.NaN, Number.POSITIVE_INFINITY])('that is %s is none', (duration_s) => expect(formatDuration(duration_s)).toBeNull());
});

describe('a count', () => {
  it('is grouped in thousands', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
  it('falls into groups that hold the plain number', () => {
    expect(digitGroups(1_234_567)).toEqual([{ digits: '1', separator: '' }, { digits: '234', separator: ',' }, { digits: '567', separator: ',' }]);
  });
});

describe("the server's time text", () => {
  it.each([
    ['2026-02-18T06:09:30.462859+00:00', '2026-02-18T06:09:30.462Z'],
    ['2024-01-15T10:30:00Z', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15T10:30:00+02:00', '2024-01-15T08:30:00.000Z'],
    ['2024-01-15 10:30:00.5+00', '2024-01-15T10:30:00.500Z'],
    ['2024-01-15T10:30:00', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15T10:30+0200', '2024-01-15T08:30:00.000Z'],
    ['2024-01-15', '2024-01-15T00:00:00.000Z'],
  ])('%s is read as %s', (words, utc) => expect(parseInstant(words)?.toISOString()).toBe(utc));

  it.each(['', 'yesterday', null, 17, '2024-13-45T00:00:00Z'])('%s is no time', (words) => expect(parseInstant(words)).toBeNull());
});

describe('an instant', () => {
  // The tests run in Europe/Berlin.
  const now = new Date('2026-11-23T12:00:00Z');
  const instant = new Date('2026-11-23T09:31:05Z');
  const lastYear = new Date('2025-03-03T23:30:00Z');

  it('is shown in local time in a column', () => expect(formatColumnTime(instant, now)).toBe('23 Nov, 10:31'));
  it('has its weekday this year', () => expect(formatWeekday(instant, now)).toBe('Mon '));
  it('has its year instead when it is another', () => expect(formatWeekday(lastYear, now) + formatColumnTime(lastYear, now)).toBe('4 Mar 2025, 00:30'));
  it('is only a clock time today', () => expect(formatMoment(instant, now)).toBe('10:31'));
  it('has its day on any other day', () => expect(formatMoment(new Date('2026-11-22T23:00:00Z'), new Date('2026-11-24T12:00:00Z'))).toBe('23 Nov, 00:00'));
  it('is told in UTC beside', () => expect(formatUtc(instant)).toBe('2026-11-23 09:31:05 UTC'));
});

describe('another country', () => {
  const now = new Date('2026-11-23T22:00:00Z');
  const instant = new Date('2026-11-23T20:31:05Z');

  /** Narrow and wide spaces differ between releases of the platform's language data. */
  const plainSpaces = (words: string) => words.replace(/\s/g, ' ');

  afterEach(() => (language.systemPrefers = ['en-GB']));

  it.each([
    ['en-US', 'Mon Nov 23, 9:31 PM', '12,345'],
    ['en-GB', 'Mon 23 Nov, 21:31', '12,345'],
    ['de-DE', 'Mo 23. Nov., 21:31', '12.345'],
  ])('%s writes %s and %s', (locale, time, count) => {
    language.systemPrefers = [locale];
    expect([plainSpaces(formatWeekday(instant, now) + formatColumnTime(instant, now)), formatCount(12_345)]).toEqual([time, count]);
  });

  it.each([
    ['en-US', true, true], ['en-GB', false, false], ['en-IN', true, false], ['de-DE', false, false], ['en-CA', true, true],
  ])('%s tells the backend of its clock and order', (locale, twelve_hours, month_first) => {
    language.systemPrefers = [locale];
    expect(reading()).toEqual({ twelve_hours, month_first });
  });

  it('groups digits its own way', () => {
    language.systemPrefers = ['en-IN'];
    expect(digitGroups(1_234_567).map(({ digits }) => digits)).toEqual(['12', '34', '567']);
  });
});

describe('text from the server', () => {
  it('shows control characters instead of obeying them', () => expect(showControls('a\u0000b\u001b[31mc')).toBe('a\ufffdb\ufffd[31mc'));
  it('keeps its line breaks', () => expect(showControls('a\r\nb\tc')).toBe('a\nb\tc'));
  it('becomes one line for a cell', () => expect(oneLine('  a\n\n b\tc ')).toBe('a b c'));
  it('is cut when it is long, between characters', () => expect(oneLine('😀😀😀😀', 3)).toBe('😀😀😀…'));
  it('of 100 kB costs a cell only its beginning', () => expect(oneLine('x'.repeat(100_000)).length).toBe(281));
  it('is readable whatever its type', () => expect([showValue({ a: 1 }), showValue(true), showValue('t')]).toEqual(['{\n  "a": 1\n}', 'true', 't']));
});

it.each([[0, '0 bytes'], [999, '999 bytes'], [4200, '4.2 kB'], [2_100_000, '2.1 MB'], [3_000_000_000, '3 GB'], [4e12, '4,000 GB']])('writes %d bytes as %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));
