// Counts as people read them: grouped the way their country does.
import { perLocale } from './locale';

const grouped = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

/** 12345 as "12,345", "12.345" or "12 345". */
export function formatCount(count: number): string {
  return grouped().format(count);
}

/** A group of digits, and the separator to be drawn before it. */
export interface DigitGroup {
  digits: string;
  separator: string;
}

/** 12345 as "12" and, after a comma, "345": for a number whose separators are drawn, not written. */
export function digitGroups(count: number): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let separator = '';
  for (const { type, value } of grouped().formatToParts(count)) {
    if (type === 'group') separator = value;
    else groups.push({ digits: value, separator });
  }
  return groups;
}
