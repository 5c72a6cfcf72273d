import { describe, expect, it } from 'vitest';
import { pieces } from './printout';
import { blocksPerSheet } from './sheets';

const never = () => false;
const cut = (blocks: number[], keep: (index: number) => boolean = never) => blocksPerSheet({ blocks, start: 20, every: 10 }, 100, keep);

describe('blocks on sheets', () => {
  it.each<[string, number[], number[]]>([
    ['nothing is one sheet', [], [0]],
    ['what fits is one sheet', [35, 35], [2]],
    ['the first sheet has less room', [70, 90, 90], [1, 1, 1]],
    ['a sheet is filled before the next one begins', [30, 30, 30, 30, 30, 30], [2, 3, 1]],
    ['what is taller than a sheet has one of its own', [10, 500, 10], [1, 1, 1]],
    ['what is too tall for the first sheet stands there all the same', [80, 10], [1, 1]],
  ])('%s', (_, blocks, expected) => expect(cut(blocks)).toEqual(expected));

  it('lose none and take none twice', () => {
    const blocks = Array.from({ length: 500 }, (_, index) => (index * 37) % 95);
    const sheets = cut(blocks, (index) => index % 7 === 0);
    expect(sheets.reduce((sum, count) => sum + count, 0)).toBe(500);
  });

  it('do not leave a heading behind', () => {
    expect(cut([30, 30, 10, 30], (index) => index === 2)).toEqual([2, 2]);
    expect(cut([10, 90], (index) => index === 0)).toEqual([1, 1]);
  });
});

describe('a text in pieces', () => {
  it.each(['', 'short', 'one\ntwo\n\nthree\n', `${'word '.repeat(2000)}\nend`, 'x'.repeat(5000), '📞'.repeat(3000)])('is the same when joined', (text) => {
    const parts = pieces(text);
    expect(parts.join('')).toBe(text);
    expect(Math.max(0, ...parts.map((part) => part.length))).toBeLessThanOrEqual(900);
    // Half a character cannot be encoded.
    expect(() => parts.map(encodeURIComponent)).not.toThrow();
  });
});
