// Days begin where the person's clocks say so. The tests run on a computer in Berlin.
import { afterEach, describe, expect, it } from 'vitest';
import { zone, zoneNamed } from '$shared/state/zone.svelte';
import { clockTime, dayNumber, startOfDay, weekdayOf } from './clock';
import { formatClock, formatLocalFull, formatShortMoment } from './time';

afterEach(() => zone.choose(null));

const day = (year: number, month: number, date: number) => startOfDay(year, month, date).toISOString();

it('a name is found however it is written, and nonsense is none', () => {
  expect(['europe/berlin', ' America/New York '].map(zoneNamed)).toEqual(['Europe/Berlin', 'America/New_York']);
  expect(['', 'Mars/Olympus', '+05:00', 'Europe', '<b>'].map(zoneNamed)).toEqual([null, null, null, null, null]);
});

describe('a chosen zone', () => {
  it('shows its own clocks everywhere', () => {
    const instant = new Date('2026-03-01T20:30:00Z');
    expect(formatClock(instant)).toBe('21:30');
    zone.choose('Asia/Tokyo');
    expect([formatClock(instant), formatShortMoment(instant), formatLocalFull(instant)]).toEqual(['05:30', '2 Mar 2026, 05:30', 'Mon 2 Mar 2026, 05:30:00']);
    expect(clockTime(instant)).toEqual({ year: 2026, month: 3, day: 2, hour: 5, minute: 30, second: 0 });
    expect(weekdayOf(instant)).toBe(1);
    zone.choose(null);
    expect([formatClock(instant), weekdayOf(instant)]).toEqual(['21:30', 0]);
  });

  it('begins its days at its own midnight, on both sides of summer time', () => {
    zone.choose('America/New_York');
    expect([day(2026, 3, 8), day(2026, 3, 9), day(2026, 11, 1), day(2026, 11, 2)]).toEqual(['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
  });

  it('begins a day without midnight where the clocks jump, and one with two at the first', () => {
    zone.choose('Asia/Beirut');
    expect(day(2026, 3, 29)).toBe('2026-03-28T22:00:00.000Z');
    zone.choose('America/Havana');
    expect(day(2026, 11, 1)).toBe('2026-11-01T04:00:00.000Z');
  });

  it('counts days that are no whole hours from UTC', () => {
    zone.choose('Asia/Kathmandu');
    expect(day(2026, 1, 1)).toBe('2025-12-31T18:15:00.000Z');
    expect(dayNumber(new Date('2025-12-31T18:15:00Z')) - dayNumber(new Date('2025-12-31T18:14:59Z'))).toBe(1);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC'])('%s has every day begin in it, and the moment before is the day before', (name) => {
    zone.choose(name);
    for (let date = 1; date <= 366; date += 1) {
      const start = startOfDay(2026, 1, date);
      expect(dayNumber(start) - dayNumber(new Date(start.getTime() - 1))).toBe(1);
    }
  });
});
