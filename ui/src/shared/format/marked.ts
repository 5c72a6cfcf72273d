// Text for a cell with the found words marked. The ranges count in the server's text, which a
// cell shows with white space squeezed and control characters replaced.
import { oneLine, showControls } from './plain';

export interface Segment {
  text: string;
  found: boolean;
}

export interface Span {
  start: number;
  end: number;
}

/** A first match further in than this would be cut off in most cells, so the text begins near it. */
const farIn = 48;
const lead = 20;

/** Where the excerpt begins: at the start, or at a word a little before a match that lies far in. */
function beginning(text: string, first: Span): number {
  if (first.start <= farIn) return 0;
  const from = first.start - lead;
  const space = text.slice(from, first.start).search(/\s/);
  return space === -1 ? from : from + space + 1;
}

/** One line of about `length` characters, in pieces. Bad ranges only mark nothing. */
export function markedLine(text: string, ranges: readonly Span[], length = 280): Segment[] {
  const sensible = ranges.filter(({ start, end }) => start >= 0 && end > start && end <= text.length);
  const [first] = sensible;
  if (!first) return [{ text: oneLine(text, length), found: false }];
  const from = beginning(text, first);
  const until = Math.min(text.length, from + length);
  const segments: Segment[] = from > 0 ? [{ text: '…', found: false }] : [];
  const add = (start: number, end: number, found: boolean) => {
    const piece = showControls(text.slice(start, end)).replace(/\s+/g, ' ');
    if (piece !== '') segments.push({ text: piece, found });
  };
  let at = from;
  for (const { start, end } of sensible) {
    if (start < at || start >= until) continue;
    add(at, start, false);
    at = Math.min(end, until);
    add(start, at, true);
  }
  add(at, until, false);
  if (until < text.length) segments.push({ text: '…', found: false });
  return segments;
}

/** The text from `from` up to `until` as it stands, in segments. The ranges are ascending and apart. */
export function markedStretch(text: string, from: number, until: number, ranges: readonly Span[]): Segment[] {
  const segments: Segment[] = [];
  const add = (start: number, end: number, found: boolean) => {
    if (end > start) segments.push({ text: showControls(text.slice(start, end)), found });
  };
  let at = from;
  for (const { start, end } of ranges) {
    if (end <= at || start < at || start >= until) continue;
    add(at, start, false);
    at = Math.min(end, until);
    add(start, at, true);
  }
  add(at, until, false);
  return segments;
}
