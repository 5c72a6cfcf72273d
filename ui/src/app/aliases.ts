// Which agents are called otherwise here than on the server, and calling one so.
import { setAgentAlias, toErrorBody, type Agent } from '$ipc';
import { text } from '$shared/text';
import { errorToast } from '$shared/text/words';
import type { Workspace } from './workspace.svelte';

/** The names given here, by agent id. */
export function aliasesOf(agents: readonly Agent[]): ReadonlyMap<string, string> {
  return new Map(agents.flatMap(({ agent_id, name, server_name }) => (name && name !== server_name ? [[agent_id, name] as const] : [])));
}

/** Resolves to whether the name was kept. */
export async function renameAgent(workspace: Workspace, agentId: string, alias: string | null): Promise<boolean> {
  const { filters, steps } = workspace;
  const before = aliasesOf(filters.agents).get(agentId) ?? null;
  if (!(await setAlias(workspace, agentId, alias))) return false;
  if (before !== alias) steps.offer('alias', text.alias.renamed(filters.agentName(agentId)), () => setAlias(workspace, agentId, before));
  return true;
}

async function setAlias({ profile, filters, toasts }: Workspace, agentId: string, alias: string | null): Promise<boolean> {
  try {
    await setAgentAlias(profile, agentId, alias);
    await filters.refreshChoices();
    return true;
  } catch (thrown) {
    toasts.show({ kind: 'alias-failed', ...errorToast(toErrorBody(thrown), text.review.failed) });
    return false;
  }
}
