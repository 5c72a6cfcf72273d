// Every action of the window, declared once: its name, its keys and what it does. The palette,
// the keys and the list of keys all read this.
import { asText, asTsv } from '$features/review/copy';
import { copyDiagnostics, prepareDiagnostics } from '$features/settings/diagnostics';
import { sameView } from '$features/views/request';
import { smartViews } from '$features/views/smart';
import type { Action } from '$shared/actions/action';
import { text } from '$shared/text';
import { extendSelection } from './choosing';
import { copyCalls } from './copying';
import { fieldsShown } from './exported';
import { focusNote, focusTag } from './fields';
import type { Panel, Screen } from './panels';
import { reviewedNext } from './queue';
import type { Workspace } from './workspace.svelte';

/** What the window around the workspace can do. */
export interface WindowDoes {
  open: (panel: Panel) => void;
  /** Missing where there is nothing to export with. */
  exportCalls?: () => void;
  /** What is shown now. */
  screen: Screen;
  show: (screen: Screen) => void;
}

const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

function callActions(workspace: Workspace): Action[] {
  const words = text.actions;
  const group = 'calls';
  const { shown } = workspace.list;
  const empty = !shown || shown.calls.length === 0;
  return [
    { id: 'next', group, name: words.next, keys: ['j', 'ArrowDown'], keysOnly: empty, run: () => void workspace.move(1) },
    { id: 'previous', group, name: words.previous, keys: ['k', 'ArrowUp'], keysOnly: empty, run: () => void workspace.move(-1) },
    { id: 'select-next', group, name: words.selectNext, keys: ['Shift+j', 'Shift+ArrowDown'], keysOnly: true, run: () => void extendSelection(workspace, 1) },
    { id: 'select-previous', group, name: words.selectPrevious, keys: ['Shift+k', 'Shift+ArrowUp'], keysOnly: true, run: () => void extendSelection(workspace, -1) },
    { id: 'first', group, name: words.firstRow, keys: ['Home'], keysOnly: true, run: () => workspace.jump(0) },
    { id: 'last', group, name: words.lastRow, keys: ['End'], keysOnly: true, run: () => workspace.jump(-1) },
    { id: 'open', group, name: words.open, keys: ['Enter'], keysOnly: empty, run: () => workspace.openAtCursor() },
    { id: 'back', group, name: words.back, keys: ['Escape'], keysOnly: true, run: () => workspace.back() },
    { id: 'next-page', group, name: words.nextPage, keys: [']'], keysOnly: !shown?.hasMore, run: () => void workspace.turnPage(1) },
    { id: 'previous-page', group, name: words.previousPage, keys: ['['], keysOnly: !shown || shown.offset === 0, run: () => void workspace.turnPage(-1) },
    { id: 'search', group, name: words.search, keys: ['/', 'Mod+f'], run: () => focusOn('#search-input') },
  ];
}

function reviewActions(workspace: Workspace): Action[] {
  const words = text.actions;
  const group = 'review';
  const selected = workspace.selection.size > 0;
  // Keys say how to come to a call where there is none to act on; the palette has no need to.
  const keysOnly = !selected && workspace.detail.id === null && workspace.list.seenCursorId === null;
  return [
    { id: 'reviewed-next', group, name: words.reviewedNext, keys: ['r'], keysOnly, run: () => void reviewedNext(workspace) },
    { id: 'reviewed', group, name: words.reviewed, keys: [], keysOnly, run: () => workspace.toggleReviewed() },
    { id: 'star', group, name: words.star, keys: ['s'], keysOnly, run: () => workspace.toggleStarred() },
    { id: 'tag', group, name: words.tag, keys: ['t'], keysOnly, run: () => void focusTag(workspace) },
    { id: 'note', group, name: words.note, keys: ['n'], keysOnly, run: () => void focusNote(workspace) },
    { id: 'select', group, name: words.select, keys: ['x'], keysOnly, run: () => workspace.toggleSelected() },
    { id: 'select-page', group, name: text.marks.selectPage, keys: ['Mod+a'], keysOnly: workspace.page.length === 0 || workspace.selection.on(workspace.page) === 'all', run: () => workspace.selection.add(workspace.page) },
    ...(selected ? [{ id: 'clear-selection', group, name: words.clearSelection, keys: [], run: () => workspace.selection.clear() } as const] : []),
    { id: 'copy-text', group, name: words.copyText, keys: [], keysOnly, run: () => void copyCalls(workspace, asText) },
    { id: 'copy-table', group, name: words.copyTable, keys: ['Mod+c'], keysOnly, run: () => void copyCalls(workspace, asTsv(fieldsShown(workspace.look))) },
    { id: 'undo', group, name: words.undo, keys: ['Mod+z'], run: () => workspace.undo() },
  ];
}

