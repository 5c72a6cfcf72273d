// Copying calls, those on screen and others.
import { callDetail, toErrorBody, type Call } from '$ipc';
import { text } from '$shared/text';
import { errorToast } from '$shared/text/words';
import { copyText } from '$shared/ui/clipboard';
import type { Workspace } from './workspace.svelte';

/** Each call that is not on the page is fetched by itself; for more there is the export. */
const copiedAtMost = 1000;

/** A call that is on screen, in the list or beside it. */
export function callKnown({ list, detail }: Workspace, id: string): Call | undefined {
  const open = detail.shown?.call;
  return list.shown?.calls.find((call) => call.id === id) ?? (open?.id === id ? open : undefined);
}

/** Copies what a key acts on, or other calls, in the way that is given; `said` tells that it is done. */
export async function copyCalls(workspace: Workspace, write: (calls: readonly Call[]) => string, ids = workspace.targets, said: (count: number) => string = text.review.copied): Promise<void> {
  const { toasts } = workspace;
  if (ids.length > copiedAtMost) return toasts.show({ kind: 'copy-failed', text: text.review.tooMany(copiedAtMost), tone: 'bad', action: null });
  try {
    const calls = await Promise.all(ids.map(async (id) => callKnown(workspace, id) ?? (await callDetail(id)).call));
    if (calls.length === 0 || !(await copyText(write(calls)))) return;
    toasts.show({ kind: 'copied', text: said(calls.length), tone: 'plain', action: null, for_ms: 2500 });
  } catch (thrown) {
    toasts.show({ kind: 'copy-failed', ...errorToast(toErrorBody(thrown)) });
  }
}
