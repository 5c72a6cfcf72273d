// A very long text in pieces, so that only those in sight have to be laid out.

/** About this many characters are laid out in a few milliseconds. */
const piece = 3000;
/** How far back a good place to cut is looked for. */
const back = 600;

/** Cut behind a line end, else behind a sentence, else behind a space; together they are the text. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > piece + back) {
    const end = from + piece;
    const until = from + cutIn(text.slice(end - back, end)) + piece - back;
    pieces.push(text.slice(from, until));
    from = until;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function cutIn(stretch: string): number {
  const found = ['\n', /[.!?…。！？]\s+(?!.*[.!?…。！？]\s)/s, /\s(?!.*\s)/s].map((end) => (typeof end === 'string' ? stretch.lastIndexOf(end) + 1 : endOf(stretch, end)));
  const cut = found.find((at) => at > 0) ?? stretch.length;
  // Never between the two halves of a character.
  return /[\uD800-\uDBFF]$/.test(stretch.slice(0, cut)) ? cut - 1 : cut;
}

function endOf(stretch: string, pattern: RegExp): number {
  const found = pattern.exec(stretch);
  return found ? found.index + found[0].length : 0;
}
