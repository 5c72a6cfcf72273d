// Which key does what, on keyboards that write brackets in different ways.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { handleKey, type KeyActions } from './keys';

const newActions = () => ({ move: vi.fn(), open: vi.fn(), close: vi.fn(), page: vi.fn(), focusFilter: vi.fn(), showKeys: vi.fn() }) satisfies KeyActions;

function press(key: string, options: KeyboardEventInit = {}, target: HTMLElement = document.body) {
  const actions = newActions();
  const listen = (event: KeyboardEvent) => handleKey(event, actions);
  window.addEventListener('keydown', listen);
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
  window.removeEventListener('keydown', listen);
  return actions;
}

afterEach(() => document.body.replaceChildren());

describe('a bracket turns the page', () => {
  it.each([
    ['an American keyboard', {}],
    ['a German keyboard on Linux', { modifierAltGraph: true }],
    ['a German keyboard on Windows', { ctrlKey: true, altKey: true, modifierAltGraph: true }],
    ['a German keyboard on a Mac', { altKey: true }],
  ])('on %s', (_, options) => expect(press(']', options).page).toHaveBeenCalledWith(1));
});

it.each([
  ['k', { ctrlKey: true }],
  ['j', { metaKey: true }],
  ['j', { altKey: true }],
])('%s with %o is left to the system', (key, options) => expect(press(key, options).move).not.toHaveBeenCalled());

it('letters typed into a field are text', () => {
  const field = document.body.appendChild(document.createElement('input'));
  expect(press('j', {}, field).move).not.toHaveBeenCalled();
});

it('an open popover keeps the keys to itself', () => {
  document.body.appendChild(document.createElement('div')).className = 'popover';
  expect(press('j').move).not.toHaveBeenCalled();
});

it('arrows move the row cursor only where nothing else needs them', () => {
  const button = document.body.appendChild(document.createElement('button'));
  expect(press('ArrowDown').move).toHaveBeenCalledWith(1);
  expect(press('ArrowDown', {}, button).move).not.toHaveBeenCalled();
});
