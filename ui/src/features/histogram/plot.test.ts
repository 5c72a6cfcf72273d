// How bars fill their room.
import { expect, it } from 'vitest';
import { asideOf, barsPath } from './plot';

it('a single bar is a bar and no block, in the middle of its room', () => {
  expect(barsPath([3], 3, 800, 60)).toBe('M367.00 60V4.00h64.00V60z');
  expect(asideOf(800)).toBe(367);
});

it('narrow bars stand where they always stood', () => {
  expect(barsPath([1, 0, 2], 2, 10, 24)).toBe('M0.00 24V14.00h9.00V24zM20.00 24V4.00h9.00V24z');
});
