// Which arrangement of the columns is taken for the room there is.
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '$ipc';
import { language } from '$shared/state/language.svelte';
import { columns, layoutFor, type Column, type Widths } from './columns';
import { widthsFor } from './widths';

const widths: Widths = {
  time: 6, weekdayTime: 8, direction: 5, from: 7, to: 7, agent: 6, status: 6, duration: 4, sentiment: 5, summary: 12,
};
const without = (...hidden: Column[]) => columns.filter((column) => !hidden.includes(column));

describe('the layout', () => {
  it.each([
    [120, 1, true, []],
    [68, 1, false, []],
    [65, 2, true, []],
    [46, 2, true, ['direction']],
    [44, 2, true, ['direction']],
    [42, 2, false, ['direction']],
    [38, 2, false, ['direction', 'sentiment']],
    [10, 2, false, ['direction', 'sentiment']],
  ])('in %s rem has %s lines, weekdays: %s, icons alone for %s', (room_rem, lines, weekday, icons) => {
    expect(layoutFor(room_rem, columns, widths)).toMatchObject({ lines, weekday, icons });
  });

  it('goes back to one line where enough columns are hidden', () => {
    expect([layoutFor(50, columns, widths).lines, layoutFor(50, without('to', 'status', 'sentiment'), widths).lines]).toEqual([2, 1]);
  });

  it('has one track for each column of the first line', () => {
    expect(layoutFor(68, without('summary'), widths).tracks).toBe('6rem 5rem minmax(7rem, 0.28fr) minmax(7rem, 0.28fr) minmax(6rem, 0.55fr) 6rem 4rem 5rem');
    expect(layoutFor(48, columns, widths).tracks).toBe('8rem 5rem minmax(7rem, 1fr) minmax(7rem, 1fr) 6rem 4rem 5rem');
  });

  it('reaches the edge with its first line, so that the second can', () => {
    expect(layoutFor(20, without('from', 'to', 'status', 'sentiment'), widths).tracks.endsWith('1fr')).toBe(true);
  });

  it('lets numbers shrink rather than push the rest out', () => expect(layoutFor(10, columns, widths).tracks).toContain('minmax(0, 1fr)'));

  it('needs no second line when nothing would stand on it', () => expect(layoutFor(10, without('agent', 'summary'), widths).lines).toBe(1));
});

describe('the widths', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const at = (created_at: string): Call => ({ id: '1', created_at });

  afterEach(() => language.choose('system'));

  it('make room for the year only where one is shown', () => {
    expect(widthsFor([at('2025-11-02T08:00:00Z')], now).time).toBeGreaterThan(widthsFor([at('2026-11-02T08:00:00Z')], now).time);
  });

  it('do not change with the day of the month', () => {
    expect(widthsFor([at('2026-11-02T08:00:00Z')], now)).toEqual(widthsFor([at('2026-11-22T20:00:00Z')], now));
  });

  it('make room for longer German words', () => {
    const english = widthsFor([], now);
    language.choose('de');
    expect(widthsFor([], now).status).toBeGreaterThan(english.status);
  });

  it('are those of the heading where a time cannot be read', () => expect(widthsFor([at('yesterday')], now).time).toBeGreaterThan(3));
});
