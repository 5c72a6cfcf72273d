// The list as it is printed: the table's columns, the calls of the filter up to a limit.
import type { Call, ListRequest, Marks, Phones, QueryAnswer } from '$ipc';
import { formatDuration } from '$shared/format/duration';
import { formatCount } from '$shared/format/number';
import { formatPhone } from '$shared/format/phone';
import { oneLine } from '$shared/format/plain';
import { formatShortMoment, parseInstant } from '$shared/format/time';
import { text } from '$shared/text';
import { printText } from '$shared/text/print';
import { directionWord, sentimentWord, statusWord } from '$shared/text/words';
import type { Block, Column, Printout } from './printout';

/** A list longer than this is for a file, not for paper. */
export const mostCalls = 2000;
/** A summary is shown so far; the whole stands on the print of the one call. */
const summaryLength = 320;

export type Shown = 'time' | 'direction' | 'from' | 'to' | 'agent' | 'status' | 'duration' | 'sentiment' | 'summary';

const shares: Record<Shown, number> = { time: 13, direction: 8.5, from: 12, to: 12, agent: 12.5, status: 10.5, duration: 6.5, sentiment: 8, summary: 30 };
const marksShare = 3;

export interface ListSubject {
  request: ListRequest;
  shown: readonly Shown[];
  /** What agents are called here, by their ids. */
  aliases: ReadonlyMap<string, string>;
}

/** What is printed of an answer, all of which is of one moment. */
export type Fetched = Pick<QueryAnswer, 'calls' | 'marks' | 'phones' | 'total' | 'in_words'>;

const orNone = (value: string | null | undefined) => (value ? oneLine(value, 120) : text.common.none);

function cellOf(column: Shown, call: Call, phones: Phones, aliases: ListSubject['aliases']): string {
  switch (column) {
    case 'time': {
      const instant = parseInstant(call.created_at);
      return instant ? formatShortMoment(instant) : oneLine(call.created_at, 60);
    }
    case 'direction': return call.direction ? directionWord(call.direction) : text.common.none;
    case 'from': return orNone(call.from_number && formatPhone(call.from_number, phones));
    case 'to': return orNone(call.to_number && formatPhone(call.to_number, phones));
    case 'agent': return orNone(aliases.get(call.agent_id ?? '') ?? call.agent_name ?? call.agent_id);
    case 'status': return call.status ? statusWord(call.status) : text.common.none;
    case 'duration': return formatDuration(call.duration) ?? text.common.none;
    case 'sentiment': return call.sentiment ? sentimentWord(call.sentiment) : text.common.none;
    case 'summary': return typeof call.call_summary === 'string' && call.call_summary !== '' ? oneLine(call.call_summary, summaryLength) : text.common.none;
  }
}

const marksOf = (marks: Marks | undefined) => [marks?.starred && '★', marks?.reviewed && '✓', marks?.noted && '✎'].filter(Boolean).join(' ');

export function listPrintout({ calls, marks, phones, total, in_words }: Fetched, { shown, aliases }: ListSubject, moment: string): Printout {
  const columns: Column[] = shown.map((name) => ({ name, label: text.columns[name], share: shares[name], end: name === 'duration' }));
  const row = (call: Call, index: number): Block => ({ kind: 'row', cells: [marksOf(marks[index]), ...shown.map((column) => cellOf(column, call, phones, aliases))] });
  return {
    title: in_words,
    facts: [`${formatCount(total)} ${text.pager.total(total)}`, moment, printText.marks],
    warning: total > calls.length ? printText.cut(calls.length, total) : null,
    columns: [{ name: 'marks', label: '', share: marksShare }, ...columns],
    landscape: true,
    blocks: calls.map(row),
  };
}
