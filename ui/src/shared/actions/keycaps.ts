// How keys are written on this computer's keyboard.
import { text } from '$shared/text';

const isMac = (): boolean => /mac/i.test(navigator.platform);

const marks: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', '-': '−' };
/** What Apple prints on its keys. */
const onMac: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Delete: '⌫' };

const named = (): Record<string, string> => {
  const { control, shift, enter, space, delete: del, home, end, pageUp, pageDown } = text.keys;
  return { Mod: control, Shift: shift, Enter: enter, Space: space, Delete: del, Home: home, End: end, PageUp: pageUp, PageDown: pageDown };
};

function capOf(key: string): string {
  return (isMac() && onMac[key]) || (named()[key] ?? marks[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** "g r" as ["G", "R"] and "Mod+k" as ["Ctrl", "K"]: one cap for each key, in the order of pressing. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((key) => (key.length > 1 ? key.split('+') : [key])).map(capOf);
}
