// Calls as text for the clipboard: lines to read, or tab-separated values for a spreadsheet. The
// server's values are written raw; only what would break a line or a cell is replaced.
import type { Call } from '$ipc';
import { formatDuration } from '$shared/format/duration';
import { showControls } from '$shared/format/plain';
import { formatLocalFull, parseInstant } from '$shared/format/time';
import { directionWord, sentimentWord, statusWord } from '$shared/text/words';
import { text } from '$shared/text';

/** A value that a spreadsheet would take for a formula gets an apostrophe before it; a phone number does not. */
function cell(value: unknown): string {
  const plain = value === null || value === undefined ? '' : showControls(String(value)).replace(/[\t\n]+/g, ' ');
  return /^[=@]|^[-+](?!\d+$)/.test(plain) ? `'${plain}` : plain;
}

/** One line of headings, the API's own field names, then one line for each call. */
export function asTsv(fields: readonly string[]): (calls: readonly Call[]) => string {
  return (calls) => {
    const lines = calls.map((call) => fields.map((field) => cell(call[field])).join('\t'));
    return `${[fields.join('\t'), ...lines].join('\n')}\n`;
  };
}

function asParagraph(call: Call): string {
  const instant = parseInstant(call.created_at);
  const facts = [
    instant ? formatLocalFull(instant) : call.created_at,
    directionWord(call.direction ?? ''),
    `${call.from_number ?? text.common.none} → ${call.to_number ?? text.common.none}`,
    call.agent_name, statusWord(call.status ?? ''), formatDuration(call.duration), sentimentWord(call.sentiment ?? ''),
  ].filter(Boolean);
  const summary = showControls(call.call_summary ?? '').trim();
  return summary === '' ? facts.join(' · ') : `${facts.join(' · ')}\n${summary}`;
}

/** Each call as a line of facts with its summary below, an empty line between calls. */
export function asText(calls: readonly Call[]): string {
  return `${calls.map(asParagraph).join('\n\n')}\n`;
}
