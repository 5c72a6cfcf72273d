import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '$ipc';
import type { Shown } from './shown';
import { PageParts } from './parts.svelte';

const answer = (first: number, count = 50): Shown => {
  const calls = Array.from({ length: count }, (_, index) => ({ id: `call-${first + index}` }) as Call);
  return { calls, marks: [], highlights: [], agentHighlights: [], elsewhere: [], phones: {}, total: count, offset: 0, hasMore: false, inWords: '' };
};
const far_ms = 10_000;

describe('a page in parts', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('begins with the rows in sight, and the rest comes a few at a time', () => {
    const parts = new PageParts();
    const shown = answer(0);
    parts.makeRest(shown, 14);
    const counts = new Set([parts.rowsOf(shown, 14).length]);
    for (let passed = 0; passed < far_ms; passed += 10) {
      vi.advanceTimersByTime(10);
      counts.add(parts.rowsOf(shown, 14).length);
    }
    const steps = [...counts];
    expect([steps[0], steps.at(-1)]).toEqual([14, 50]);
    expect(steps.slice(1).every((count, index) => count - (steps[index] ?? 0) <= 3)).toBe(true);
  });

  it('gives way to a newer answer, and keeps rows that are there', () => {
    const parts = new PageParts();
    const [older, newer, longer] = [answer(0), answer(100), answer(100, 60)];
    const stop = parts.makeRest(older, 14);
    vi.advanceTimersByTime(300);
    stop();
    parts.makeRest(newer, 14);
    vi.advanceTimersByTime(far_ms);
    expect(parts.rowsOf(older, 14)).toHaveLength(14);
    expect(parts.rowsOf(newer, 14)).toHaveLength(50);
    expect(parts.rowsOf(longer, 14)).toHaveLength(14);
    expect(parts.rowsOf(answer(100, 50), 14)).toHaveLength(50);
  });

  it('reaches as far as it has to at once', () => {
    expect(new PageParts().rowsOf(answer(0), 31)).toHaveLength(31);
    expect(new PageParts().rowsOf(answer(0), Infinity)).toHaveLength(50);
  });
});
