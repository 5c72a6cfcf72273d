// Styles that would make every change of the page slow.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const styled = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(svelte|css)$/.test(name));

// WebKit looks through the page for whom such a rule may now hold, for each row that comes or goes:
// twenty rows took 8 ms to come and fifty took 35 ms to go, instead of 0.2 and 1 ms.
it('no rule asks what an element contains', () => {
  expect(styled.length).toBeGreaterThan(50);
  expect(styled.filter((name) => readFileSync(`src/${name}`, 'utf8').includes(':has('))).toEqual([]);
});
