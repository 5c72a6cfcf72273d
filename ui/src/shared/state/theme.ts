// Light, dark, or whatever the system says.
import { frameTheme, type Theme } from '$ipc';
import { recall, remember } from './storage';

export type { Theme };

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function currentTheme(): Theme {
  const kept = recall('theme');
  return themes.find((theme) => theme === kept) ?? 'system';
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function chooseTheme(theme: Theme): void {
  remember('theme', theme);
  applyTheme(theme);
  frame(theme);
}

/** At a start the frame is as the system has it, and needs a word only where that is not wanted. */
export function startTheme(): void {
  const theme = currentTheme();
  applyTheme(theme);
  if (theme !== 'system') frame(theme);
}

/** A frame that does not follow harms nothing. */
function frame(theme: Theme): void {
  frameTheme(theme).catch(() => undefined);
}
