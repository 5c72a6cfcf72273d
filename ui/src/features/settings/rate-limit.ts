// The request limit as people choose it, and as it is stored: "auto", "none" or "N/min,M/h".

export interface RateLimit {
  kind: 'auto' | 'none' | 'custom';
  perMinute: number;
  perHour: number;
}

const customDefault = { perMinute: 60, perHour: 600 };

export function readRateLimit(stored: string): RateLimit {
  const custom = /^(\d+)\/min,(\d+)\/h$/.exec(stored.trim());
  if (custom) return { kind: 'custom', perMinute: Number(custom[1]), perHour: Number(custom[2]) };
  return { kind: stored.trim() === 'none' ? 'none' : 'auto', ...customDefault };
}

/** Null when the custom numbers are no whole numbers from 1 on. */
export function writeRateLimit(limit: RateLimit): string | null {
  if (limit.kind !== 'custom') return limit.kind;
  const valid = [limit.perMinute, limit.perHour].every((count) => Number.isInteger(count) && count >= 1);
  return valid ? `${limit.perMinute}/min,${limit.perHour}/h` : null;
}