function viewActions(workspace: Workspace): Action[] {
  const words = text.actions;
  const group = 'views';
  const smart = smartViews.map(({ id, letter, request }): Action => ({
    id: `view-${id}`, group, name: words.goTo(text.views.smart[id]), short: text.views.smart[id], keys: [`g ${letter}`], run: () => workspace.apply(request),
  }));
  const saved = workspace.views.saved.map(({ id, name, request }): Action => ({ id: `saved-${id}`, group, name: words.goTo(name), keys: [], series: 'saved', run: () => workspace.apply(request) }));
  const known = [...smartViews, ...workspace.views.saved].some((view) => sameView(view.request, workspace.viewed));
  const save: Action[] = known ? [] : [{ id: 'save-view', group, name: words.saveView, keys: [], run: () => (workspace.views.naming = true) }];
  return [...smart, ...saved, ...save];
}

function windowActions(workspace: Workspace, { open, exportCalls }: WindowDoes): Action[] {
  const words = text.actions;
  const group = 'window';
  return [
    { id: 'palette', group, name: words.palette, keys: ['Mod+k'], keysOnly: true, run: () => (void prepareDiagnostics(), open('palette')) },
    ...(exportCalls ? [{ id: 'export', group, name: words.export, keys: ['e'], run: exportCalls } as const] : []),
    { id: 'print', group, name: words.print, keys: ['Mod+p'], run: () => open('print') },
    ...(workspace.detail.id === null ? [] : [{ id: 'print-call', group, name: words.printCall, keys: [], run: () => open('print-call') } as const]),
    { id: 'save-pdf', group, name: words.savePdf, keys: [], run: () => open(workspace.detail.id === null ? 'print' : 'print-call') },
    { id: 'export-review', group, name: words.exportReview, keys: [], run: () => void workspace.transfer.write() },
    { id: 'import-review', group, name: words.importReview, keys: [], run: () => workspace.transfer.pick() },
    { id: 'backups', group, name: words.backups, keys: [], run: () => open('backups') },
    ...(workspace.sync.running ? [] : [{ id: 'sync', group, name: words.sync, keys: [], run: () => void workspace.sync.start() } as const]),
    { id: 'activity', group, name: words.activity, keys: [], run: () => open('activity') },
    { id: 'settings', group, name: words.settings, keys: ['Mod+,'], run: () => open('settings') },
    { id: 'diagnostics', group, name: text.diagnostics.copy, keys: [], run: () => void copyDiagnostics().then((said) => workspace.toasts.show({ kind: 'copied', text: said, tone: 'plain', action: null })) },
    { id: 'keys', group, name: words.keys, keys: ['?'], run: () => open('keys') },
  ];
}

/** Where no call is in sight, none is marked or moved to by a key. */
function blindActions(workspace: Workspace, show: WindowDoes['show']): Action[] {
  const kept = [...callActions(workspace), ...reviewActions(workspace)].filter(({ id }) => id === 'search' || id === 'undo');
  return [...kept, { id: 'calls', group: 'calls', name: text.actions.calls, keys: ['Escape'], run: () => show('calls') }];
}

export function actionsOf(workspace: Workspace, does: WindowDoes): Action[] {
  const onCalls = does.screen === 'calls' ? [...callActions(workspace), ...reviewActions(workspace)] : blindActions(workspace, does.show);
  const insights: Action = { id: 'insights', group: 'views', name: text.actions.insights, short: text.screens.insights, keys: ['g i'], run: () => does.show('insights') };
  return [...onCalls, ...viewActions(workspace), insights, ...windowActions(workspace, does)];
}
