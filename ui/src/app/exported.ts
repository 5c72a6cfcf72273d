// What the list shows, as what an export is asked to write.
import type { Column } from '$features/calls/columns';
import type { TableLook } from '$features/calls/look.svelte';
import type { CallField, Subject } from '$features/export/order';
import { aliasesOf } from './aliases';
import type { Workspace } from './workspace.svelte';

/** The field each column of the table shows. */
const fieldOf: Record<Column, CallField> = {
  time: 'created_at', direction: 'direction', from: 'from_number', to: 'to_number', agent: 'agent_name', status: 'status', duration: 'duration', sentiment: 'sentiment', summary: 'call_summary',
};

export const fieldsShown = ({ shown }: Pick<TableLook, 'shown'>): CallField[] => shown.map((column) => fieldOf[column]);

/** The same for paper. */
export function printedFrom({ list, look, filters }: Workspace) {
  return { request: list.request, shown: look.shown, aliases: aliasesOf(filters.agents), inWords: list.shown?.inWords ?? '', total: list.shown?.total ?? 0 };
}

export function exportedFrom({ list, look, selection }: Workspace): Subject {
  return { request: list.request, inWords: list.shown?.inWords ?? '', total: list.shown?.total ?? 0, selected: [...selection.ids], shown: fieldsShown(look) };
}
