// The agents in the order a column asks for.
import type { AgentFigures } from '$ipc';

export const agentColumns = ['agent', 'calls', 'rate', 'mean', 'total', 'negative'] as const;
export type AgentColumn = (typeof agentColumns)[number];

export const valueOf: Record<Exclude<AgentColumn, 'agent'>, (agent: AgentFigures) => number | null> = {
  calls: ({ calls }) => calls, rate: ({ answer_rate }) => answer_rate, mean: ({ duration_mean_s }) => duration_mean_s, total: ({ with_duration, duration_total_s }) => (with_duration === 0 ? null : duration_total_s), negative: ({ negative_share }) => negative_share,
};

const nameOf = ({ name, agent_id }: AgentFigures) => name ?? agent_id ?? '';

/** Who has no value comes last either way. */
export function sortedAgents(agents: readonly AgentFigures[], column: AgentColumn, descending: boolean): AgentFigures[] {
  const sign = descending ? -1 : 1;
  if (column === 'agent') return [...agents].sort((a, b) => sign * nameOf(a).localeCompare(nameOf(b)));
  const value = valueOf[column];
  return [...agents].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}
