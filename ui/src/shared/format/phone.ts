// Phone numbers as people read them, by libphonenumber's rules. What is copied or asked for stays
// as the server wrote it.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Span } from './marked';

/** Only whole international numbers: without a country nobody knows how to group the digits. */
const international = /^\+[1-9]\d{6,14}$/;
const keptAtMost = 4000;
const known = new Map<string, string>();

function format(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isPossible() ? parsed.formatInternational() : number;
}

/** "+16045551234" as "+1 604 555 1234"; anything that is no international number as it came. */
export function formatPhone(text: string): string {
  if (!international.test(text)) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  // Forgetting all at once is cheap, and one screen's numbers are soon known again.
  if (known.size >= keptAtMost) known.clear();
  const formatted = format(text);
  known.set(text, formatted);
  return formatted;
}

const digitsBefore = (text: string, at: number) => text.slice(0, at).replace(/\D/g, '').length;

/** Where the number's digit of this place stands in a text that has the same digits. */
function placeOfDigit(text: string, place: number): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!/\d/.test(text.charAt(at))) continue;
    if (digits === place) return at;
    digits += 1;
  }
  return text.length;
}

/** Ranges of the number as the server wrote it, moved to the same digits as they are shown. */
export function shownRanges(number: string, ranges: readonly Span[]): Span[] {
  const shown = formatPhone(number);
  if (shown === number) return [...ranges];
  return ranges.map(({ start, end }) => ({
    start: placeOfDigit(shown, digitsBefore(number, start)),
    end: placeOfDigit(shown, digitsBefore(number, end) - 1) + 1,
  }));
}
