// Counts as people read them: grouped in thousands.

/** The language of the text catalogue; dates and numbers follow it, not the system. */
export const locale = 'en-GB';

const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** 12345 as "12,345". */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** "12345" as ["12", "345"], for a number whose separators are drawn, not written. */
export function thousands(count: number): string[] {
  return formatCount(count).split(',');
}
