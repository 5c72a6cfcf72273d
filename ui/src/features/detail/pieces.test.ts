// Long texts in pieces that together are the text.
import { expect, it } from 'vitest';
import { piecesOf } from './pieces';

it.each([
  ['nothing', ''],
  ['one line', 'Asked about the invoice.'],
  ['sentences', 'A sentence that goes on, با سلام, 退款. '.repeat(2500)],
  ['lines', 'one line\n'.repeat(20_000)],
  ['one word', 'x'.repeat(50_000)],
  ['wide characters', '👩‍👩‍👧'.repeat(9_000)],
])('%s come out whole', (_, text) => {
  const pieces = piecesOf(text);
  expect(pieces.join('')).toBe(text);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(3600);
  expect(pieces.some((piece) => /[\uD800-\uDBFF]$/.test(piece))).toBe(false);
});

it('are cut where a line or a sentence ends', () => {
  const lines = piecesOf('one line\n'.repeat(2_000)).slice(0, -1);
  expect(lines.every((piece) => piece.endsWith('\n'))).toBe(true);
  const sentences = piecesOf('One sentence. '.repeat(2_000)).slice(0, -1);
  expect(sentences.every((piece) => piece.endsWith('. '))).toBe(true);
});
