// Ten key presses between two pictures are one question.
import { expect, it, vi } from 'vitest';
import { oncePerFrame } from './frame';

it('runs once for many calls, with or without frames, and again later', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] });
  const work = vi.fn();
  const soon = oncePerFrame(work);
  soon();
  soon();
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  soon();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
