// What presses, drags and keys on the histogram choose.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Histogram } from '$ipc';
import { Chart } from './chart.svelte';

/** A histogram of days from 1 March on, in UTC. */
function days(length: number, first = 1): Histogram {
  const start = (index: number) => new Date(Date.UTC(2026, 2, first + index)).toISOString();
  return { unit: 'day', starts: Array.from({ length }, (_, index) => start(index)), end: start(length), counts: Array.from({ length }, () => 1), earlier: 0, later: 2 };
}

function chartOf(length: number) {
  let source = $state.raw({ histogram: days(length), from: null as Date | null, to: null as Date | null });
  const chart = new Chart(() => ({
    ...source,
    onchoose: (from, to) => (source = { ...source, from, to }),
    onclear: () => (source = { ...source, from: null, to: null }),
    onbeyond: (side, edge) => (source = { ...source, from: side === 'later' ? edge : null, to: side === 'later' ? null : edge }),
  }));
  return { chart, becomes: (histogram: Histogram) => (source = { ...source, histogram }) };
}

beforeEach(() => localStorage.clear());

describe('a press', () => {
  it('that goes nowhere chooses the bar it was on', () => {
    const { chart } = chartOf(10);
    chart.press(3.4, null);
    chart.release(3.6);
    expect(chart.chosen).toEqual({ lo: 3, hi: 4 });
  });

  it('that is dragged chooses while it is dragged, and snaps to bars', () => {
    const { chart } = chartOf(10);
    chart.press(6.2, null);
    chart.pull(4.9);
    expect(chart.chosen).toEqual({ lo: 4, hi: 7 });
    chart.pull(2.1);
    chart.release(2.1);
    expect([chart.chosen, chart.drag]).toEqual([{ lo: 2, hi: 7 }, null]);
  });

  it('on an edge moves the edge', () => {
    const { chart } = chartOf(10);
    chart.choose({ lo: 2, hi: 5 });
    chart.press(5, 'hi');
    chart.pull(7.8);
    chart.release(7.8);
    expect(chart.chosen).toEqual({ lo: 2, hi: 8 });
  });

  it('inside what is chosen moves it as it is', () => {
    const { chart } = chartOf(10);
    chart.choose({ lo: 2, hi: 5 });
    chart.press(3.5, null);
    chart.pull(5.5);
    chart.release(5.5);
    expect(chart.chosen).toEqual({ lo: 4, hi: 7 });
  });
});

it('choosing all of the time is choosing nothing', () => {
  const { chart } = chartOf(10);
  chart.choose({ lo: 2, hi: 5 });
  chart.choose({ lo: 0, hi: 10 });
  expect(chart.chosen).toBeNull();
});

describe('keys', () => {
  it('begin at the edges of the chart when nothing is chosen', () => {
    const { chart } = chartOf(10);
    chart.nudge('lo', 1);
    chart.nudge('hi', -2);
    expect(chart.chosen).toEqual({ lo: 1, hi: 8 });
    chart.shift(1);
    expect(chart.chosen).toEqual({ lo: 2, hi: 9 });
  });
});

describe('the view', () => {
  it('zooms towards what is chosen, and shows all again', () => {
    const { chart } = chartOf(100);
    chart.choose({ lo: 40, hi: 50 });
    chart.zoom('in');
    expect([chart.view, chart.isZoomed]).toEqual([{ lo: 39, hi: 51 }, true]);
    chart.showAll();
    expect([chart.view, chart.isZoomed]).toEqual([{ lo: 0, hi: 100 }, false]);
  });

  it('stays on its days when another filter leaves fewer of them', () => {
    const { chart, becomes } = chartOf(100);
    chart.choose({ lo: 40, hi: 50 });
    chart.zoom('in');
    becomes(days(60, 31));
    expect(chart.view).toEqual({ lo: 9, hi: 21 });
  });

  it('is all there is when nothing is left where it was', () => {
    const { chart, becomes } = chartOf(100);
    chart.choose({ lo: 40, hi: 50 });
    chart.zoom('in');
    becomes(days(5, 90));
    expect(chart.view).toEqual({ lo: 0, hi: 5 });
  });
});

it('folding is remembered', () => {
  const { chart } = chartOf(3);
  chart.fold();
  expect(chartOf(3).chart.open).toBe(false);
});
