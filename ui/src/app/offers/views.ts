// The palette's entries about the saved views themselves; going to one is among the actions.
import { sameView } from '$features/views/request';
import type { Action } from '$shared/actions/action';
import { text } from '$shared/text';
import type { Workspace } from '../workspace.svelte';
import { offerIn } from './offer';

const offer = offerIn('views');

export function viewOffers({ views, viewed }: Workspace): Action[] {
  const words = text.verbs;
  const each = (what: string, name: (view: string) => string, run: (view: (typeof views.saved)[number]) => void) =>
    views.saved.flatMap((view) => offer(what !== 'replace' || !sameView(viewed, view.request), `${what}-view-${view.id}`, name(view.name), () => run(view), `${what}-view`));
  return [
    ...each('rename', words.renameView, (view) => (views.renaming = view.id)),
    ...each('replace', words.replaceView, (view) => void views.replace(view, viewed)),
    ...each('remove', words.removeView, (view) => void views.remove(view)),
  ];
}
