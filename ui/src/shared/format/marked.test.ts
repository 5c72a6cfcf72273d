// Found words stay marked in a cell whatever the cell does to the text.
import { expect, it } from 'vitest';
import { markedLine, markedStretch } from './marked';

const read = (text: string, ranges: [number, number][], length?: number) =>
  markedLine(text, ranges.map(([start, end]) => ({ start, end })), length).map(({ text, found }) => (found ? `[${text}]` : text)).join('');

it('marks what was found', () => expect(read('a refund, please', [[2, 8]])).toBe('a [refund], please'));
it('squeezes white space around and inside a match', () => expect(read('a\n\n  big\nrefund  now', [[5, 15]])).toBe('a [big refund] now'));
it('begins near a match that lies far in', () => {
  const text = `${'Nothing to see here. '.repeat(20)}A refund at last`;
  const at = text.indexOf('refund');
  expect(read(text, [[at, at + 6]])).toBe('…to see here. A [refund] at last');
});
it('ends with an ellipsis where it is cut', () => expect(read('refund '.repeat(100), [[0, 6]], 20)).toBe('[refund] refund refund…'));
it('takes ranges that make no sense for none', () => expect(read('short', [[-1, 3], [3, 3], [2, 99]])).toBe('short'));
it('passes over ranges that overlap', () => expect(read('abcdef', [[0, 4], [2, 6]])).toBe('[abcd]ef'));
it('shows control characters instead of obeying them', () => expect(read('a\u0000 refund', [[3, 9]])).toBe('a\ufffd [refund]'));

it('marks a stretch of a text that keeps its lines', () => {
  const stretch = (text: string, from: number, until: number, ranges: [number, number][]) =>
    markedStretch(text, from, until, ranges.map(([start, end]) => ({ start, end }))).map(({ text: part, found }) => (found ? `[${part}]` : part)).join('');
  expect(stretch('a refund\r\nand  more refunds', 0, 26, [[2, 8], [20, 26]])).toBe('a [refund]\nand  more [refund]');
  expect(stretch('a refund and more', 4, 12, [[2, 8], [9, 12]])).toBe('fund [and]');
  expect(stretch('a refund', 0, 5, [[2, 8]])).toBe('a [ref]');
  expect(stretch('a\u0000b', 0, 3, [[5, 9], [-1, 2]])).toBe('a\ufffdb');
  expect(stretch('', 0, 0, [])).toBe('');
});
