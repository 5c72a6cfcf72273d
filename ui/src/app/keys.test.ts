// Which key does what: on keyboards that write brackets in different ways, one after the other,
// and where a key belongs to somebody else.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Action } from '$shared/actions/action';
import { Keys, sequenceWithin_ms } from './keys';

const done: string[] = [];
const pendings: (string | null)[] = [];
const action = (id: string, ...keys: string[]): Action => ({ id, group: 'calls', name: id, keys, run: () => done.push(id) });
const actions = [
  action('next', 'j', 'ArrowDown'), action('previous', 'k', 'ArrowUp'), action('open', 'Enter'), action('back', 'Escape'), action('next-page', ']'),
  action('reviewed', 'r'), action('star', 's'), action('palette', 'Mod+k'), action('undo', 'Mod+z'), action('copy', 'Mod+c'), action('find', '/', 'Mod+f'), action('keys', '?'), action('further', 'Shift+j', 'Shift+ArrowDown'), action('last', 'End'), action('to-review', 'g r'), action('to-starred', 'g s'),
];
let keys = new Keys({ actions: () => actions, onpending: (first) => pendings.push(first) });
const listen = (event: KeyboardEvent) => keys.handle(event);

/** Presses keys one after the other; gives what was done. */
function press(pressed: string | string[], options: KeyboardEventInit = {}, target: HTMLElement = document.body): string[] {
  done.length = 0;
  for (const key of [pressed].flat()) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
  return [...done];
}

const add = <K extends keyof HTMLElementTagNameMap>(tag: K) => document.body.appendChild(document.createElement(tag));

beforeEach(() => {
  vi.useFakeTimers();
  keys = new Keys({ actions: () => actions, onpending: (first) => pendings.push(first) });
  pendings.length = 0;
  window.addEventListener('keydown', listen);
});
afterEach(() => {
  window.removeEventListener('keydown', listen);
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('a bracket turns the page', () => {
  it.each([
    ['an American keyboard', {}],
    ['a German keyboard on Linux', { modifierAltGraph: true }],
    ['a German keyboard on Windows', { ctrlKey: true, altKey: true, modifierAltGraph: true }],
    ['a German keyboard on a Mac', { altKey: true }],
  ])('on %s', (_, options) => expect(press(']', options)).toEqual(['next-page']));
});

describe('with Ctrl', () => {
  it('a declared key does what it declares', () => expect(press('k', { ctrlKey: true })).toEqual(['palette']));

  it('C copies calls, but where text is marked that is what is copied', () => {
    expect(press('c', { ctrlKey: true })).toEqual(['copy']);
    add('p').textContent = 'marked';
    window.getSelection()?.selectAllChildren(document.body);
    expect(press('c', { ctrlKey: true })).toEqual([]);
    window.getSelection()?.removeAllRanges();
  });

  it.each([
    ['j', { ctrlKey: true }],
    ['r', { ctrlKey: true }],
    ['j', { metaKey: true }],
    ['j', { altKey: true }],
    ['k', { ctrlKey: true, shiftKey: true }],
  ])('or another modifier, %s with %o is left to the system', (key, options) => expect(press(key, options)).toEqual([]));
});

describe('one key after the other', () => {
  it('means what the two declare, and nothing the second does alone', () => expect(press(['g', 'r'])).toEqual(['to-review']));
  it('is hinted at while the second is awaited', () => {
    press('g');
    expect(pendings).toEqual(['g']);
    press('s');
    expect([done, pendings]).toEqual([['to-starred'], ['g', null]]);
  });
  it('ends with a key that leads nowhere, which does nothing', () => {
    expect(press(['g', 'j'])).toEqual([]);
    expect(press('j')).toEqual(['next']);
  });
  it('ends with Esc, which does not step back as well', () => expect([press(['g', 'Escape']), pendings]).toEqual([[], ['g', null]]));
  it('ends by itself after a while', () => {
    press('g');
    vi.advanceTimersByTime(sequenceWithin_ms);
    expect([press('r'), pendings]).toEqual([['reviewed'], ['g', null]]);
  });
  it('survives a modifier between the keys', () => expect(press(['g', 'Shift', 'r'])).toEqual(['to-review']));
});

describe('a key belongs to somebody else', () => {
  it('while text is typed', () => expect([press('j', {}, add('input')), press(['g', 'r'], {}, add('textarea'))]).toEqual([[], []]));
  it('but the palette opens even there', () => expect(press('k', { ctrlKey: true }, add('textarea'))).toEqual(['palette']));
  it('and so does what is open for typing, such as suggestions below a field', () => {
    const list = add('div');
    list.className = 'popover';
    list.setAttribute('role', 'listbox');
    expect([press('k', { ctrlKey: true }, add('input')), press('f', { ctrlKey: true }, add('input')), press('j', {}, add('input'))]).toEqual([['palette'], ['find'], []]);
  });
  it.each(['checkbox', 'radio', 'range', 'button'])('but not in an input of the type %s, which takes no letters and keeps Space', (type) => {
    const input = add('input');
    input.type = type;
    expect([press('r', {}, input), press('?', { shiftKey: true }, input), press('z', { ctrlKey: true }, input), press(' ', {}, input)]).toEqual([['reviewed'], ['keys'], ['undo'], []]);
  });
  it('and undo is the field’s own there', () => expect([press('z', { ctrlKey: true }, add('textarea')), press('z', { ctrlKey: true })]).toEqual([[], ['undo']]));
  it('while a popover is open', () => {
    add('div').className = 'popover';
    expect(press('j')).toEqual([]);
  });
  it('when it is an arrow on a button, or Enter anywhere but nowhere', () => {
    const button = add('button');
    expect([press('ArrowDown'), press('ArrowDown', {}, button), press('Enter'), press('Enter', {}, button)]).toEqual([['next'], [], ['open'], []]);
  });
});

it('in the box of a row, keys are those of the row', () => {
  const grid = add('div');
  grid.setAttribute('role', 'grid');
  const box = grid.appendChild(document.createElement('input'));
  box.type = 'checkbox';
  expect([press('ArrowDown', {}, box), press('Enter', {}, box), press('Escape', {}, box), press('End', {}, box), press('End', {}, add('p'))]).toEqual([['next'], ['open'], ['back'], ['last'], []]);
});

it('letters mean the same with Caps Lock, and with Shift what is declared for Shift', () => {
  expect([press('R', { modifierCapsLock: true }), press('R', { shiftKey: true }), press('J', { shiftKey: true }), press('j', { shiftKey: true, modifierCapsLock: true })]).toEqual([['reviewed'], [], ['further'], ['further']]);
  expect([press('ArrowDown', { shiftKey: true }), press(['G', 'S']), press('?', { shiftKey: true })]).toEqual([['further'], ['to-starred'], ['keys']]);
});

it('Esc leaves a text field first', () => {
  const field = add('input');
  field.focus();
  expect([press('Escape', {}, field), document.activeElement === document.body]).toEqual([[], true]);
});

it('a held key moves on, but never marks on', () => expect([press('j', { repeat: true }), press('J', { repeat: true, shiftKey: true }), press('r', { repeat: true })]).toEqual([['next'], ['further'], []]));
