// Phone numbers as people read them. The backend knows the rules of all countries, and each answer
// tells how its numbers read; what is copied or asked for stays as the server wrote it.
import type { Phones } from '$ipc';
import type { Span } from './marked';

/** The number as `phones` reads it; one that is not in there as it came. */
export function formatPhone(number: string, phones: Phones): string {
  // Numbers are free text: "constructor" is in every object.
  return Object.hasOwn(phones, number) ? (phones[number] ?? number) : number;
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
export function shownRanges(number: string, ranges: readonly Span[], phones: Phones): Span[] {
  const shown = formatPhone(number, phones);
  if (shown === number) return [...ranges];
  return ranges.map(({ start, end }) => ({
    start: placeOfDigit(shown, digitsBefore(number, start)),
    end: placeOfDigit(shown, digitsBefore(number, end) - 1) + 1,
  }));
}
