// The active filters as words, each with the filter that remains without it.
import { formatShortDay } from '$shared/format/time';
import { directionWord, statusWord } from '$shared/text/words';
import { text } from '$shared/text';
import type { CallFilter } from './filter';

export interface Chip {
  key: string;
  field: string;
  value: string;
  without: CallFilter;
}

const dayWord = (day: string) => formatShortDay(new Date(`${day}T12:00:00`));

/** `agentName` gives an agent's display name for its id. */
export function chipsOf(filter: CallFilter, agentName: (id: string) => string): Chip[] {
  const chips: Chip[] = [];
  const add = (key: string, field: string, value: string, without: Partial<CallFilter>) =>
    chips.push({ key, field, value, without: { ...filter, ...without } });
  const words = text.filters;

  if (filter.direction !== null) add('direction', words.direction, directionWord(filter.direction), { direction: null });
  for (const status of filter.statuses) {
    add(`status-${status}`, words.status, statusWord(status), { statuses: filter.statuses.filter((other) => other !== status) });
  }
  if (filter.agentId !== null) add('agent', words.agent, agentName(filter.agentId), { agentId: null });
  if (filter.from !== null) add('from', words.from, dayWord(filter.from), { from: null });
  if (filter.to !== null) add('to', words.to, dayWord(filter.to), { to: null });
  if (filter.phone.trim() !== '') add('phone', words.phone, filter.phone.trim(), { phone: '' });
  return chips;
}
