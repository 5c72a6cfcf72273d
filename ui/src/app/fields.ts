// The fields that keys lead to.
import { tick } from 'svelte';
import { previewed } from '$features/detail/previewed.svelte';
import type { Workspace } from './workspace.svelte';

/** The field that names a tag for what a key acts on. */
export async function focusTag(workspace: Workspace): Promise<void> {
  if (workspace.selection.size > 0) document.querySelector<HTMLElement>('[data-testid="bulk-tag"]')?.click();
  else await focusInDetail(workspace, 'detail-tags');
}

export async function focusNote(workspace: Workspace): Promise<void> {
  // The preview is nothing to write in.
  previewed.on = false;
  await focusInDetail(workspace, 'detail-note-field');
}

async function focusInDetail(workspace: Workspace, fieldId: string): Promise<void> {
  if (workspace.detail.id === null) workspace.openAtCursor();
  await tick();
  document.getElementById(fieldId)?.focus();
}
