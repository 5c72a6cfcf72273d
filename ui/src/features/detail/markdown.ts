// A note's Markdown as a tree of known parts. No HTML is ever made from a note: the page draws the
// tree with elements of its own, so there is nothing to inject into and nothing to sanitise.
import { Lexer, type Token, type Tokens } from 'marked';
import { showControls } from '$shared/format/plain';

export interface Piece {
  kind: 'text' | 'strong' | 'em' | 'del' | 'code' | 'break' | 'link' | 'paragraph' | 'heading' | 'quote' | 'list' | 'item' | 'block' | 'rule' | 'table' | 'row' | 'cell';
  text: string;
  pieces: Piece[];
  /** Headings: 1 to 6. Lists: the first number, 0 for bullets. Tasks: 1 done, 0 open, else -1. */
  number: number;
}

/** Reading more than this at once would make the window wait. */
export const previewsUpTo = 60_000;
const deepest = 16;

const piece = (kind: Piece['kind'], text = '', pieces: Piece[] = [], number = -1): Piece => ({ kind, text: showControls(text), pieces, number });

const named = { strong: 'strong', em: 'em', del: 'del', paragraph: 'paragraph', blockquote: 'quote' } as const;

function tableOf(table: Tokens.Table, depth: number): Piece {
  const row = (cells: Tokens.TableCell[], head: number) => piece('row', '', cells.map((cell) => piece('cell', '', piecesOf(cell.tokens, depth + 1), head)));
  return piece('table', '', [row(table.header, 1), ...table.rows.map((cells) => row(cells, 0))]);
}

function listOf(list: Tokens.List, depth: number): Piece {
  const items = list.items.map((item) => piece('item', '', piecesOf(item.tokens, depth + 1), item.task ? Number(item.checked ?? false) : -1));
  return piece('list', '', items, list.ordered ? Number(list.start) || 1 : 0);
}

function inlineOf(token: Token, depth: number): Piece[] {
  const inner = () => piecesOf('tokens' in token ? (token.tokens ?? []) : [], depth + 1);
  switch (token.type) {
    case 'text':
      return 'tokens' in token && token.tokens ? inner() : [piece('text', 'raw' in token && !('text' in token) ? token.raw : String(token.text))];
    case 'escape':
      return [piece('text', String(token.text))];
    case 'codespan':
      return [piece('code', String(token.text))];
    case 'br':
      return [piece('break')];
    case 'link':
      return [piece('link', String(token.href), inner())];
    default:
      // Markup, images and whatever else is not drawn: as it was written.
      return token.raw.trim() === '' ? [] : [piece('text', token.raw)];
  }
}

function piecesOf(tokens: readonly Token[], depth: number): Piece[] {
  if (depth > deepest) return tokens.map((token) => piece('text', token.raw));
  return tokens.flatMap((token) => {
    const kind = Object.hasOwn(named, token.type) ? named[token.type as keyof typeof named] : undefined;
    if (kind) return [piece(kind, '', piecesOf(('tokens' in token && token.tokens) || [], depth + 1))];
    if (token.type === 'heading') return [piece('heading', '', piecesOf(token.tokens ?? [], depth + 1), Number(token.depth))];
    if (token.type === 'html' && token.block) return [piece('paragraph', '', [piece('text', token.raw.trim())])];
    if (token.type === 'code') return [piece('block', String(token.text))];
    if (token.type === 'hr') return [piece('rule')];
    if (token.type === 'list') return [listOf(token as Tokens.List, depth)];
    if (token.type === 'table') return [tableOf(token as Tokens.Table, depth)];
    // A checkbox of a task is drawn by its item; the definition of a link shows with the link.
    if (token.type === 'checkbox' || token.type === 'space' || token.type === 'def') return [];
    return inlineOf(token, depth);
  });
}

/** Reads the beginning of a note, at most `previewsUpTo` characters. Never throws. */
export function readMarkdown(source: string): Piece[] {
  const start = source.slice(0, previewsUpTo);
  try {
    return piecesOf(new Lexer({ gfm: true, breaks: true }).lex(start), 0);
  } catch {
    // Some nesting is too deep for the reader; the text itself can always be shown.
    return [piece('block', start)];
  }
}
