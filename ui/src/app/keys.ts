// The keys that work anywhere in the window, outside text fields and dialogs.

export interface KeyActions {
  move(step: 1 | -1): void;
  open(): void;
  close(): void;
  page(step: 1 | -1): void;
  focusFilter(): void;
  showKeys(): void;
}

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return typingTags.has(target.tagName) || target.isContentEditable || target.getAttribute('role') === 'spinbutton';
}

/** True where the arrow keys are free to move the row cursor. */
function inListOrNowhere(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.closest('[role="grid"], [data-testid="detail-pane"]') !== null);
}

function actionFor(event: KeyboardEvent, actions: KeyActions): (() => void) | null {
  const free = inListOrNowhere(event.target);
  switch (event.key) {
    case 'j':
      return () => actions.move(1);
    case 'k':
      return () => actions.move(-1);
    case 'ArrowDown':
      return free ? () => actions.move(1) : null;
    case 'ArrowUp':
      return free ? () => actions.move(-1) : null;
    case 'Enter':
      return event.target === document.body ? () => actions.open() : null;
    case 'Escape':
      return () => actions.close();
    case '[':
      return () => actions.page(-1);
    case ']':
      return () => actions.page(1);
    case '/':
      return () => actions.focusFilter();
    case '?':
      return () => actions.showKeys();
    default:
      return null;
  }
}

/** True for a shortcut of the system or browser. Many keyboards write "[" with AltGr or Option. */
function isSystemShortcut(event: KeyboardEvent): boolean {
  const writesBracket = event.key === '[' || event.key === ']';
  const composing = event.getModifierState('AltGraph') || (writesBracket && event.altKey);
  return event.metaKey || (!composing && (event.ctrlKey || event.altKey));
}

export function handleKey(event: KeyboardEvent, actions: KeyActions): void {
  if (event.defaultPrevented || isSystemShortcut(event)) return;
  if (document.querySelector('dialog[open], .popover') !== null) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
    return;
  }
  const action = actionFor(event, actions);
  if (!action) return;
  event.preventDefault();
  action();
}
