// One call reviewed after the other, over the edges of pages, with none passed over.
import type { Call } from '$ipc';
import { text } from '$shared/text';
import type { Workspace } from './workspace.svelte';

/** Marks reviewed what a key acts on: the selection, which is done with then, or a call, and goes on
 * to the one after it. */
export async function reviewedNext(workspace: Workspace): Promise<void> {
  const targets = workspace.targetsOrHint();
  if (targets.length === 0) return;
  if (workspace.selection.size === 0) return reviewAndGoOn(workspace, targets, true);
  void workspace.review.setReviewed(targets, true);
  workspace.letSelectionGo();
}

/** Marks calls reviewed and goes on to the one after the open call, or after the cursor. */
export async function reviewAndGoOn(workspace: Workspace, targets: readonly string[], withFocus: boolean): Promise<void> {
  const { list, detail } = workspace;
  const writing = workspace.review.setReviewed(targets, true);
  list.cursorId = detail.id !== null && workspace.isOnPage(detail.id) ? detail.id : list.cursorId;
  const isLastRow = workspace.page.at(-1) === list.cursorId;
  const next = isLastRow ? await afterPage(workspace, writing, withFocus) : await list.moveCursor(1, withFocus);
  if (!next) workspace.toasts.show({ kind: 'last', text: text.review.lastOne, tone: 'plain', action: null, for_ms: 4000 });
  else if (detail.id !== null) workspace.open(next);
}

/** The call after the last row, once that is written. Rows that left the list may still be on screen,
 * and then what comes behind them has moved up to this page: the next one would begin too far on. */
async function afterPage(workspace: Workspace, writing: Promise<void>, withFocus: boolean): Promise<Call | null> {
  const { list } = workspace;
  const [before, last, offset] = [workspace.page, list.cursorId, list.offset];
  await writing;
  await list.load();
  // The page and all after it are gone.
  if (list.offset < offset) return null;
  const known = workspace.page.findLast((id) => before.includes(id));
  if (known !== undefined) list.cursorId = known;
  const next = await list.moveCursor(1, withFocus);
  // Calls that arrived above have moved the row itself to the next page.
  return next?.id === last ? list.moveCursor(1, withFocus) : next;
}
