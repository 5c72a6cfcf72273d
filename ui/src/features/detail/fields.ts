// Which fields a call has beyond those the pane lays out by hand.
import type { Call } from '$ipc';
import { text } from '$shared/text';
import { wordFor } from '$shared/text/words';

const laidOut = new Set([
  'id', 'agent_id', 'from_number', 'to_number', 'direction', 'status', 'duration', 'sentiment',
  'call_summary', 'created_at', 'agent_name', 'started_at', 'ended_at',
]);

/** Fields the server sent that nobody foresaw, in the server's order. */
export function otherFields(call: Call): [string, unknown][] {
  return Object.entries(call).filter(([name]) => !laidOut.has(name));
}

function knownLabels(): Record<string, string> {
  const { columns, detail } = text;
  return {
    agent_id: detail.agentId, agent_name: columns.agent, from_number: columns.from, to_number: columns.to,
    direction: columns.direction, status: columns.status, duration: columns.duration, sentiment: columns.sentiment,
    call_summary: columns.summary, created_at: detail.created, started_at: detail.started, ended_at: detail.ended,
  };
}

/** The label of a known field; an unknown one keeps its own name. */
export function fieldLabel(name: string): string {
  return wordFor(knownLabels(), name) ?? name;
}
