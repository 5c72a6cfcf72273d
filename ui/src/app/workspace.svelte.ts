// One profile at work: wires filters, list, details and sync, which know nothing of each other.
import { onCallsChanged, onReviewChanged, onSyncFinished, onSyncProgress, queryCalls, setStarred, toErrorBody, type Call, type ErrorBody } from '$ipc';
import { CallListState } from '$features/calls/list.svelte';
import { TableLook } from '$features/calls/look.svelte';
import { Selection } from '$features/calls/selection.svelte';
import { DetailState } from '$features/detail/detail.svelte';
import { Filters } from '$features/filters/filters.svelte';
import { SyncState } from '$features/sync/sync.svelte';

export class Workspace {
  readonly list = new CallListState(queryCalls);
  readonly filters: Filters = new Filters(() => void this.#applyFilters());
  readonly look = new TableLook();
  readonly selection = new Selection();
  readonly detail = new DetailState();
  readonly sync = new SyncState();
  /** Why a star could not be saved; gone with the next one that can. */
  starFailed = $state.raw<ErrorBody | null>(null);
  /** Set when the first calls of a profile arrive, which bring the first agents. */
  #hadCalls = false;

  /** Listens for news, then loads what is cached; gives the function that stops listening. */
  start(syncAtOnce: boolean): () => void {
    const listening = [
      onSyncProgress((progress) => this.sync.progressed(progress)),
      onSyncFinished((status) => {
        this.sync.finished(status);
        void this.filters.refreshChoices();
      }),
      onCallsChanged(() => void this.#callsChanged()),
      onReviewChanged(() => void this.#callsChanged()),
    ];
    // Only once news can be heard is it safe to look: nothing falls in between.
    void Promise.allSettled(listening).then(() => this.#load(syncAtOnce));
    return () => {
      for (const stop of listening) void stop.then((unlisten) => unlisten());
    };
  }

  async #load(syncAtOnce: boolean): Promise<void> {
    void this.#applyFilters();
    void this.filters.refreshChoices();
    await this.sync.load();
    if (syncAtOnce && !this.sync.running) await this.sync.start();
  }

  open(call: Call): void {
    this.list.cursorId = call.id;
    void this.detail.open(call);
  }

  /** Moves the row cursor; an open detail pane goes along. */
  async move(step: 1 | -1): Promise<void> {
    const call = await this.list.moveCursor(step);
    if (call && this.detail.id !== null) void this.detail.open(call);
  }

  openAtCursor(): void {
    const call = this.list.shown?.calls.find(({ id }) => id === this.list.cursorId);
    if (call) this.open(call);
  }

  async page(step: 1 | -1): Promise<void> {
    await (step === 1 ? this.list.nextPage() : this.list.previousPage());
  }

  /** Shows the star at once, and takes it back when it cannot be saved. */
  async star(call: Call, on: boolean): Promise<void> {
    this.list.markShown(call.id, { starred: on });
    try {
      await setStarred([call.id], on);
      this.starFailed = null;
    } catch (thrown) {
      this.list.markShown(call.id, { starred: !on });
      this.starFailed = toErrorBody(thrown);
    }
  }

  async #applyFilters(): Promise<void> {
    await this.list.setFilter(this.filters.request);
    this.#learn();
  }

  async #callsChanged(): Promise<void> {
    await this.list.callsChanged();
    this.#learn();
    void this.detail.reload();
    const hasCalls = (this.list.shown?.total ?? 0) > 0;
    if (hasCalls && !this.#hadCalls) void this.filters.refreshChoices();
    this.#hadCalls = hasCalls;
  }

  #learn(): void {
    const { read, facets } = this.list.around;
    this.filters.learn(read, facets);
  }
}
