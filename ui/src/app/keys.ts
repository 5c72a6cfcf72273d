// From a key press to the action that declares it, outside text fields and dialogs; also for keys
// that are pressed one after the other, such as "g r".
import type { Action } from '$shared/actions/action';

/** The second key of two has to follow within this time. */
export const sequenceWithin_ms = 2000;

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
/** Fields that take no letters; a click leaves the focus in them. */
const takesNoText = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'reset', 'file', 'color', 'image']);
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
/** Held down, these go on; a held "r" must not mark the whole list. */
const repeats = new Set(['j', 'k', 'ArrowDown', 'ArrowUp', 'Shift+j', 'Shift+k', 'Shift+ArrowDown', 'Shift+ArrowUp']);
/** Wanted even while typing. */
const fromFields = new Set(['Mod+k', 'Mod+,', 'Mod+f']);

const isMac = /mac/i.test(navigator.platform);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || (target instanceof HTMLInputElement && takesNoText.has(target.type))) return false;
  return typingTags.has(target.tagName) || target.isContentEditable || target.getAttribute('role') === 'spinbutton';
}

/** True where keys such as arrows are free to move the row cursor. */
function inOrNowhere(places: string, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.closest(places) !== null);
}

/** Keys that mean something else to what has the focus. */
function belongsElsewhere({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  // Marked text is what is meant to be copied.
  if (key === 'c' && (ctrlKey || metaKey)) return window.getSelection()?.type === 'Range';
  if (key === 'ArrowDown' || key === 'ArrowUp') return !inOrNowhere('[role="grid"], [data-testid="detail-pane"]', target);
  if (key === 'Home' || key === 'End') return !inOrNowhere('[role="grid"]', target);
  // A ticked row is opened as if the row had the focus.
  return key === 'Enter' && !inOrNowhere('[role="grid"] input', target);
}

/** Letters mean the same with Caps Lock; "?" and the like need Shift to be written at all. */
function plain({ key, shiftKey }: KeyboardEvent): string {
  const isLetter = /^\p{L}$/u.test(key);
  if (!isLetter && !key.startsWith('Arrow')) return key;
  return `${shiftKey ? 'Shift+' : ''}${isLetter ? key.toLowerCase() : key}`;
}

/** The press as actions write it, or null for a shortcut of the system. Many keyboards write "[" with AltGr or Option. */
function combinationOf(event: KeyboardEvent): string | null {
  const { key, altKey, ctrlKey, metaKey } = event;
  const writesBracket = key === '[' || key === ']';
  if (event.getModifierState('AltGraph') || (writesBracket && altKey && !metaKey)) return key;
  const mod = isMac ? metaKey : ctrlKey;
  const other = isMac ? ctrlKey : metaKey;
  if (altKey || other) return null;
  if (mod) return event.shiftKey ? null : `Mod+${key.toLowerCase()}`;
  return plain(event);
}

export interface KeysSetup {
  actions: () => readonly Action[];
  /** Told the first key while the second is awaited, and null when that is over. */
  onpending: (first: string | null) => void;
}

export class Keys {
  #setup: KeysSetup;
  #first: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: KeysSetup) {
    this.#setup = setup;
  }

  /** A listener for `keydown` on the window. */
  readonly handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || modifiers.has(event.key)) return;
    // The suggestions below a field are part of its typing.
    if (document.querySelector('dialog[open], .popover:not([role="listbox"])') !== null) return this.#wait(null);
    const combination = combinationOf(event);
    if (combination === null) return;
    if (isTyping(event.target) && !fromFields.has(combination)) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    const run = this.#meaningOf(combination, event);
    if (!run) return;
    event.preventDefault();
    if (!event.repeat || repeats.has(combination)) run();
  };

  /** What a press means after what was pressed before; null when it means nothing here. */
  #meaningOf(combination: string, event: KeyboardEvent): (() => void) | null {
    if (this.#first !== null) {
      const second = this.#declared(`${this.#first} ${combination}`);
      // A key that leads nowhere after the first only ends the waiting.
      return () => {
        this.#wait(null);
        second?.run();
      };
    }
    if (this.#begins(combination)) return () => this.#wait(combination);
    return belongsElsewhere(event) ? null : (this.#declared(combination)?.run ?? null);
  }

  #declared(keys: string): Action | undefined {
    return this.#setup.actions().find((action) => action.keys.includes(keys));
  }

  #begins(first: string): boolean {
    return this.#setup.actions().some((action) => action.keys.some((keys) => keys.startsWith(`${first} `)));
  }

  #wait(first: string | null): void {
    clearTimeout(this.#timer);
    if (first !== this.#first) this.#setup.onpending(first);
    this.#first = first;
    if (first !== null) this.#timer = setTimeout(() => this.#wait(null), sequenceWithin_ms);
  }
}
