// One call as it is printed: every field the server sent, the whole summary, and what was noted.
import type { CallDetail, Phones } from '$ipc';
import { formatDuration } from '$shared/format/duration';
import { formatPhone } from '$shared/format/phone';
import { oneLine, showControls, showValue } from '$shared/format/plain';
import { formatLocalFull, formatUtc, parseInstant } from '$shared/format/time';
import { text } from '$shared/text';
import { printText } from '$shared/text/print';
import { directionWord, sentimentWord, statusWord } from '$shared/text/words';
import { pieces, type Block, type Printout } from './printout';

const laidOut = new Set(['id', 'agent_id', 'from_number', 'to_number', 'direction', 'status', 'duration', 'sentiment', 'call_summary', 'created_at', 'agent_name', 'started_at', 'ended_at']);

const moment = (value: unknown): string => {
  const instant = parseInstant(value);
  return instant ? `${formatLocalFull(instant)} (${formatUtc(instant)})` : oneLine(String(value), 200);
};

const fact = (label: string, value: string): Block => ({ kind: 'fact', label, value });
const heading = (words: string): Block => ({ kind: 'heading', text: words });
const texts = (value: string): Block[] => pieces(showControls(value)).map((piece) => ({ kind: 'text', text: piece }));

/** A number as it is read and as the server has it. */
function phone(number: string, phones: Phones): string {
  const formatted = formatPhone(number, phones);
  return formatted === number ? oneLine(number, 200) : `${oneLine(formatted, 200)} (${oneLine(number, 200)})`;
}

function facts({ call, phones }: CallDetail, alias: string | undefined): Block[] {
  const { columns, detail } = text;
  const agent = [alias ?? call.agent_name, call.agent_id].filter(Boolean).map((part) => oneLine(String(part), 200)).join(' · ');
  const known: [string, string | null | undefined][] = [
    [columns.time, call.created_at && moment(call.created_at)], [columns.direction, call.direction && directionWord(call.direction)],
    [columns.from, call.from_number && phone(call.from_number, phones)], [columns.to, call.to_number && phone(call.to_number, phones)],
    [columns.agent, agent], [columns.status, call.status && statusWord(call.status)],
    [columns.duration, formatDuration(call.duration)], [columns.sentiment, call.sentiment && sentimentWord(call.sentiment)],
    [detail.started, call.started_at && moment(call.started_at)], [detail.ended, call.ended_at && moment(call.ended_at)], [detail.id, call.id],
  ];
  const others = Object.entries(call).filter(([name]) => !laidOut.has(name));
  return [...known.map(([label, value]) => fact(label, value || text.common.none)), ...others.map(([name, value]) => fact(oneLine(name, 60), oneLine(showValue(value), 800)))];
}

function reviewed({ review }: CallDetail): Block[] {
  if (review === null) return [heading(printText.review), fact(printText.marked, text.notes.unreadable)];
  const { starred, reviewed_at, tags, note, note_changed_at } = review;
  const marks = [starred && printText.starred, reviewed_at !== null && printText.reviewed(moment(reviewed_at))].filter(Boolean).join(', ');
  const blocks = [heading(printText.review), fact(printText.marked, marks || text.common.none), fact(printText.tags, tags.map((tag) => oneLine(tag, 100)).join(', ') || text.common.none)];
  if (note === '') return [...blocks, fact(printText.note, text.common.none)];
  return [...blocks, heading(note_changed_at === null ? printText.note : printText.noteOf(moment(note_changed_at))), ...texts(note)];
}

function history({ changes, removed_at }: CallDetail): Block[] {
  const removed = removed_at === null ? [] : [fact(moment(removed_at), printText.removed)];
  if (changes.length + removed.length === 0) return [];
  const change = ({ noticed_at, field, old, new: now }: CallDetail['changes'][number]) =>
    fact(moment(noticed_at), `${oneLine(field, 60)}: ${oneLine(old ?? text.common.none, 400)} → ${oneLine(now ?? text.common.none, 400)}`);
  return [heading(printText.history), ...removed, ...changes.map(change)];
}

export function callPrintout(detail: CallDetail, alias: string | undefined, asOf: string): Printout {
  const { call, phones } = detail;
  const party = (number: string | null | undefined) => oneLine(number ? formatPhone(number, phones) : text.common.none, 80);
  const summary = typeof call.call_summary === 'string' && call.call_summary !== '' ? texts(call.call_summary) : texts(text.common.none);
  return {
    title: printText.call(party(call.from_number), party(call.to_number)),
    facts: [asOf],
    warning: null,
    columns: [],
    landscape: false,
    blocks: [...facts(detail, alias), heading(text.columns.summary), ...summary, ...reviewed(detail), ...history(detail)],
  };
}
