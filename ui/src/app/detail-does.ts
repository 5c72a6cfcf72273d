// What the detail pane's controls do in the workspace.
import type { DetailDoes } from '$features/detail/does';
import { renameAgent } from './aliases';
import { focusIn } from './focus';
import { reviewAndGoOn } from './queue';
import type { Workspace } from './workspace.svelte';

/** The pressed button is about to go with what it stands in. */
const focusPane = () => document.querySelector<HTMLElement>('[data-testid="detail-pane"]')?.focus();

export function detailDoes(workspace: Workspace): DetailDoes {
  const { review, filters, detail } = workspace;
  return {
    close: () => workspace.closeDetail(),
    step: (step) => void workspace.move(step, !focusIn('pane')),
    open: (call) => {
      void detail.open(call, detail.shown?.phones);
      focusPane();
    },
    filterPhone: (phone) => filters.set({ phone }),
    allOfPhone: (phone_number) => workspace.apply({ phone_number }),
    filterAgent: (agentId) => filters.set({ agentIds: [agentId] }),
    filterTag: (tag) => filters.set({ tags: [tag] }),
    star: (id) => void review.toggleStarred([id], true),
    reviewed: (id) => void review.toggleReviewed([id], true),
    reviewedNext: (id) => void reviewAndGoOn(workspace, [id], !focusIn('pane')),
    addTag: (id, tag) => void review.addTag([id], tag, true),
    removeTag: (id, tag) => void review.removeTag([id], tag, true),
    readTags: () => void review.refreshTags(),
    renameAgent: (id, alias) => renameAgent(workspace, id, alias),
  };
}
