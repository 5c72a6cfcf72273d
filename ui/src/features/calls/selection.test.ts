// Which calls are chosen after clicks, ranges and page changes.
import { describe, expect, it } from 'vitest';
import { Selection } from './selection.svelte';

const page = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection) => [...selection.ids].sort().join('');

describe('a range', () => {
  it('reaches from the last one chosen, in either direction', () => {
    const selection = new Selection();
    selection.toggle('c');
    selection.extendTo('e', page);
    selection.extendTo('b', page);
    expect(chosen(selection)).toBe('bcde');
  });

  it('without a beginning is the one call, which begins the next', () => {
    const selection = new Selection();
    selection.extendTo('b', page);
    selection.extendTo('d', page);
    expect(chosen(selection)).toBe('bcd');
  });

  it('whose beginning is on another page is the one call, and what was chosen stays', () => {
    const selection = new Selection();
    selection.toggle('z');
    selection.extendTo('b', page);
    selection.extendTo('c', page);
    expect(chosen(selection)).toBe('bcz');
  });
});

it('a call is chosen and let go by the same key', () => {
  const selection = new Selection();
  selection.toggle('a');
  selection.toggle('b');
  selection.toggle('a');
  expect([chosen(selection), selection.size, selection.has('b')]).toEqual(['b', 1, true]);
});

it('the whole page is chosen, and let go again, without touching others', () => {
  const selection = new Selection();
  selection.toggle('z');
  selection.toggle('b');
  expect(selection.on(page)).toBe('some');
  selection.togglePage(page);
  expect([selection.on(page), selection.size]).toEqual(['all', 6]);
  selection.togglePage(page);
  expect([selection.on(page), chosen(selection)]).toEqual(['none', 'z']);
});

it('nothing is left after clearing, not even where a range began', () => {
  const selection = new Selection();
  selection.toggle('a');
  selection.clear();
  selection.extendTo('c', page);
  expect(chosen(selection)).toBe('c');
});
