// Sizes of files.
import { perLocale } from './locale';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const formats = units.map((unit) => perLocale((locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: 1 })));

/** 2_100_000 as "2.1 MB": thousands, as file managers count. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return formats[step]?.().format(bytes / 1000 ** step) ?? '';
}
