// Which agents are called otherwise here than on the server.
import type { Agent } from '$ipc';

/** The names given here, by agent id. */
export function aliasesOf(agents: readonly Agent[]): ReadonlyMap<string, string> {
  return new Map(agents.flatMap(({ agent_id, name, server_name }) => (name && name !== server_name ? [[agent_id, name] as const] : [])));
}
