// Days of a filter in a zone that was chosen. The tests run on a computer in Berlin.
import { afterEach, expect, it } from 'vitest';
import { startOfDay } from '$shared/format/clock';
import { dayAt } from '$shared/format/time';
import { zone } from '$shared/state/zone.svelte';
import { firstMoment, lastMoment, stretchBounds, stretchOf } from './filter';

afterEach(() => zone.choose(null));

it('a chosen zone moves the bounds of a filter, and leads back to the same days', () => {
  zone.choose('Asia/Tokyo');
  expect([firstMoment('2026-03-01'), lastMoment('2026-03-01')]).toEqual(['2026-02-28T15:00:00.000000Z', '2026-03-01T14:59:59.999999Z']);
  expect(stretchBounds(startOfDay(2026, 3, 1), startOfDay(2026, 3, 3))).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(dayAt(new Date('2026-03-01T20:30:00Z'))).toBe('2026-03-02');
  expect(stretchOf('yesterday', new Date('2026-03-01T20:30:00Z'))).toEqual({ start: new Date('2026-02-28T15:00:00Z'), end: new Date('2026-03-01T15:00:00Z') });
});
