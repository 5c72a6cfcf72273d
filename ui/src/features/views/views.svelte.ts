// The views in the rail: those everybody has and those that were saved, with how many calls each
// holds at the moment.
import { deleteView, listCalls, listViews, orderViews, saveView, toErrorBody, type ListRequest, type View } from '$ipc';
import { latestOnly, stale } from '$shared/state/latest';
import type { Toasts } from '$shared/state/toasts.svelte';
import { text } from '$shared/text';
import { errorLine } from '$shared/text/words';
import { inOrder, moved } from './order';
import { plainRequest } from './request';
import { smartViews } from './smart';

/** News comes in bursts while a sync runs; counting once for each burst is enough. */
const countsAgainAfter_ms = 400;
/** More saved views than this go without a count. */
const countedSaved = 40;

export class ViewsState {
  saved = $state.raw<readonly View[]>([]);
  /** By the id of the view; missing while not known. */
  counts = $state.raw<Readonly<Record<string, number>>>({});
  /** The current filter is being given a name, in the rail. */
  naming = $state(false);
  #toasts: Toasts;
  #profile: string;
  #ask = latestOnly();
  #queue: Promise<unknown> = Promise.resolve();
  #counting = false;

  constructor(toasts: Toasts, profile: string) {
    this.#toasts = toasts;
    this.#profile = profile;
  }

  /** Reads the saved views, perhaps changed in another window, and counts. */
  async load(): Promise<void> {
    const views = await this.#ask(listViews).catch(() => null);
    if (views !== null && views !== stale) this.saved = views;
    this.countSoon();
  }

  countSoon(): void {
    // Not started anew by more news, which would put the counting off for as long as a sync runs.
    if (this.#counting) return;
    this.#counting = true;
    setTimeout(() => {
      this.#counting = false;
      void this.#count();
    }, countsAgainAfter_ms);
  }

  /** Saves a filter under a name, as a new view at the end. */
  add(name: string, request: ListRequest): Promise<boolean> {
    return this.#write(() => saveView(this.#profile, { id: null, name, request: plainRequest(request) }));
  }

  rename(view: View, name: string): Promise<boolean> {
    this.saved = this.saved.map((other) => (other.id === view.id ? { ...other, name } : other));
    return this.#write(() => saveView(this.#profile, { ...view, name }));
  }

  replace(view: View, request: ListRequest): Promise<boolean> {
    return this.#write(() => saveView(this.#profile, { ...view, request: plainRequest(request) }));
  }

  async remove(view: View): Promise<void> {
    const place = this.saved.findIndex(({ id }) => id === view.id);
    this.saved = this.saved.filter(({ id }) => id !== view.id);
    if (!(await this.#write(() => deleteView(this.#profile, view.id)))) return;
    const undo = { label: text.review.undo, run: () => void this.#putBack(view, place) };
    this.#toasts.show({ kind: 'view-removed', text: text.views.removed(view.name), tone: 'plain', action: undo });
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
  async #putBack(view: View, place: number): Promise<void> {
    const before = this.saved.map(({ id }) => id);
    if (!(await this.add(view.name, view.request))) return;
    const back = this.saved.find(({ id }) => !before.includes(id));
    if (back) await this.order(moved(this.saved.map(({ id }) => id), back.id, place));
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
        this.#toasts.show({ kind: 'view-failed', text: text.views.failed(errorLine(toErrorBody(thrown))), tone: 'bad', action: null });
        await this.load();
        return false;
      }
    });
    this.#queue = turn;
    return turn;
  }

  async #count(): Promise<void> {
    const all = [...smartViews, ...this.saved.slice(0, countedSaved)];
    const counted = await Promise.allSettled(all.map(({ request }) => listCalls({ ...request, limit: 1 })));
    const counts: Record<string, number> = {};
    all.forEach(({ id }, index) => {
      const answer = counted[index];
      // A count that cannot be read keeps the one before it.
      const total = answer?.status === 'fulfilled' ? answer.value.total : this.counts[id];
      if (total !== undefined) counts[id] = total;
    });
    this.counts = counts;
  }
}
