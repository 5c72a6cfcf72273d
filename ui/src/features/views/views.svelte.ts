// The views in the rail: those everybody has and those that were saved, with how many calls each
// holds at the moment.
import { deleteView, listViews, orderViews, queryCalls, saveView, toErrorBody, type ErrorBody, type ListRequest, type View } from '$ipc';
import { language } from '$shared/state/language.svelte';
import { latestOnly, stale } from '$shared/state/latest';
import type { Toasts } from '$shared/state/toasts.svelte';
import { UndoSteps } from '$shared/state/undo';
import { zone } from '$shared/state/zone.svelte';
import { text } from '$shared/text';
import { errorToast } from '$shared/text/words';
import { inOrder, moved } from './order';
import { keptRequest } from './request';
import { smartViews } from './smart';

/** News comes in bursts while a sync runs; counting once for each burst is enough. */
const countsAgainAfter_ms = 400;
/** More saved views than this go without a count. */
const countedSaved = 40;

export class ViewsState {
  saved = $state.raw<readonly View[]>([]);
  /** Why the saved ones cannot be read. */
  problem = $state.raw<ErrorBody | null>(null);
  /** By the id of the view; missing while not known. */
  counts = $state.raw<Readonly<Record<string, number>>>({});
  /** The current filter is being given a name, in the rail. */
  naming = $state(false);
  /** The id of the saved view that is being given another name, in the rail. */
  renaming = $state<string | null>(null);
  #toasts: Toasts;
  #profile: string;
  #ask = latestOnly();
  #queue: Promise<unknown> = Promise.resolve();
  #counting = false;
  #countAgain = false;
  #undo: UndoSteps;

  constructor(toasts: Toasts, profile: string, undo = new UndoSteps(toasts)) {
    this.#toasts = toasts;
    this.#profile = profile;
    this.#undo = undo;
  }

  /** Reads the saved views, perhaps changed in another window, and counts. */
  async load(): Promise<void> {
    try {
      const views = await this.#ask(listViews);
      if (views !== stale) [this.saved, this.problem] = [views, null];
    } catch (thrown) {
      const error = toErrorBody(thrown);
      // Somebody else writes just now, and then there is news of it.
      if (error.code !== 'busy') this.problem = error;
    }
    this.countSoon();
  }

  countSoon(): void {
    // Not started anew by more news, which would put the counting off for as long as a sync runs; and
    // never twice at a time, for the older one could end last.
    this.#countAgain = true;
    if (this.#counting) return;
    this.#counting = true;
    setTimeout(() => void this.#count(), countsAgainAfter_ms);
  }

  /** Saves a filter under a name, as a new view at the end. */
  add(name: string, request: ListRequest): Promise<boolean> {
    return this.#write(() => saveView(this.#profile, { id: null, name, request: keptRequest(request) }));
  }

  rename(view: View, name: string): Promise<boolean> {
    this.saved = this.saved.map((other) => (other.id === view.id ? { ...other, name } : other));
    return this.#write(() => saveView(this.#profile, { ...view, name }));
  }

  async replace(view: View, request: ListRequest): Promise<void> {
    const ask = (asked: Record<string, unknown>) => this.#write(() => saveView(this.#profile, { ...view, name: this.#named(view), request: asked }));
    if (!(await ask(keptRequest(request)))) return;
    this.#undo.offer('view-replaced', text.views.replaced(view.name), () => ask({ ...view.request }));
  }

  async remove(view: View): Promise<void> {
    const place = this.saved.findIndex(({ id }) => id === view.id);
    this.saved = this.saved.filter(({ id }) => id !== view.id);
    if (!(await this.#write(() => deleteView(this.#profile, view.id)))) return;
    this.#undo.offer('view-removed', text.views.removed(view.name), () => this.#putBack(view, place));
  }

  order(ids: readonly string[]): Promise<boolean> {
    this.saved = inOrder(this.saved, ids);
    return this.#write(() => orderViews(this.#profile, [...ids]));
  }

  /** A place up or down; gives the new place from 0, or null at the end of the list. */
  step(view: View, by: 1 | -1): number | null {
    const ids = this.saved.map(({ id }) => id);
    const place = ids.indexOf(view.id) + by;
    if (place < 0 || place >= ids.length) return null;
    void this.order(moved(ids, view.id, place));
    return place;
  }

  /** A deleted view comes back as a new one, in its old place. */
  #putBack({ name, request }: View, place: number): Promise<boolean> {
    const before = this.saved.map(({ id }) => id);
    return this.#write(async () => {
      const views = await saveView(this.#profile, { id: null, name, request });
      const back = views.find(({ id }) => !before.includes(id));
      return back ? orderViews(this.#profile, moved(views.map(({ id }) => id), back.id, place)) : views;
    });
  }

  /** It may have been renamed since. */
  #named(view: View): string {
    return this.saved.find(({ id }) => id === view.id)?.name ?? view.name;
  }

  /** Writes in the order in which people asked; what the store answers is what is shown. */
  #write(write: () => Promise<View[]>): Promise<boolean> {
    const turn = this.#queue.then(async () => {
      try {
        // An older reading must not come after this.
        const views = await this.#ask(write);
        if (views !== stale) this.saved = views;
        this.countSoon();
        return true;
      } catch (thrown) {
        this.#toasts.show({ kind: 'view-failed', ...errorToast(toErrorBody(thrown), text.views.failed) });
        await this.load();
        return false;
      }
    });
    this.#queue = turn;
    return turn;
  }

  /** By the same clocks as the list: "today" and "from 9 to 12" are not the same everywhere. */
  async #count(): Promise<void> {
    this.#countAgain = false;
    const all = [...smartViews, ...this.saved.slice(0, countedSaved)];
    const options = { facets: false, histogram: false, zone: zone.name, language: language.code };
    const counted = await Promise.allSettled(all.map(({ request }) => queryCalls({ ...request, limit: 1 }, options)));
    const counts: Record<string, number> = {};
    all.forEach(({ id }, index) => {
      const answer = counted[index];
      // A count that cannot be read keeps the one before it.
      const total = answer?.status === 'fulfilled' ? answer.value.total : this.counts[id];
      if (total !== undefined) counts[id] = total;
    });
    this.counts = counts;
    this.#counting = false;
    if (this.#countAgain) this.countSoon();
  }
}
