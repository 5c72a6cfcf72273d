// Which tags in use fit what is being typed, and how a typed tag is written.
import type { TagCount } from '$ipc/bindings';

const atMost = 8;

/** A tag on one line; the store decides what else it accepts. */
export function tidyTag(typed: string): string {
  return typed.replace(/[\s,]+/g, ' ').trim();
}

/** Tags that begin with what was typed, then those with it inside; the frequent ones first. */
export function suggestTags(typed: string, known: readonly TagCount[], present: readonly string[]): TagCount[] {
  const wanted = tidyTag(typed).toLocaleLowerCase();
  const taken = new Set(present.map((tag) => tag.toLocaleLowerCase()));
  const begins: TagCount[] = [];
  const holds: TagCount[] = [];
  for (const entry of known) {
    const tag = entry.tag.toLocaleLowerCase();
    if (taken.has(tag)) continue;
    if (tag.startsWith(wanted)) begins.push(entry);
    else if (tag.includes(wanted)) holds.push(entry);
    if (begins.length === atMost) break;
  }
  return [...begins, ...holds].slice(0, atMost);
}

/** A tag that is in use keeps its spelling, however it was typed. */
export function spellTag(typed: string, known: readonly TagCount[]): string {
  const tag = tidyTag(typed);
  return known.find((entry) => entry.tag.toLocaleLowerCase() === tag.toLocaleLowerCase())?.tag ?? tag;
}
