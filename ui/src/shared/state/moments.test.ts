// What goes stale is told when it does, and nothing wakes before.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followClock, followDay } from './moments';
import { zone } from './zone.svelte';

const hour_ms = 3_600_000;
let stop: () => void = () => undefined;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: new Date('2026-03-28T20:30:20Z') }));
afterEach(() => {
  stop();
  zone.choose(null);
  vi.useRealTimers();
});

function told(follow: typeof followDay): string[] {
  const times: string[] = [];
  stop = follow((now) => times.push(now.toISOString().slice(0, 19)));
  return times;
}

describe('the day', () => {
  it('begins at midnight of the zone in use, and in between it is looked at once an hour', () => {
    zone.choose('Europe/Berlin');
    const times = told(followDay);
    vi.advanceTimersByTime(3 * hour_ms);
    expect(times).toEqual(['2026-03-28T20:30:20', '2026-03-28T21:30:20', '2026-03-28T22:30:20', '2026-03-28T23:00:00']);
  });

  it('is looked at when somebody comes back, and by nobody who has gone', () => {
    const times = told(followDay);
    window.dispatchEvent(new Event('focus'));
    expect(times).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(1);
    stop();
    window.dispatchEvent(new Event('focus'));
    expect([times.length, vi.getTimerCount()]).toEqual([2, 0]);
  });
});

it('a clock is told with every minute', () => {
  const times = told(followClock);
  vi.advanceTimersByTime(100_000);
  expect(times).toEqual(['2026-03-28T20:30:20', '2026-03-28T20:31:00', '2026-03-28T20:32:00']);
});
