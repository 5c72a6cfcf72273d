// Numbers of several countries, and what is no number.
import { expect, it } from 'vitest';
import { formatPhone, shownRanges } from './phone';

it.each([
  ['+16045551234', '+1 604 555 1234'],
  ['+493090182000', '+49 30 90182000'],
  ['+442079460958', '+44 20 7946 0958'],
  ['+33142001234', '+33 1 42 00 12 34'],
  ['+41446681800', '+41 44 668 18 00'],
  ['+442079460018', '+44 20 7946 0018'],
])('%s reads %s', (number, words) => expect(formatPhone(number)).toBe(words));

it.each(['', 'anonymous', '6045551234', '+1', '+999123456789', '+1604555123499999', '+1604555123', 'sip:front.desk@pbx.example.org', '+1604 555', '<b>+16045551234</b>'])(
  '%s stays as it came',
  (text) => expect(formatPhone(text)).toBe(text),
);

it('what was found in a number is the same digits as they are shown', () => {
  const marked = (number: string, start: number, end: number) => shownRanges(number, [{ start, end }]).map((range) => formatPhone(number).slice(range.start, range.end));
  expect(marked('+16045551234', 2, 8)).toEqual(['604 555']);
  expect(marked('+16045551234', 1, 12)).toEqual(['1 604 555 1234']);
  expect(marked('+33142001234', 7, 9)).toEqual(['0 1']);
  expect(marked('+1 (604) 555-1234', 4, 12)).toEqual(['604) 555']);
});
