// The palette as a person meets it: typed in, moved in, run, closed; and what it remembers.
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Action } from '$shared/actions/action';
import { text } from '$shared/text';
import Palette from './Palette.svelte';
import { recentActions, rememberAction } from './recent';

const ran: string[] = [];
const closed = vi.fn();
let shown: Record<string, unknown> | undefined;

const action = (id: string, name: string, more: Partial<Action> = {}): Action => ({ id, name, group: 'window', keys: [], run: () => void ran.push(id), ...more });
const actions = [
  action('star', 'Star or unstar'), action('sync', 'Sync now'), action('theme-dark', 'Theme: Dark'), action('back', 'Step back', { keysOnly: true }),
  ...Array.from({ length: 30 }, (_, index) => action(`saved-${index}`, `Go to view ${index}`, { series: 'saved' })),
];

beforeEach(() => {
  localStorage.clear();
  ran.length = 0;
  closed.mockClear();
  HTMLDialogElement.prototype.showModal = function () { this.open = true; };
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  if (shown) void unmount(shown);
  document.body.replaceChildren();
});

function show() {
  shown = mount(Palette, { target: document.body, props: { actions, onclose: closed } });
  flushSync();
}
const field = () => document.querySelector('[data-testid=palette-input]') as HTMLInputElement;
const listed = () => [...document.querySelectorAll<HTMLElement>('[data-testid=palette-action]')].map(({ dataset }) => dataset['action']);
const chosen = () => document.querySelector<HTMLElement>('[aria-selected=true]')?.dataset['action'];
function type(letters: string) {
  field().value = letters;
  field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}
function press(key: string) {
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  flushSync();
}

it('runs what was typed for, once it is gone, and remembers it', async () => {
  show();
  expect(document.activeElement).toBe(field());
  type('dark');
  expect(listed()).toEqual(['theme-dark']);
  press('Enter');
  expect([closed.mock.calls.length, ran]).toEqual([1, []]);
  await vi.waitFor(() => expect(ran).toEqual(['theme-dark']));
  expect(recentActions()).toEqual(['theme-dark']);
});

it('is moved in with the arrows, round the ends, and by the page', () => {
  show();
  expect(chosen()).toBe('star');
  press('ArrowDown');
  expect(chosen()).toBe('sync');
  press('ArrowUp');
  press('ArrowUp');
  expect(chosen()).toBe(listed().at(-1));
  press('PageUp');
  press('PageUp');
  expect(chosen()).toBe('star');
  expect(field().getAttribute('aria-activedescendant')).toBe('palette-0');
});

it('closes with Escape and runs nothing', () => {
  show();
  const cancel = new Event('cancel', { cancelable: true });
  document.querySelector('dialog')?.dispatchEvent(cancel);
  expect([cancel.defaultPrevented, closed.mock.calls.length, ran]).toEqual([true, 1, []]);
});

it('says that there is nothing of the kind, and Enter then does nothing', async () => {
  show();
  type('zzzz');
  expect([listed(), document.querySelector('#palette-list')?.textContent?.trim()]).toEqual([[], text.palette.none]);
  press('Enter');
  await tick();
  expect([closed.mock.calls.length, ran]).toEqual([0, []]);
});

it('lists what was used lately first, and never what has only a key', () => {
  for (const id of ['sync', 'back', 'saved-20', 'theme-dark']) rememberAction(id);
  show();
  expect(listed().slice(0, 4)).toEqual(['theme-dark', 'saved-20', 'sync', 'star']);
  expect(listed()).not.toContain('back');
});

it('lists a few of many alike until they are asked for', () => {
  show();
  expect(listed().filter((id) => id?.startsWith('saved-'))).toEqual(['saved-0', 'saved-1', 'saved-2', 'saved-3']);
  type('view 27');
  expect(listed()[0]).toBe('saved-27');
});

it('remembers six, each once, latest first', () => {
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'c']) rememberAction(id);
  expect(recentActions()).toEqual(['c', 'g', 'f', 'e', 'd', 'b']);
});
