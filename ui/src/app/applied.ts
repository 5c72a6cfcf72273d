// A whole request put into effect: what the filter controls can show goes there, the rest beside it.
import { dayEnd, dayOf, dayStart, noFilter, type CallFilter } from '$features/filters/filter';
import type { ListRequest } from '$ipc';

export interface Applied {
  filter: CallFilter;
  /** Asked for as well, though no control shows it. */
  rest: ListRequest;
}

/** The local day an instant begins or ends, or null when it lies inside one. */
function wholeDay(instant: string | undefined, edge: (day: string) => string): string | null {
  const time = new Date(instant ?? '');
  if (Number.isNaN(time.getTime())) return null;
  const day = dayOf(time);
  return new Date(edge(day)).getTime() === time.getTime() ? day : null;
}

export function applied(request: ListRequest): Applied {
  const { direction, status, statuses, agent_id, agent_ids, phone_number, from_date, to_date, ...others } = request;
  const rest: ListRequest = { ...others };
  delete rest.limit;
  delete rest.offset;
  delete rest.sort;
  const agents = [...(agent_id ? [agent_id] : []), ...(agent_ids ?? [])];
  const from = wholeDay(from_date, dayStart);
  const to = wholeDay(to_date, dayEnd);
  if (from_date && from === null) rest.from_date = from_date;
  if (to_date && to === null) rest.to_date = to_date;
  const several = agents.length > 1 ? { agent_ids: agents } : {};
  const filter: CallFilter = {
    ...noFilter, from, to, direction: direction ?? null, statuses: [...(status ? [status] : []), ...(statuses ?? [])],
    agentId: agents.length === 1 ? (agents[0] ?? null) : null, phone: phone_number ?? '',
  };
  return { filter, rest: { ...rest, ...several } };
}
