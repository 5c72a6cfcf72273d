// The widths of the panes outlive the window, within reason.
import { beforeEach, expect, it } from 'vitest';
import { Panes } from './panes.svelte';

beforeEach(() => localStorage.clear());

it('are remembered, and reset to the usual ones', () => {
  const usual = new Panes().rail.rem;
  const panes = new Panes();
  panes.rail.resize(17.5);
  expect(new Panes().rail.rem).toBe(17.5);
  panes.rail.reset();
  expect(new Panes().rail.rem).toBe(usual);
});

it('leave the list its numbers in a window just wide enough for all three; the stylesheet puts the details over it below 74 rem', () => {
  const panes = new Panes();
  // What the list needs for two whole numbers beside the other columns as icons, in German.
  const list_rem = 39;
  for (const window_rem of [74, 76, 79.9, 80, 90]) {
    panes.window_px = window_rem * 16;
    expect(window_rem - panes.rail.rem - panes.detail.rem).toBeGreaterThanOrEqual(list_rem);
  }
});

it('never push the list out, whatever was kept', () => {
  localStorage.setItem('offhook.rail-width', '400');
  localStorage.setItem('offhook.detail-width', 'wide');
  const panes = new Panes();
  expect([panes.rail.rem, panes.detail.rem]).toEqual([24, 22.5]);
});
