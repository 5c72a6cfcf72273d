// Moving one entry of a list.

/** The list with `id` taken out and put in at `place`, counted from 0 in the new list. */
export function moved(ids: readonly string[], id: string, place: number): string[] {
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** The entries in the order of these ids; one without a place is left out. */
export function inOrder<T extends { id: string }>(entries: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Where an entry held at height `y` belongs, by the middles of all entries from top to bottom. */
export function placeAt(y: number, middles: readonly number[], from: number): number {
  const others = middles.filter((_, index) => index !== from);
  return others.filter((middle) => middle < y).length;
}
