// Small choices about the look, kept in the window's own storage; losing them harms nothing.

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`offhook.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`offhook.${key}`, value);
  } catch {
    // Storage may be off; the choice then lasts until the window closes.
  }
}
