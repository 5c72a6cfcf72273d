// Lengths of calls and remaining times.

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
