// The entries of a row's own menu.
import type { Call } from '$ipc';
import { text } from '$shared/text';
import type { WindowDoes } from './actions';
import { copyVerbs, filterVerbs, type Verb } from './call-verbs';
import { focusTag } from './fields';
import { focusOn } from './offers/offer';
import type { Workspace } from './workspace.svelte';

/** Tags are given to one call where it is shown, and to several in the bar that counts them. */
function tag(workspace: Workspace, call: Call, selected: boolean): void {
  if (selected) return void focusTag(workspace);
  workspace.open(call);
  void focusOn('#detail-tags');
}

function markVerbs(workspace: Workspace, call: Call, ids: readonly string[], selected: boolean): Verb[] {
  const { review, selection } = workspace;
  const marks = ids.map((id) => review.marksOf(id));
  const [starred, reviewed] = [marks.every((mark) => mark.starred), marks.every((mark) => mark.reviewed)];
  return [
    { id: 'star', icon: 'star', key: 's', name: starred ? text.review.unstar : text.review.star, run: () => void review.setStarred(ids, !starred) },
    { id: 'reviewed', icon: 'done', name: reviewed ? text.review.unreview : text.review.markReviewed, run: () => void review.setReviewed(ids, !reviewed) },
    { id: 'tag', icon: 'tag', key: 't', name: text.verbs.tag, run: () => tag(workspace, call, selected) },
    { id: 'select', icon: selected ? 'box' : 'boxed', key: 'x', name: selected ? text.verbs.unpick : text.verbs.pick, run: () => selection.toggle(call.id) },
  ];
}

/** In groups; `count` is how many calls are meant where they are the selected ones. */
export function rowVerbs(workspace: Workspace, { open, exportCalls }: Pick<WindowDoes, 'open' | 'exportCalls'>, call: Call): { count: number | null; groups: Verb[][] } {
  const { selection } = workspace;
  const selected = selection.has(call.id);
  const ids = selected ? [...selection.ids] : [call.id];
  const one = ids.length === 1;
  const show: Verb = { id: 'open', icon: 'right', key: 'Enter', name: text.actions.open, run: () => workspace.open(call) };
  const print: Verb = { id: 'print', icon: 'note', name: text.actions.printCall, run: () => (workspace.open(call), open('print-call')) };
  const groups = [
    one ? [show] : [],
    markVerbs(workspace, call, ids, selected),
    copyVerbs(workspace, ids),
    one ? filterVerbs(workspace, call) : [],
    [...(selected && exportCalls ? [{ id: 'export', icon: 'export', name: text.verbs.exportSelected, run: exportCalls } as const] : []), ...(one ? [print] : [])],
  ];
  return { count: selected ? ids.length : null, groups: groups.filter((group) => group.length > 0) };
}
