// The list as it is printed: the table's columns, every page of the filter up to a limit.
import type { Call, ListRequest, Marks, QueryAnswer } from '$ipc';
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
const pageSize = 100;
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

type Fetch = (request: ListRequest) => Promise<Pick<QueryAnswer, 'calls' | 'marks' | 'total' | 'in_words' | 'has_more'>>;

export interface Fetched {
  calls: readonly { call: Call; marks: Marks | undefined }[];
  total: number;
  inWords: string;
}

/** All pages up to the limit. A sync may move calls from one page to the next meanwhile: none is taken twice. */
export async function fetchList({ request }: ListSubject, fetch: Fetch): Promise<Fetched> {
  const calls = new Map<string, Fetched['calls'][number]>();
  for (let offset = 0; ; offset += pageSize) {
    const answer = await fetch({ ...request, limit: pageSize, offset });
    answer.calls.forEach((call, index) => calls.set(call.id, { call, marks: answer.marks[index] }));
    if (!answer.has_more || offset + pageSize >= mostCalls) return { calls: [...calls.values()], total: answer.total, inWords: answer.in_words };
  }
}

const orNone = (value: string | null | undefined) => (value ? oneLine(value, 120) : text.common.none);

function cellOf(column: Shown, call: Call, aliases: ListSubject['aliases']): string {
  switch (column) {
    case 'time': {
      const instant = parseInstant(call.created_at);
      return instant ? formatShortMoment(instant) : oneLine(call.created_at, 60);
    }
    case 'direction': return call.direction ? directionWord(call.direction) : text.common.none;
    case 'from': return orNone(call.from_number && formatPhone(call.from_number));
    case 'to': return orNone(call.to_number && formatPhone(call.to_number));
    case 'agent': return orNone(aliases.get(call.agent_id ?? '') ?? call.agent_name ?? call.agent_id);
    case 'status': return call.status ? statusWord(call.status) : text.common.none;
    case 'duration': return formatDuration(call.duration) ?? text.common.none;
    case 'sentiment': return call.sentiment ? sentimentWord(call.sentiment) : text.common.none;
    case 'summary': return typeof call.call_summary === 'string' && call.call_summary !== '' ? oneLine(call.call_summary, summaryLength) : text.common.none;
  }
}

const marksOf = (marks: Marks | undefined) => [marks?.starred && '★', marks?.reviewed && '✓', marks?.noted && '✎'].filter(Boolean).join(' ');

export function listPrintout({ calls, total, inWords }: Fetched, { shown, aliases }: ListSubject, moment: string): Printout {
  const columns: Column[] = shown.map((name) => ({ name, label: text.columns[name], share: shares[name], end: name === 'duration' }));
  const row = ({ call, marks }: Fetched['calls'][number]): Block => ({ kind: 'row', cells: [marksOf(marks), ...shown.map((column) => cellOf(column, call, aliases))] });
  return {
    title: inWords,
    facts: [`${formatCount(total)} ${text.pager.total(total)}`, moment, printText.marks],
    warning: total > calls.length ? printText.cut(calls.length, total) : null,
    columns: [{ name: 'marks', label: '', share: marksShare }, ...columns],
    landscape: true,
    blocks: calls.map(row),
  };
}
