// Puts text on the clipboard, also where the page is not trusted with the modern interface.

function copyBySelection(value: string): boolean {
  const area = document.createElement('textarea');
  area.value = value;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  const focused = document.activeElement;
  // What lies under a modal dialog cannot be selected.
  (document.querySelector('dialog:modal') ?? document.body).append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** Resolves to whether the text arrived on the clipboard. */
export async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyBySelection(value);
  }
}
