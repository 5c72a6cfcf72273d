// Phone numbers as people read them: grouped by the rules of their country. What is copied or
// asked for stays the number as the server wrote it.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A table asks for the same numbers again and again; parsing one takes far longer than looking it up. */
const kept = new Map<string, string>();
const keptAtMost = 5000;

/** "+16045551234" as "+1 604 555 1234"; what is no whole international number stays as it came. */
export function formatPhone(number: string): string {
  const known = kept.get(number);
  if (known !== undefined) return known;
  const parsed = /^\+\d{6,15}$/.test(number) ? parsePhoneNumberFromString(number) : undefined;
  const shown = parsed?.isPossible() ? parsed.formatInternational() : number;
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(number, shown);
  return shown;
}
