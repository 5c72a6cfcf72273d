// What is copied out of the table: numbers as the server has them, not as they are grouped for
// reading; cells apart by tabs and rows by line ends, as a spreadsheet wants them.

/** The marked text with raw numbers; null where the browser's own copy is right already. */
export function rawText(selection: Selection): string | null {
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = enclosing(range.commonAncestorContainer, '[data-raw]');
  // A part of a number is copied as it looks.
  if (within) return range.toString().trim() === within.textContent?.trim() ? (within.dataset['raw'] ?? null) : null;
  const part = range.cloneContents();
  if (!part.querySelector('[data-raw]')) return null;
  const originals = new Map([...document.querySelectorAll<HTMLElement>('[data-raw]')].map((cell) => [cell.dataset['raw'], cell.textContent]));
  for (const cell of part.querySelectorAll<HTMLElement>('[data-raw]')) {
    if (cell.textContent === originals.get(cell.dataset['raw'])) cell.textContent = cell.dataset['raw'] ?? '';
  }
  const rows = [...part.querySelectorAll('tr')];
  const lines = (rows.length > 0 ? rows : [part]).map((row) => [...row.querySelectorAll('td:not(.marks)')].map((cell) => cell.textContent?.trim() ?? ''));
  return lines.map((cells) => cells.join('\t')).join('\n');
}

function enclosing(node: Node, selector: string): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  return element?.closest<HTMLElement>(selector) ?? null;
}

/** Puts raw numbers on the clipboard for a copy in the table. */
export function copyRaw(event: ClipboardEvent): void {
  const selection = window.getSelection();
  const text = selection && rawText(selection);
  if (!text || !event.clipboardData) return;
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
}
