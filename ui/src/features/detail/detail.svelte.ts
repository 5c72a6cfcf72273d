// The call that is open beside the list.
import { callDetail, toErrorBody, type Call, type CallDetail, type ErrorBody, type Phones } from '$ipc';
import { timestamp } from '$shared/format/time';
import { latestOnly, stale } from '$shared/state/latest';

export class DetailState {
  /** What is known so far: at once the row, then with history and review data. */
  shown = $state.raw<CallDetail | null>(null);
  error = $state.raw<ErrorBody | null>(null);
  readonly id = $derived(this.shown?.call.id ?? null);

  #ask = latestOnly();
  #reading = 0;
  #onread: (detail: CallDetail) => void;

  /** `onread` is called with each answer that is shown. */
  constructor(onread: (detail: CallDetail) => void = () => undefined) {
    this.#onread = onread;
  }

  /** `phones`: how the numbers of the list read that it was opened from. */
  async open(call: Call, phones: Phones = {}): Promise<void> {
    if (call.id === this.id && !this.error) return;
    this.shown = { call, changes: [], removed_at: null, review: null, review_error: null, phones };
    this.error = null;
    await this.reload();
  }

  /** Reads the open call again; summaries arrive minutes after a call. */
  async reload(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.#reading += 1;
    try {
      const detail = await this.#ask(() => callDetail(id));
      if (detail !== stale && this.id === id) {
        this.shown = detail;
        this.error = null;
        this.#onread(detail);
      }
    } catch (thrown) {
      if (this.id === id) this.error = toErrorBody(thrown);
    }
    this.#reading -= 1;
  }

  /** The store took this note; until the call is read again, it is what is shown. */
  noteSaved(id: string, note: string): void {
    if (!this.shown || this.id !== id) return;
    // An answer under way may have been read before, and would show the older note.
    if (this.#reading > 0) void this.reload();
    if (this.shown.review) this.shown = { ...this.shown, review: { ...this.shown.review, note, note_changed_at: note === '' ? null : timestamp() } };
  }

  close(): void {
    this.shown = null;
    this.error = null;
  }
}
