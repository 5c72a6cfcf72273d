// The table behind a chart does with keys what a press on the chart does.
import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import HeatMap from './HeatMap.svelte';

it('an hour with calls leads to them from its cell of the table, and one without does not', { timeout: 20_000 }, () => {
  const picked: [number, number][] = [];
  const hours = Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => (day === 2 && hour === 9 ? 4 : 0)));
  const map = mount(HeatMap, { target: document.body, props: { hours, onpick: (day: number, hour: number) => picked.push([day, hour]) } });
  flushSync();
  document.querySelector<HTMLElement>('[data-testid="heat-table"]')?.click();
  flushSync();
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('table button')];
  buttons[0]?.click();
  expect([buttons.map(({ textContent }) => textContent), picked]).toEqual([['4'], [[2, 9]]]);
  void unmount(map);
});
