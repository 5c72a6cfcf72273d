// Finding an action by a few letters of its name.

export interface Match {
  /** Higher is better. */
  score: number;
  /** Which characters of the name were found. */
  at: number[];
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const isWordStart = (name: string, index: number) => index === 0 || !/[\p{L}\p{N}]/u.test(name[index - 1] ?? ' ');

/** The letters of `wanted` in order, from `from` on, words' beginnings preferred; null when one is missing. */
function letters(wanted: string, name: string, from: number): Match | null {
  const at: number[] = [];
  let score = 0;
  let next = from;
  for (const letter of wanted) {
    let index = name.indexOf(letter, next);
    if (index === -1) return null;
    // A word that begins with the letter is more likely meant than the letter inside another word.
    for (let later = index; index > next && later !== -1; later = name.indexOf(letter, later + 1)) {
      if (isWordStart(name, later)) { index = later; break; }
    }
    score += isWordStart(name, index) ? 8 : index === next && at.length > 0 ? 5 : 1;
    at.push(index);
    next = index + 1;
  }
  return { score, at };
}

/** Several words, each whole and in any order: "view delete" means "Delete view". */
function words(wanted: readonly string[], name: string): Match | null {
  const starts = wanted.map((word) => name.indexOf(word));
  if (wanted.length < 2 || starts.includes(-1)) return null;
  const begun = starts.filter((start) => isWordStart(name, start)).length;
  return { score: 60 + (30 * begun) / wanted.length, at: wanted.flatMap((word, index) => Array.from(word, (_, letter) => (starts[index] ?? 0) + letter)) };
}

/** How well a name fits what was typed; null when it does not. Letters' marks do not matter. */
export function match(typed: string, name: string): Match | null {
  const wanted = plain(typed).replace(/\s+/g, '');
  const plainName = plain(name);
  // A mark that changes a name's length would put the found letters in the wrong places.
  const sameLength = plainName.length === name.length;
  const whole = plainName.indexOf(plain(typed).trim());
  if (wanted === '') return { score: 0, at: [] };
  if (whole >= 0) {
    const at = Array.from(plain(typed).trim(), (_, index) => whole + index);
    return { score: 100 + (isWordStart(plainName, whole) ? 50 : 0) + (whole === 0 ? 50 : 0), at: sameLength ? at : [] };
  }
  const apart = words(plain(typed).split(/\s+/).filter(Boolean), plainName);
  if (apart) return { ...apart, at: sameLength ? apart.at : [] };
  const found = letters(wanted, plainName, 0);
  if (!found) return null;
  const spread = (found.at.at(-1) ?? 0) - (found.at[0] ?? 0);
  return { score: found.score - spread / 5 - name.length / 50, at: sameLength ? found.at : [] };
}

export interface Named {
  id: string;
  name: string;
}

/** Of each series only the first few, and whatever was used lately. */
export function shortened<T extends { id: string; series?: string }>(items: readonly T[], recent: readonly string[], most: number): T[] {
  const listed: Record<string, number> = {};
  return items.filter(({ id, series }) => {
    if (series === undefined || recent.includes(id)) return true;
    listed[series] = (listed[series] ?? 0) + 1;
    return listed[series] <= most;
  });
}

export interface Ranked<T> {
  item: T;
  at: number[];
}

/** Best first. With nothing typed: the recent ones, latest first, then the others as they came. */
export function rank<T extends Named>(typed: string, items: readonly T[], recent: readonly string[]): Ranked<T>[] {
  const recency = (id: string) => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0);
  return items
    .flatMap((item) => {
      const found = match(typed, item.name);
      return found ? [{ item, at: found.at, score: found.score, recency: recency(item.id) }] : [];
    })
    .sort((a, b) => b.score - a.score || b.recency - a.recency)
    .map(({ item, at }) => ({ item, at }));
}
