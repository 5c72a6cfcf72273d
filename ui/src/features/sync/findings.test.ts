// What a sync found is said in the language that was chosen, whatever ids the server makes up.
import { afterEach, expect, it } from 'vitest';
import { language } from '$shared/state/language.svelte';
import { differenceLine, warningLine } from './findings';

afterEach(() => language.choose('system'));

it('is said in the language of the window', () => {
  language.choose('en');
  expect(warningLine({ kind: 'counts_fewer', calls: 1 })).toContain('counts 1 call fewer');
  expect(differenceLine({ kind: 'totals', remote: 2345, local: 2340 })).toBe('The server counts 2,345 calls, here are 2,340.');
  language.choose('de');
  expect(warningLine({ kind: 'counts_fewer', calls: 1 })).toContain('zählt 1 Anruf weniger');
  expect(differenceLine({ kind: 'totals', remote: 2345, local: 2340 })).toBe('Der Server zählt 2.345 Anrufe, hier sind es 2.340.');
});

it('leaves what another version wrote as it is, on one line', () => {
  expect(warningLine({ kind: 'other', sentence: 'of a\nlater version' })).toBe('of a later version');
});

it('cuts an id that is endless', () => {
  expect(differenceLine({ kind: 'not_here', id: 'x'.repeat(10_000) }).length).toBeLessThan(150);
});
