// What the detail pane's controls do in the workspace.
import type { DetailDoes } from '$features/detail/does';
import type { Workspace } from './workspace.svelte';

export function detailDoes(workspace: Workspace): DetailDoes {
  const { review, filters, detail } = workspace;
  return {
    close: () => detail.close(),
    step: (step) => void workspace.move(step),
    open: (call) => void detail.open(call, detail.shown?.phones),
    filterPhone: (phone) => filters.set({ phone }),
    allOfPhone: (phone_number) => workspace.apply({ phone_number }),
    filterAgent: (agentId) => filters.set({ agentIds: [agentId] }),
    filterTag: (tag) => filters.set({ tags: [tag] }),
    star: (id) => void review.toggleStarred([id], true),
    reviewed: (id) => void review.toggleReviewed([id], true),
    reviewedNext: () => void workspace.reviewedNext(),
    addTag: (id, tag) => void review.addTag([id], tag, true),
    removeTag: (id, tag) => void review.removeTag([id], tag, true),
    readTags: () => void review.refreshTags(),
    renameAgent: (id, alias) => workspace.renameAgent(id, alias),
  };
}
