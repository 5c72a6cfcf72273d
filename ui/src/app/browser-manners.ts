// What a browser does by itself and a window of its own must not: its menu, with "Reload" in it, and the
// keys that load the page anew or leave it, which would throw away what is being written.

const isMac = /mac/i.test(navigator.platform);
const fields = 'textarea, [contenteditable], input:not([type="checkbox"], [type="radio"])';

const isMarked = () => window.getSelection()?.type === 'Range';
/** Text was marked before the press: the Mac marks the word under a right click, which nobody asked for. */
let markedBefore = false;

/** Where the system's own menu helps, for copying and pasting: in text fields and on marked text. */
export function wantsSystemMenu({ target, button }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(fields)) return true;
  return isMarked() && (markedBefore || button !== 2) && (window.getSelection()?.getRangeAt(0).intersectsNode(target) ?? false);
}

function leavesPage({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key === 'F5' || key.startsWith('Browser')) return true;
  if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === 'r' || (isMac && metaKey && (key === '[' || key === ']'));
  // On a Mac these move by words in a field.
  return altKey && !isMac && (key === 'ArrowLeft' || key === 'ArrowRight');
}

/** From now on, for as long as the page is there. */
export function keepBrowserOut(): void {
  window.addEventListener('pointerdown', () => (markedBefore = isMarked()), { capture: true });
  window.addEventListener('contextmenu', (event) => {
    if (!wantsSystemMenu(event)) event.preventDefault();
  });
  // Before anybody who might keep the key to himself; what it means in the window goes on.
  window.addEventListener('keydown', (event) => leavesPage(event) && event.preventDefault(), { capture: true });
}
