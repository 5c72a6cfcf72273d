// Which arrangement of the columns is taken for the room there is.
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '$ipc';
import { language } from '$shared/state/language.svelte';
import { columns, layoutFor, type Column, type Widths } from './columns';
import { widthsFor } from './widths';

const widths: Widths = {
  time: 6, weekdayTime: 8, direction: 5, from: 7, to: 7, agent: 6, status: 6, duration: 4, sentiment: 5, summary: 12, agentBelow: 8,
};
const without = (...hidden: Column[]) => columns.filter((column) => !hidden.includes(column));

describe('the layout', () => {
  it.each([
    [120, 1, true, []],
    [72, 1, false, []],
    [68, 1, false, ['direction']],
    [65, 2, true, []],
    [50, 2, true, ['direction']],
    [48, 2, true, ['direction']],
    [46, 2, false, ['direction']],
    [42, 2, false, ['direction', 'sentiment']],
    [38, 2, false, ['direction', 'sentiment', 'status']],
    [10, 2, false, ['direction', 'sentiment', 'status']],
  ])('in %s rem has %s lines, weekdays: %s, icons alone for %s', (room_rem, lines, weekday, icons) => {
    expect(layoutFor(room_rem, columns, widths)).toMatchObject({ lines, weekday, icons });
  });

  it('goes back to one line where enough columns are hidden', () => {
    expect([layoutFor(54, columns, widths).lines, layoutFor(54, without('to', 'status', 'sentiment'), widths).lines]).toEqual([2, 1]);
  });

  it('has one track for the marks and one for each column of the first line', () => {
    expect(layoutFor(72, without('summary'), widths).tracks).toBe('3.1rem 6rem 5rem minmax(7rem, 0.28fr) minmax(7rem, 0.28fr) minmax(6rem, 0.55fr) 6rem 4rem 5rem');
    expect(layoutFor(72, without('summary'), { ...widths, agentBelow: 13 }).tracks).toContain('minmax(6rem, 1.1fr)');
    expect(layoutFor(52, columns, widths).tracks).toBe('3.1rem 8rem 5rem minmax(7rem, 1fr) minmax(7rem, 1fr) 6rem 4rem 5rem');
  });

  it('reaches the edge with its first line, so that the second can', () => {
    expect(layoutFor(20, without('from', 'to', 'status', 'sentiment'), widths).tracks.endsWith('1fr')).toBe(true);
  });

  it('lets numbers shrink rather than push the rest out', () => expect(layoutFor(10, columns, widths).tracks).toContain('minmax(0, 1fr)'));

  it('keeps a dragged width, and gives the room to those that still grow', () => {
    expect(layoutFor(120, without('summary', 'sentiment'), widths, { agent: 15, time: 9 }).tracks).toBe('3.1rem 9rem 5rem minmax(3.5rem, 0.28fr) minmax(3.5rem, 0.28fr) 15rem 6rem 4rem');
  });

  it('stays on one line while columns that grow can give way to a dragged one', () => {
    expect([layoutFor(72, columns, widths, { agent: 12 }).lines, layoutFor(72, columns, widths, { agent: 40 }).lines]).toEqual([1, 2]);
  });

  it('lets dragged widths shrink where they would not fit', () => {
    const dragged = { time: 30, from: 30, to: 30 };
    expect(layoutFor(40, columns, widths, dragged).tracks).toBe('3.1rem minmax(0, 30rem) 1.2rem minmax(0, 30rem) minmax(0, 30rem) 1.2rem 4rem 1.2rem 1fr');
  });

  it('follows the order of the columns', () => {
    const order: Column[] = ['duration', 'time', 'status'];
    expect(layoutFor(120, order, widths).tracks).toBe('3.1rem 4rem 8rem 6rem');
  });

  it('puts the agent of the second line below as many columns as it needs', () => {
    expect([layoutFor(52, columns, { ...widths, agentBelow: 13 }).split, layoutFor(52, columns, widths).split, layoutFor(30, ['direction', 'status', 'agent', 'duration', 'summary', 'time', 'from', 'to'], widths).split]).toEqual([4, 3, 6]);
  });

  it('needs no second line when nothing would stand on it', () => expect(layoutFor(10, without('agent', 'summary'), widths).lines).toBe(1));
});

describe('the widths', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const at = (created_at: string): Call => ({ id: '1', created_at });

  afterEach(() => language.choose('system'));

  it('make room for the year only where one is shown', () => {
    expect(widthsFor([at('2025-11-02T08:00:00Z')], now, []).time).toBeGreaterThan(widthsFor([at('2026-11-02T08:00:00Z')], now, []).time);
  });

  it('do not change with the day of the month', () => {
    expect(widthsFor([at('2026-11-02T08:00:00Z')], now, [])).toEqual(widthsFor([at('2026-11-22T20:00:00Z')], now, []));
  });

  it('make room for longer German words', () => {
    const english = widthsFor([], now, []);
    language.choose('de');
    expect(widthsFor([], now, []).status).toBeGreaterThan(english.status);
  });

  it('give agents below the others what their names need, and hostile names not more than leaves room', () => {
    const below = (...names: string[]) => widthsFor([], now, names).agentBelow;
    expect(below('Lena (Terminservice)')).toBeGreaterThan(below('Lena'));
    expect(below('x'.repeat(5000))).toBeLessThan(14);
    expect(below()).toBeGreaterThan(5);
  });

  it('are those of the heading where a time cannot be read', () => expect(widthsFor([at('yesterday')], now, []).time).toBeGreaterThan(3));
});
