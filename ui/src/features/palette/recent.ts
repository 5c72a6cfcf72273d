// Which actions the palette ran lately, remembered by their ids.
import { recall, remember } from '$shared/state/storage';

const keptAtMost = 6;

/** Latest first. An action of another version is simply never found. */
export function recentActions(): string[] {
  return (recall('recent-actions') ?? '').split(' ').filter(Boolean).slice(0, keptAtMost);
}

export function rememberAction(id: string): void {
  remember('recent-actions', [id, ...recentActions().filter((other) => other !== id)].slice(0, keptAtMost).join(' '));
}
