// The palette's entries about the calls that keys act on, and about the open one.
import { previewed } from '$features/detail/previewed.svelte';
import type { Action } from '$shared/actions/action';
import { oneLine } from '$shared/format/plain';
import { text } from '$shared/text';
import { copyVerbs, filterVerbs } from '../call-verbs';
import { callKnown } from '../copying';
import type { Workspace } from '../workspace.svelte';
import { isThere, offerIn, press } from './offer';

const offer = offerIn('review');
/** The marks of more calls than this are not looked through for tags to take off. */
const lookedThrough = 500;

function tagOffers({ review, targets }: Pick<Workspace, 'review' | 'targets'>): Action[] {
  const tags = new Set(targets.slice(0, lookedThrough).flatMap((id) => review.marksOf(id).tags));
  return [...tags].flatMap((tag) => offer(true, `untag-${tag}`, text.tags.remove(oneLine(tag, 80)), () => void review.removeTag(targets, tag), 'untag'));
}

/** The agent of one call is named where the call is shown. */
async function renameAgent(workspace: Workspace): Promise<void> {
  if (workspace.detail.id === null) workspace.openAtCursor();
  await press('agent-rename');
}

export function callOffers(workspace: Workspace): Action[] {
  const { targets, detail } = workspace;
  const only = targets.length === 1 ? callKnown(workspace, targets[0] ?? '') : undefined;
  const shown = detail.id === null ? only : detail.shown?.call;
  const verbs = [...copyVerbs(workspace, targets), ...(only ? filterVerbs(workspace, only) : [])];
  return [
    ...tagOffers({ review: workspace.review, targets }),
    ...offer(Boolean(shown?.agent_id), 'agent-alias', text.alias.rename, () => void renameAgent(workspace)),
    ...offer(previewed.on ? detail.id !== null : isThere('note-preview'), 'note-preview', `${text.notes.label}: ${previewed.on ? text.notes.write : text.notes.preview}`, () => (previewed.on = !previewed.on)),
    ...verbs.flatMap(({ id, name, run }) => offer(true, id, name, run)),
    ...offer(detail.id !== null, 'close-details', text.detail.close, () => detail.close()),
  ];
}
