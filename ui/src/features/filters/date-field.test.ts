// A date is taken as it is typed, picked, and said to be none only once it is left.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import DateField from './DateField.svelte';

let mounted: ReturnType<typeof mount> | null = null;
const days: (string | null)[] = [];

afterEach(async () => {
  if (mounted) await unmount(mounted);
  days.length = 0;
  document.body.replaceChildren();
});

function field(day: string | null, stretch?: string): HTMLInputElement {
  mounted = mount(DateField, { target: document.body, props: { label: 'From', testid: 'from', day, ...(stretch && { stretch }), onday: (chosen) => days.push(chosen), onpreset: () => undefined } });
  flushSync();
  return document.querySelector('[data-testid="from-day"]') as HTMLInputElement;
}

function type(input: HTMLInputElement, text: string) {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

function leave(input: HTMLInputElement) {
  input.dispatchEvent(new Event('blur'));
  flushSync();
}

it('shows the day as it is written here, and what a date looks like where there is none', () => {
  expect(field('2026-11-03').value).toBe('03/11/2026');
  document.body.replaceChildren();
  expect(field(null).placeholder).toBe('dd/mm/yyyy');
});

it('takes a date when its year is whole, and a short year when it is left', () => {
  const input = field(null);
  for (const typed of ['3', '3/11', '3/11/20', '3/11/2026']) type(input, typed);
  expect(days).toEqual(['2026-11-03']);
  type(input, '4.11.26');
  expect(days).toHaveLength(1);
  leave(input);
  expect(days).toEqual(['2026-11-03', '2026-11-04']);
});

it('keeps what is no date on screen and says so', () => {
  const input = field('2026-11-03');
  type(input, '31/02/2026');
  expect(input.getAttribute('aria-invalid')).toBe('false');
  leave(input);
  expect([input.value, input.getAttribute('aria-invalid'), days]).toEqual(['31/02/2026', 'true', []]);
});

it('an emptied field clears the date', () => {
  type(field('2026-11-03'), '');
  expect(days).toEqual([null]);
});

it('says what both fields ask for together, and its days are cleared like a date', () => {
  expect(field(null, 'Last 7 days').placeholder).toBe('Last 7 days');
  document.querySelector<HTMLElement>('[data-testid="from-open"]')?.click();
  flushSync();
  const clear = [...document.querySelectorAll<HTMLElement>('.presets button')].at(-1);
  clear?.click();
  expect(days).toEqual([null]);
});
