// The browser's menu and its ways of leaving the page.
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { keepBrowserOut } from './browser-manners';

beforeAll(keepBrowserOut);
beforeEach(() => {
  document.body.innerHTML = '<p id="text">Some words</p><p id="other">Others</p><input id="field"><input id="box" type="checkbox"><textarea id="area"></textarea>';
  window.getSelection()?.removeAllRanges();
});

const at = (id: string) => document.getElementById(id) as HTMLElement;
function kept(id: string, type: string, init: KeyboardEventInit & MouseEventInit = {}): boolean {
  const event = type === 'keydown' ? new KeyboardEvent(type, { bubbles: true, cancelable: true, ...init }) : new MouseEvent(type, { bubbles: true, cancelable: true, button: 2, ...init });
  at(id).dispatchEvent(event);
  return event.defaultPrevented;
}
const press = (id: string) => at(id).dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
const mark = (id: string) => window.getSelection()?.selectAllChildren(at(id));

it.each([['text', true], ['box', true], ['field', false], ['area', false]])('over %s the menu is kept away: %s', (id, away) => {
  press(id);
  expect(kept(id, 'contextmenu')).toBe(away);
});

it('marked text keeps the system’s menu, for copying', () => {
  mark('text');
  press('text');
  expect([kept('text', 'contextmenu'), kept('other', 'contextmenu')]).toEqual([false, true]);
});

it('a word that the right click itself has marked does not count', () => {
  press('text');
  mark('text');
  expect(kept('text', 'contextmenu')).toBe(true);
});

it.each([
  ['F5', {}], ['F5', { ctrlKey: true }], ['r', { ctrlKey: true }], ['R', { ctrlKey: true, shiftKey: true }], ['r', { metaKey: true }], ['ArrowLeft', { altKey: true }], ['ArrowRight', { altKey: true }], ['BrowserBack', {}],
])('%s %o leaves the page no more, not even from a field or where a key is kept', (key, held) => {
  at('area').addEventListener('keydown', (event) => event.stopPropagation());
  expect([kept('area', 'keydown', { key, ...held }), kept('text', 'keydown', { key, ...held })]).toEqual([true, true]);
});

it.each([['r', {}], ['ArrowLeft', {}], ['ArrowLeft', { ctrlKey: true }], ['r', { ctrlKey: true, altKey: true }], ['ArrowUp', { altKey: true }], ['c', { ctrlKey: true }]])('%s %o stays what it is', (key, held) => {
  expect(kept('area', 'keydown', { key, ...held })).toBe(false);
});
