// Finding a time zone by what one knows of it.
import { afterEach, expect, it } from 'vitest';
import { zone } from '$shared/state/zone.svelte';
import { zonesLike } from './zones';

afterEach(() => zone.choose(null));

it.each([
  ['berl', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['New_York', 'America/New_York'],
  ['europe paris', 'Europe/Paris'],
  ['utc', 'UTC'],
  ['São P', 'America/Sao_Paulo'],
])('%s finds %s first', (typed, name) => expect(zonesLike(typed)[0]).toBe(name));

it('nothing is found for what is no place', () => expect(zonesLike('xyzzy')).toEqual([]));

it('without a search all are there, the chosen one first and once', () => {
  zone.choose('Asia/Tokyo');
  const all = zonesLike('  ');
  expect(all[0]).toBe('Asia/Tokyo');
  expect(all.length).toBeGreaterThan(300);
  expect(new Set(all).size).toBe(all.length);
});
