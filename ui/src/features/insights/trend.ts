// A figure against the same figure of the time before, in words.
import { formatPoints, formatShare } from '$shared/format/number';
import { insightsText } from '$shared/text/insights';

export interface Trend {
  direction: 'up' | 'down' | 'same';
  words: string;
}

/** Smaller changes than a tenth of a percent are not told. */
const told = 0.0005;
const words = () => insightsText.trend;

/** A count or a length: how many percent more or less. Null where one of them is missing. */
export function relativeTrend(now: number | null, before: number | null | undefined): Trend | null {
  if (now === null || before === null || before === undefined) return null;
  if (before === 0) return now === 0 ? { direction: 'same', words: words().same } : { direction: 'up', words: words().fresh };
  const change = now / before - 1;
  if (Math.abs(change) < told) return { direction: 'same', words: words().same };
  const shown = formatShare(Math.abs(change) >= 0.1 ? Math.round(Math.abs(change) * 100) / 100 : Math.abs(change));
  return change > 0 ? { direction: 'up', words: words().up(shown) } : { direction: 'down', words: words().down(shown) };
}

/** A share: by how many percentage points it has moved. */
export function pointsTrend(now: number | null, before: number | null | undefined): Trend | null {
  if (now === null || before === null || before === undefined) return null;
  const change = now - before;
  if (Math.abs(change) < told) return { direction: 'same', words: words().same };
  return { direction: change > 0 ? 'up' : 'down', words: words().points(formatPoints(change)) };
}

/** Good or bad news, where a change can be either. */
export function toneOf(trend: Trend | null, good: 'up' | 'down' | null): 'good' | 'bad' | 'plain' {
  if (!trend || trend.direction === 'same' || good === null) return 'plain';
  return trend.direction === good ? 'good' : 'bad';
}
