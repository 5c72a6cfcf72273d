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

export interface Room {
  width_mm: number;
  height_mm: number;
}

const margins_mm = 24;
/** Printers and rounding take a little; what reaches the very end would fall onto the next sheet. */
const spare_mm = 2;
/** WebKit lays a sheet out at 1.25 px to the point and prints it larger, others at 4/3. */
const least = 1.25 / (4 / 3);
const sides_mm = { a4: [210, 297], letter: [215.9, 279.4], either: [210, 279.4] } as const;

/** What a sheet holds within its margins, in the stylesheet's millimetres. `either` fits both, for who may choose the paper later. */
export function roomOn(paper: keyof typeof sides_mm, landscape: boolean): Room {
  const [short_mm, long_mm] = sides_mm[paper];
  const [across_mm, down_mm] = landscape ? [long_mm, short_mm] : [short_mm, long_mm];
  return { width_mm: (across_mm - margins_mm) * least, height_mm: (down_mm - margins_mm - spare_mm) * least };
}

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
