// What the palette offers beside the actions that have keys: everything else that has a button or a
// setting, as far as it can be done now.
import type { Action } from '$shared/actions/action';
import type { Screen } from '../panels';
import type { Workspace } from '../workspace.svelte';
import { accountOffers, type AccountDoes } from './account';
import { callOffers } from './calls';
import { filterOffers, listOffers } from './list';
import { lookOffers, tableOffers } from './look';
import { viewOffers } from './views';

/** Read anew each time the palette opens: some of it depends on what is on screen at that moment. */
export function offersOf(workspace: Workspace, does: AccountDoes & { screen: Screen }): Action[] {
  const inSight = does.screen === 'calls';
  return [
    ...(inSight ? [...listOffers(workspace), ...callOffers(workspace)] : []),
    ...filterOffers(workspace), ...viewOffers(workspace), ...(inSight ? tableOffers(workspace) : []), ...lookOffers(does), ...accountOffers(workspace, does),
  ];
}
