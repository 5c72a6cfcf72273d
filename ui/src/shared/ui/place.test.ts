// Where a sheet lies beside its button.
import { expect, it } from 'vitest';
import { cornerFor, type Align, type Side } from './place';

const room = { width: 900, height: 600 };
const sheet = { width: 200, height: 100 };
const opener = (left: number, top: number) => ({ left, top, width: 80, height: 30 });

it.each<[string, [number, number], Side, Align, [number, number]]>([
  ['below, from its left edge', [100, 100], 'bottom', 'start', [100, 136]],
  ['below, to its right edge', [400, 100], 'bottom', 'end', [280, 136]],
  ['above where there is no room below', [100, 550], 'bottom', 'start', [100, 444]],
  ['below where there is no room above', [100, 20], 'top', 'start', [100, 56]],
  ['to the right, in the middle of its height', [100, 300], 'right', 'center', [186, 265]],
  ['to the left where there is no room to the right', [800, 300], 'right', 'center', [594, 265]],
  ['inside the window at its edges', [860, 100], 'bottom', 'start', [692, 136]],
  ['inside the window at its other edges', [2, 100], 'bottom', 'end', [8, 136]],
])('lies %s', (_, [left, top], side, align, corner) => {
  expect(Object.values(cornerFor(sheet, opener(left, top), room, side, align))).toEqual(corner);
});

it('begins at the margin where it is larger than the window', () => {
  expect(cornerFor({ width: 2000, height: 2000 }, opener(100, 100), room, 'bottom', 'start')).toEqual({ left: 8, top: 8 });
});
