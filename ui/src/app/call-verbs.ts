// What can be done with calls that are pointed at, be it by a row's own menu or by the palette: with
// one, or with all that are selected.
import type { Call } from '$ipc';
import { otherParty } from '$features/detail/others';
import { formatPhone } from '$shared/format/phone';
import { oneLine } from '$shared/format/plain';
import { dayAt, formatShortDay, parseInstant } from '$shared/format/time';
import { text } from '$shared/text';
import { statusIcon, statusWord } from '$shared/text/words';
import type { IconName } from '$shared/ui/icons';
import { callKnown, copyCalls } from './copying';
import type { Workspace } from './workspace.svelte';

export interface Verb {
  id: string;
  name: string;
  icon: IconName;
  /** The key that does the same, as actions write it. */
  key?: string;
  run: () => void;
}

const lines = (value: (call: Call) => string | null | undefined, apart: string) => (calls: readonly Call[]) =>
  [...new Set(calls.map(value).filter(Boolean))].join(apart);

/** What of the calls can be put on the clipboard; what is known to be missing from all of them is not offered. */
export function copyVerbs(workspace: Workspace, ids: readonly string[]): Verb[] {
  const words = text.verbs;
  const [first] = ids.map((id) => callKnown(workspace, id));
  const many = ids.length > 1;
  const verb = (id: string, name: string, value: (call: Call) => string | null | undefined, apart = '\n'): Verb[] =>
    ids.length === 0 || (!many && first && !value(first)) ? [] : [{ id, name, icon: 'copy', run: () => void copyCalls(workspace, lines(value, apart), ids, () => text.common.copied) }];
  return [
    ...verb('copy-number', many ? words.copyNumbers : words.copyNumber, otherParty),
    ...verb('copy-summary', many ? words.copySummaries : words.copySummary, (call) => call.call_summary?.trim(), '\n\n'),
    ...verb('copy-id', many ? words.copyIds : words.copyId, ({ id }) => id),
  ];
}

/** The ways from a call to those that have something in common with it. */
export function filterVerbs(workspace: Workspace, call: Call): Verb[] {
  const { filters, list } = workspace;
  const { agent_id: agent, status } = call;
  const number = otherParty(call);
  const instant = parseInstant(call.created_at);
  const by = (id: string, icon: IconName, what: string, change: Parameters<typeof filters.set>[0]): Verb => ({ id: `filter-${id}`, icon, name: text.verbs.filterBy(what), run: () => filters.set(change) });
  return [
    ...(number ? [by('number', 'phone', oneLine(formatPhone(number, list.shown?.phones ?? {}), 60), { phone: number })] : []),
    ...(agent ? [by('agent', 'person', oneLine(filters.agents.find(({ agent_id }) => agent_id === agent)?.name || call.agent_name || agent, 80), { agentIds: [agent] })] : []),
    ...(status ? [by('status', statusIcon(status), statusWord(status), { statuses: [status] })] : []),
    ...(instant ? [by('day', 'calendar', formatShortDay(instant), { from: dayAt(instant), to: dayAt(instant) })] : []),
    ...(number ? [{ id: 'others', icon: 'inbox', name: text.others.title, run: () => workspace.apply({ phone_number: number }) } as const] : []),
  ];
}
