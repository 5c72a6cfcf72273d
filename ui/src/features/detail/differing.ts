// Two long texts side by side: what one has otherwise than the other.

/** What is shown before the first difference, in characters. */
const before = 40;
const after = 40;

/** Where a cut leaves a word whole, unless that is far away. */
function wordStart(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at) + 1;
  return at - space > before ? at : space;
}

function part(text: string, from: number, to: number): string {
  // Half a character is none.
  const shown = text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return `${from > 0 ? '…' : ''}${shown}${to < text.length ? '…' : ''}`;
}

/** The stretches in which two texts differ, with a little around them. */
export function differing(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same += 1;
  let end = 0;
  while (end < shorter - same && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const from = same <= before ? 0 : wordStart(one, same - before);
  const upTo = (text: string) => Math.min(text.length, text.length - end + after);
  return [part(one, from, upTo(one)), part(other, from, upTo(other))];
}
