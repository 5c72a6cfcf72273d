// The made-up backend's Markdown: the few marks that its notes hold. The real one is in Rust.
import type { NoteLook, Piece } from './bindings';

const piece = (kind: Piece['kind'], text = '', pieces: Piece[] = [], number = -1): Piece => ({ kind, text, pieces, number });

const spans = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\((https?:[^)]+)\)|(\n)/;

function inline(words: string): Piece[] {
  const found = spans.exec(words);
  if (!found) return words ? [piece('text', words)] : [];
  const [all, strong, em, code, label, address] = found;
  const span = strong ? piece('strong', '', inline(strong)) : em ? piece('em', '', inline(em)) : code ? piece('code', code) : label ? piece('link', address, inline(label)) : piece('break');
  return [...inline(words.slice(0, found.index)), span, ...inline(words.slice(found.index + all.length))];
}

function item(line: string): Piece {
  const [, box, words = ''] = /^- (?:\[([ x])\] )?(.*)$/.exec(line) ?? [];
  return piece('item', '', inline(words), box ? Number(box === 'x') : -1);
}

const row = (line: string, head: number) => piece('row', '', line.split('|').slice(1, -1).map((cell) => piece('cell', '', inline(cell.trim()), head)));

function block(words: string): Piece {
  const lines = words.split('\n');
  const [, marks, title] = /^(#+) (.*)$/.exec(words) ?? [];
  if (marks && title) return piece('heading', '', inline(title), marks.length);
  if (words.startsWith('> ')) return piece('quote', '', [block(words.slice(2))]);
  if (words.startsWith('|')) return piece('table', '', lines.filter((_, index) => index !== 1).map((line, index) => row(line, Number(index === 0))));
  if (words.startsWith('- ')) return piece('list', '', lines.map(item), 0);
  return piece('paragraph', '', inline(words));
}

export function lookOf(note: string): NoteLook {
  const start = note.slice(0, 2_000);
  const pieces = start.split(/\n{2,}/).map((words) => words.trim()).filter(Boolean).map(block);
  return { pieces, cut_at: start.length < note.length ? start.length : null };
}
