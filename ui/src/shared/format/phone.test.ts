import { expect, it } from 'vitest';
import { formatPhone, shownRanges } from './phone';

const phones = { '+16045551234': '+1 604 555 1234' };

it('a number reads as the answer says', () => expect(formatPhone('+16045551234', phones)).toBe('+1 604 555 1234'));

it.each(['', 'anonymous', '+4930901820', 'constructor', '__proto__', '<b>'])('%s, which is in no answer, stays as it came', (text) => expect(formatPhone(text, phones)).toBe(text));

it('what was found in a number is the same digits as they are shown', () => {
  const all = { ...phones, '+33142001234': '+33 1 42 00 12 34' };
  const marked = (number: string, start: number, end: number) => shownRanges(number, [{ start, end }], all).map((range) => formatPhone(number, all).slice(range.start, range.end));
  expect(marked('+16045551234', 2, 8)).toEqual(['604 555']);
  expect(marked('+16045551234', 1, 12)).toEqual(['1 604 555 1234']);
  expect(marked('+33142001234', 7, 9)).toEqual(['0 1']);
  expect(marked('+1 (604) 555-1234', 4, 12)).toEqual(['604) 555']);
});
