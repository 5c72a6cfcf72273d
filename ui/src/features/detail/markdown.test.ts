// Notes as Markdown: what is drawn, and that nothing in a note becomes markup.
import { mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import Markdown from './Markdown.svelte';
import { readMarkdown } from './markdown';

function draw(source: string): HTMLElement {
  const target = document.createElement('div');
  const component = mount(Markdown, { target, props: { source } });
  const copy = target.cloneNode(true) as HTMLElement;
  void unmount(component);
  return copy;
}

it('draws what Markdown says', () => {
  const page = draw('# Title\n\nSome **bold** and `code`\n\n1. one\n2. two\n\n- [x] done\n\n| a |\n|---|\n| b |');
  const found = (selector: string) => page.querySelector(selector)?.textContent;
  expect(['[role=heading]', 'strong', 'code', 'ol li', 'li.task.done', 'th', 'td'].map(found)).toEqual(['Title', 'bold', 'code', 'one', 'done', 'a', 'b']);
});

it.each([
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', 'a <b onclick="alert(1)">b</b>', '![x](https://example.org/pixel.png)',
  '[x](javascript:alert(1))', '<https://example.org>', '[x]: https://example.org\n[x]', '<svg><style><img src=x></style></svg>', '`<img>`', '```\n<img>\n```',
])('%s stays harmless', (source) => {
  const page = draw(`${source}\n\nend`);
  expect(page.querySelectorAll('a, img, script, iframe, style, b, [onclick], [onerror], [href], [src]').length).toBe(0);
});

it('shows where a link leads', () => expect(draw('[offer](https://example.org/a)').textContent).toContain('https://example.org/a'));

it('shows markup as it was written', () => expect(draw('a <b>c</b>').textContent).toContain('a <b>c</b>'));

it.each([
  ['quotes', '>'.repeat(20_000)],
  ['brackets', '['.repeat(20_000)],
  ['stars', '*a '.repeat(10_000)],
  ['lists', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
  ['a megabyte', 'word **bold** '.repeat(75_000)],
])('%s without end are read in bounded time', (_, source) => {
  const begun = performance.now();
  expect(readMarkdown(source).length).toBeGreaterThan(0);
  expect(performance.now() - begun).toBeLessThan(4000);
});
