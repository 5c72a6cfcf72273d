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

it('never push the list out, whatever was kept', () => {
  localStorage.setItem('offhook.rail-width', '400');
  localStorage.setItem('offhook.detail-width', 'wide');
  const panes = new Panes();
  expect([panes.rail.rem, panes.detail.rem]).toEqual([24, 22.5]);
});
