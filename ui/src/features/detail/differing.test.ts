// Long values: what two of them have otherwise, and the way to the whole of one.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import Changes from './Changes.svelte';
import { differing } from './differing';
import Fact from './Fact.svelte';

let mounted: Record<string, unknown> | undefined;
afterEach(async () => {
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
});
const press = (testid: string) => {
  document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click();
  flushSync();
};

const story = 'The caller asked about the invoice of last month and was told that it will be sent again. '.repeat(4);

describe('two texts', () => {
  it('show where they differ, with whole words around it', () => {
    const parts = differing(`${story}He was happy. ${story}`, `${story}He was angry. ${story}`);
    for (const [part, word] of [[parts[0], 'happy'], [parts[1], 'angry']] as const) {
      expect(part).toMatch(new RegExp(`^….*it will be sent again\\. He was ${word}\\. The caller asked.*…$`));
      expect([part.length < 130, story.includes(` ${part.slice(1, 8)}`)]).toEqual([true, true]);
    }
  });

  it.each([
    ['added at the end', 'one', 'one two', ['one', 'one two']],
    ['taken off the start', 'one two', 'two', ['one two', 'two']],
    ['repeated', 'aaa', 'aaaa', ['aaa', 'aaaa']],
  ])('%s', (_, one, other, parts) => expect(differing(one, other)).toEqual(parts));

  it('are never cut through a character', () => {
    const [one] = differing(`${'😀'.repeat(60)}a`, `${'😀'.repeat(60)}b`);
    expect(/^…?(?:😀)+a$/u.test(one)).toBe(true);
  });
});

it('a change of a long text shows what is new in it, and all of it when asked', () => {
  const changes = [{ noticed_at: '2026-03-01T10:00:00Z', field: 'call_summary', old: `${story}happy ${story}`, new: `${story}angry ${story}` }];
  mounted = mount(Changes, { target: document.body, props: { changes, now: new Date('2026-03-01T12:00:00Z') } });
  const values = () => [...document.querySelectorAll('bdi')].map((value) => value.textContent);
  expect(values().map((value) => [value.includes('happy'), value.includes('angry'), value.length < 200])).toEqual([[true, false, true], [false, true, true]]);
  press('change-whole');
  expect(values()).toEqual([`${story}happy ${story}`, `${story}angry ${story}`]);
  press('change-whole');
  expect(values()[0]?.length).toBeLessThan(200);
});

it('a long field is cut, shown whole when asked, and can be copied', () => {
  const value = { words: 'x'.repeat(3000) };
  mounted = mount(Fact, { target: document.body, props: { label: 'extra', value, copy: 'extra' } });
  const shown = () => document.querySelector('.whole')?.textContent ?? '';
  expect([shown().length, document.querySelector('[aria-label="Copy extra"]') !== null]).toEqual([2001, true]);
  press('fact-whole');
  expect(shown()).toBe(JSON.stringify(value, null, 2));
});
