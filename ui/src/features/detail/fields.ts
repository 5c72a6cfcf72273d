// Which fields a call has beyond those the pane lays out by hand.
import type { Call } from '$ipc';
import { text } from '$shared/text';

const laidOut = new Set([
  'id', 'agent_id', 'from_number', 'to_number', 'direction', 'status', 'duration', 'sentiment',
  'call_summary', 'created_at', 'agent_name', 'started_at', 'ended_at',
]);

/** Fields the server sent that nobody foresaw, in the server's order. */
export function otherFields(call: Call): [string, unknown][] {
  return Object.entries(call).filter(([name]) => !laidOut.has(name));
}

const labels: Record<string, string> = {
  agent_id: text.detail.agentId, agent_name: text.columns.agent, from_number: text.columns.from, to_number: text.columns.to,
  direction: text.columns.direction, status: text.columns.status, duration: text.columns.duration,
  sentiment: text.columns.sentiment, call_summary: text.columns.summary, created_at: text.detail.created,
  started_at: text.detail.started, ended_at: text.detail.ended,
};

/** The label of a known field; an unknown one keeps its own name. */
export function fieldLabel(name: string): string {
  return (Object.hasOwn(labels, name) ? labels[name] : undefined) ?? name;
}
