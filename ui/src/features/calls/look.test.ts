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
  look.reset();
  expect(new TableLook().shown).toEqual(columns);
});

it('passes over what it does not know, and never hides the time', () => {
  localStorage.setItem('offhook.hidden-columns', 'time cost agent');
  localStorage.setItem('offhook.density', 'airy');
  const look = new TableLook();
  expect([look.shown, look.density]).toEqual([columns.filter((column) => column !== 'agent'), 'comfortable']);
});

it('puts columns in another order, and remembers it', () => {
  const look = new TableLook();
  look.moveTo('summary', 0);
  look.move('direction', -1);
  expect(new TableLook().order.slice(0, 3)).toEqual(['summary', 'direction', 'time']);
});

it('stops at both ends, and keeps a hidden column in its place', () => {
  const look = new TableLook();
  look.toggle('direction');
  look.move('time', -1);
  look.moveTo('from', 99);
  look.toggle('direction');
  expect([look.shown[0], look.shown[1], look.shown.at(-1)]).toEqual(['time', 'direction', 'from']);
});

it('remembers dragged widths within reason, and forgets them by a reset', () => {
  const look = new TableLook();
  look.resize('agent', 12.345);
  look.resize('from', 0);
  look.resize('to', 5);
  look.resize('to', null);
  expect(new TableLook().widths).toEqual({ agent: 12.35, from: 2.5 });
  look.reset();
  expect([new TableLook().widths, new TableLook().isUsual]).toEqual([{}, true]);
});

it('passes over an order and widths that make no sense', () => {
  localStorage.setItem('offhook.column-order', 'cost summary summary');
  localStorage.setItem('offhook.column-widths', '{"agent": "wide", "cost": 9, "from": 1e9, "to": 8}');
  const look = new TableLook();
  expect([look.order[0], look.order.length, look.widths]).toEqual(['summary', columns.length, { to: 8 }]);
  localStorage.setItem('offhook.column-widths', 'no json');
  expect(new TableLook().widths).toEqual({});
});
