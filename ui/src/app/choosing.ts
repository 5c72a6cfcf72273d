// The selection, made by keys.
import type { Workspace } from './workspace.svelte';

/** Moves the cursor and takes the selection along, from the call it leaves. */
export async function extendSelection(workspace: Workspace, step: 1 | -1): Promise<void> {
  const { list, selection } = workspace;
  const from = list.seenCursorId;
  await workspace.move(step);
  const to = list.seenCursorId;
  if (to !== null) selection.stretch(from ?? to, to, workspace.page);
}
