// Words that go stale by themselves: "today" at midnight, a clock with every minute.
import { clockTime, startOfDay } from '../format/clock';

const minute_ms = 60_000;
/** A computer that slept past the moment is not told by its timers. */
const longestRest_ms = 3_600_000;

/** Tells the time now, whenever `next` says that it is due and when somebody comes back to the window. */
function follow(next_ms: (now: Date) => number, tell: (now: Date) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const now = new Date();
    tell(now);
    timer = setTimeout(look, Math.min(longestRest_ms, Math.max(1, next_ms(now))));
  };
  look();
  window.addEventListener('focus', look);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('focus', look);
  };
}

/** Tells the time at once and when another day begins, so that a window that nobody uses rests. */
export function followDay(tell: (now: Date) => void): () => void {
  return follow((now) => {
    const { year, month, day } = clockTime(now);
    return startOfDay(year, month, day + 1).getTime() - now.getTime();
  }, tell);
}

/** Tells the time at once and with every minute. */
export function followClock(tell: (now: Date) => void): () => void {
  return follow((now) => minute_ms - (now.getTime() % minute_ms), tell);
}
