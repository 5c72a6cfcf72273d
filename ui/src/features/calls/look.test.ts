// The look of the table outlives the window.
import { beforeEach, expect, it } from 'vitest';
import { columns } from './columns';
import { TableLook } from './look.svelte';

beforeEach(() => localStorage.clear());

it('begins with every column and comfortable rows', () => {
  const look = new TableLook();
  expect([look.shown, look.density]).toEqual([columns, 'comfortable']);
});

it('remembers what was hidden and how close the rows are', () => {
  const look = new TableLook();
  look.toggle('agent');
  look.toggle('summary');
  look.chooseDensity('compact');
  const again = new TableLook();
  expect([again.shown, again.density]).toEqual([columns.filter((column) => column !== 'agent' && column !== 'summary'), 'compact']);
});

it('shows a hidden column again, or all of them, in their old order', () => {
  const look = new TableLook();
  look.toggle('from');
  look.toggle('to');
  look.toggle('from');
  expect(look.shown).toEqual(columns.filter((column) => column !== 'to'));
  look.showAll();
  expect(new TableLook().shown).toEqual(columns);
});

it('passes over what it does not know, and never hides the time', () => {
  localStorage.setItem('offhook.hidden-columns', 'time cost agent');
  localStorage.setItem('offhook.density', 'airy');
  const look = new TableLook();
  expect([look.shown, look.density]).toEqual([columns.filter((column) => column !== 'agent'), 'comfortable']);
});
