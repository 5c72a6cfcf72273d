// How keys are written on this computer's keyboard.
import { text } from '$shared/text';

const isMac = (): boolean => /mac/i.test(navigator.platform);

const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

function capOf(key: string): string {
  if (key === 'Mod') return isMac() ? '⌘' : text.keys.control;
  if (key === 'Enter') return text.keys.enter;
  if (key === 'Escape') return 'Esc';
  return arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** "g r" as ["G", "R"] and "Mod+k" as ["Ctrl", "K"]: one cap for each key, in the order of pressing. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((key) => (key.length > 1 ? key.split('+') : [key])).map(capOf);
}
