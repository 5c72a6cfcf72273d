// Counts as people read them: grouped the way their country does.
import { perLocale } from './locale';

const grouped = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

/** 12345 as "12,345", "12.345" or "12 345". */
export function formatCount(count: number): string {
  return grouped().format(count);
}

const percent = perLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
const points = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }));

/** 0.456 as "45.6%" or "45,6 %". */
export const formatShare = (share: number): string => percent().format(share);

/** A difference of two shares in percentage points: 0.012 as "+1.2". */
export const formatPoints = (difference: number): string => points().format(difference * 100);

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
