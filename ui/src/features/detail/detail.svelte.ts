// The call that is open beside the list.
import { callDetail, toErrorBody, type Call, type CallDetail, type ErrorBody } from '$ipc';
import { latestOnly, stale } from '$shared/state/latest';

export class DetailState {
  /** What is known so far: at once the row, then with history. */
  shown = $state.raw<CallDetail | null>(null);
  error = $state.raw<ErrorBody | null>(null);
  readonly id = $derived(this.shown?.call.id ?? null);

  #ask = latestOnly();

  async open(call: Call): Promise<void> {
    if (call.id === this.id && !this.error) return;
    this.shown = { call, changes: [], removed_at: null };
    await this.reload();
  }

  /** Reads the open call again; summaries arrive minutes after a call. */
  async reload(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    try {
      const detail = await this.#ask(() => callDetail(id));
      if (detail === stale || this.id !== id) return;
      this.shown = detail;
      this.error = null;
    } catch (thrown) {
      if (this.id === id) this.error = toErrorBody(thrown);
    }
  }

  close(): void {
    this.shown = null;
    this.error = null;
  }
}
