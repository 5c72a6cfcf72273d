// The summary beside the list: text as it was sent, with what was searched for marked.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import type { Range } from '$ipc';
import Summary from './Summary.svelte';

const mounted: ReturnType<typeof mount>[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

function show(summary: string, highlights: Range[]): HTMLElement | null {
  mounted.push(mount(Summary, { target: document.body, props: { summary, highlights } }));
  flushSync();
  return document.querySelector<HTMLElement>('[data-testid="detail-summary"]');
}

const marked = (text: HTMLElement | null) => [...(text?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent);

it('marks what was searched for and makes no markup of anything', () => {
  const shown = show('A <b>refund</b>\r\nnow', [{ start: 5, end: 11 }, { start: 17, end: 20 }]);
  expect([marked(shown), shown?.querySelector('b'), shown?.textContent]).toEqual([['refund', 'now'], null, 'A <b>refund</b>\nnow']);
});

it('marks in every piece of a long one, once it is shown whole', () => {
  const summary = 'a refund. '.repeat(2_000);
  const all = Array.from({ length: 2_000 }, (_, index) => ({ start: index * 10 + 2, end: index * 10 + 8 }));
  const shown = show(summary, all);
  expect(marked(shown).length).toBeLessThan(300);
  document.querySelector<HTMLButtonElement>('section > button.link')?.click();
  flushSync();
  expect([marked(shown).length, new Set(marked(shown)), shown?.textContent === summary]).toEqual([2_000, new Set(['refund']), true]);
});
