// What the list shows, as what an export is asked to write.
import type { Column } from '$features/calls/columns';
import type { CallField, Subject } from '$features/export/order';
import type { Workspace } from './workspace.svelte';

/** The field each column of the table shows. */
const fields: Record<Column, CallField> = {
  time: 'created_at', direction: 'direction', from: 'from_number', to: 'to_number', agent: 'agent_name', status: 'status', duration: 'duration', sentiment: 'sentiment', summary: 'call_summary',
};

export function exportedFrom({ list, look, selection }: Workspace): Subject {
  return { request: list.request, inWords: list.shown?.inWords ?? '', total: list.shown?.total ?? 0, selected: [...selection.ids], shown: look.shown.map((column) => fields[column]) };
}
