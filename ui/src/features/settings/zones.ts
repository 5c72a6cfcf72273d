// The time zones that a person can choose, and finding one of them.
import { zone } from '$shared/state/zone.svelte';

/** How many are offered for a search; more would be read by nobody. */
const atMost = 60;

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[_/\s]+/g, ' ').trim();

function allZones(): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes('UTC') ? known : ['UTC', ...known];
}

/** The zones with all these words in their names, those that begin a name first; without words the chosen one comes first. */
export function zonesLike(typed: string): string[] {
  const wanted = plain(typed).split(' ').filter((word) => word !== '');
  if (wanted.length === 0) return [...new Set([...(zone.choice === null ? [] : [zone.choice]), ...allZones()])];
  const place = (name: string) => (plain(name.split('/').at(-1) ?? name).startsWith(wanted.join(' ')) ? 0 : 1);
  return allZones().filter((name) => wanted.every((word) => plain(name).includes(word))).sort((a, b) => place(a) - place(b)).slice(0, atMost);
}
