// Days as they are typed and read, and months laid out by weeks.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { language } from '../state/language.svelte';
import { addDays, addMonths, dayPattern, formatNumericDay, readDay, weekdayNames, weeksOf } from './day';

const speaks = (...tags: string[]) => (language.systemPrefers = tags);

beforeEach(() => speaks('en-GB'));
afterEach(() => speaks('en-GB'));

it.each([
  ['en-GB', '03/11/2026', 'dd/mm/yyyy'],
  ['en-US', '11/03/2026', 'mm/dd/yyyy'],
  ['de-DE', '03.11.2026', 'dd.mm.yyyy'],
])('%s writes %s and reads it', (tag, written, pattern) => {
  speaks(tag);
  expect([formatNumericDay('2026-11-03'), readDay(written), dayPattern({ day: 'd', month: 'm', year: 'y' })]).toEqual([written, '2026-11-03', pattern]);
});

it.each([
  ['3.11.26', '2026-11-03'],
  ['2026-11-03', '2026-11-03'],
  [' 3 / 11 / 2026 ', '2026-11-03'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2026', null],
  ['31/04/2026', null],
  ['03/13/2026', null],
  ['03/11', null],
  ['03/11/1920', null],
  ['tomorrow', null],
  ['', null],
])('“%s” is read as %s', (typed, day) => expect(readDay(typed)).toBe(day));

it('a day goes to the same one of another month, or to its last', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2026-01-31', -2), addDays('2026-03-28', 3)]).toEqual(['2026-02-28', '2025-11-30', '2026-03-31']);
});

describe('the weeks of a month', () => {
  it('begin as weeks begin here and hold the whole month', () => {
    const weeks = weeksOf('2026-11-23');
    expect([weeks.length, weeks[0]?.[0], weeks.flat().includes('2026-11-30')]).toEqual([6, '2026-10-26', true]);
    expect(weekdayNames()[0]).toBe('Mon');
  });
});
