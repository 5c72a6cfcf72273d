// Lengths of calls and remaining times.
import { perLocale } from './locale';

const pad = (value: number) => String(value).padStart(2, '0');

/** Seconds as m:ss, or h:mm:ss from an hour on; null when there is no sensible length. */
export function formatDuration(duration_s: number | null | undefined): string | null {
  if (duration_s === null || duration_s === undefined || !Number.isFinite(duration_s) || duration_s < 0) return null;
  const whole = Math.floor(duration_s);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = pad(whole % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

const unit = (name: string) => perLocale((locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 }));
const hours = unit('hour');
const minutes = unit('minute');

/** A sum of durations: "1,234 hr", "3 hr 20 min"; a short one as m:ss. */
export function formatHours(duration_s: number): string {
  if (duration_s < 3600) return formatDuration(duration_s) ?? '';
  const whole_min = Math.round(duration_s / 60);
  const [full, rest] = [Math.floor(whole_min / 60), whole_min % 60];
  return full >= 100 || rest === 0 ? hours().format(full) : `${hours().format(full)} ${minutes().format(rest)}`;
}
