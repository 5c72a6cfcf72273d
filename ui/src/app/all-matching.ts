// Choosing every call that matches, not only those on the page.
import { firstCalls, toErrorBody } from '$ipc';
import { selectedAtMost } from '$features/calls/selection.svelte';
import { language } from '$shared/state/language.svelte';
import { zone } from '$shared/state/zone.svelte';
import { errorLine } from '$shared/text/words';
import type { Workspace } from './workspace.svelte';

export async function selectAll({ filters, viewed, review, selection, toasts }: Workspace): Promise<void> {
  const { current } = filters;
  try {
    const options = { facets: false, histogram: false, zone: zone.name, language: language.code };
    const answer = await firstCalls(viewed, selectedAtMost, options);
    review.learnRows(answer);
    // Not those of a filter that has been left meanwhile.
    if (filters.current === current) selection.add(answer.calls.map(({ id }) => id));
  } catch (thrown) {
    toasts.show({ kind: 'select-failed', text: errorLine(toErrorBody(thrown)), tone: 'bad', action: null });
  }
}
