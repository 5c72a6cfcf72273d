// The first key press is answered at once; of ten more before the next picture, the last one.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { oncePerFrame } from './frame';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] }));
afterEach(() => void vi.useRealTimers());

it('runs at once, and for whatever comes before the next frame once more', () => {
  const work = vi.fn();
  const soon = oncePerFrame(work);
  soon();
  expect(work).toHaveBeenCalledTimes(1);
  soon();
  soon();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(20);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledTimes(2);
  soon();
  expect(work).toHaveBeenCalledTimes(3);
});

it('goes on where there are no frames', () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const work = vi.fn();
  const soon = oncePerFrame(work);
  soon();
  soon();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
