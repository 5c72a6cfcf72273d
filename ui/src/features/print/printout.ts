// What is printed, before it is cut into sheets: a title, facts about it, and blocks in order.

export interface Column {
  name: string;
  label: string;
  /** Its share of the width. */
  share: number;
  /** Numbers stand at the end. */
  end?: boolean;
}

export type Block =
  | { kind: 'row'; cells: readonly string[] }
  | { kind: 'heading'; text: string }
  | { kind: 'fact'; label: string; value: string }
  | { kind: 'text'; text: string };

export interface Printout {
  title: string;
  /** How many, as of when, in which time zone. */
  facts: readonly string[];
  /** What is left out, said plainly. */
  warning: string | null;
  /** There where the blocks are rows. */
  columns: readonly Column[];
  landscape: boolean;
  blocks: readonly Block[];
}

/** Sheets of paper are larger than this within their margins of 12 mm, whether A4 or Letter. */
export const long_mm = 255;
export const short_mm = 186;

/** A paragraph longer than this is given to the paper in pieces, for a piece stays on one sheet. */
const longest = 900;

/** The text in pieces, none so long that a sheet could not hold it; joined again they are the text. */
export function pieces(text: string): string[] {
  return text.split(/(?<=\n)/).flatMap((line) => {
    const parts: string[] = [];
    let rest = line;
    while (rest.length > longest) {
      const space = rest.lastIndexOf(' ', longest);
      let end = space > longest / 2 ? space + 1 : longest;
      // Half a character is none.
      if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? '')) end -= 1;
      parts.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return [...parts, rest];
  }).filter((part) => part !== '');
}
