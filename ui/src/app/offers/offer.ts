// How an entry of the palette that has no key is declared.
import { tick } from 'svelte';
import type { Action, ActionGroup } from '$shared/actions/action';

type Offer = (possible: boolean, id: string, name: string, run: () => void, series?: string) => Action[];

/** Entries of one group: each is there only where it can be done now. */
export const offerIn = (group: ActionGroup): Offer => (possible, id, name, run, series) =>
  possible ? [{ id, group, name, keys: [], run, ...(series === undefined ? {} : { series }) }] : [];

const button = (testid: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${testid}"]:not(:disabled)`);

/** What only a control on screen can do is offered where the control is, and done by pressing it. */
export const isThere = (testid: string): boolean => button(testid) !== null;

/** Puts the focus into something, also into what comes with what was shown just now. */
export async function focusOn(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Presses a control, also one that comes with what was shown just now. */
export async function press(testid: string): Promise<void> {
  await tick();
  button(testid)?.click();
}
