// From a key press to the action that declares it, outside text fields and dialogs; also for keys
// that are pressed one after the other, such as "g r".
import type { Action } from '$shared/actions/action';

/** The second key of two has to follow within this time. */
export const sequenceWithin_ms = 2000;

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
/** Held down, these go on; a held "r" must not mark the whole list. */
const repeats = new Set(['j', 'k', 'ArrowDown', 'ArrowUp']);
/** Wanted even while typing. */
const fromFields = new Set(['Mod+k', 'Mod+,']);

const isMac = /mac/i.test(navigator.platform);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return typingTags.has(target.tagName) || target.isContentEditable || target.getAttribute('role') === 'spinbutton';
}

/** True where the arrow keys are free to move the row cursor. */
function inListOrNowhere(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.closest('[role="grid"], [data-testid="detail-pane"]') !== null);
}

/** Keys that mean something else to what has the focus. */
function belongsElsewhere({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  // Marked text is what is meant to be copied.
  if (key === 'c' && (ctrlKey || metaKey)) return window.getSelection()?.type === 'Range';
  if (key === 'ArrowDown' || key === 'ArrowUp') return !inListOrNowhere(target);
  return key === 'Enter' && target !== document.body;
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
  return key;
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
    if (document.querySelector('dialog[open], .popover') !== null) return this.#wait(null);
    const combination = combinationOf(event);
    if (combination === null) return;
    if (isTyping(event.target) && !fromFields.has(combination)) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    const run = this.#meaningOf(combination, event);
    if (!run) return;
    event.preventDefault();
    if (!event.repeat || repeats.has(event.key)) run();
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
