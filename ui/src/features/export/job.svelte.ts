// The export that is being written, or was. It lives on while its dialog is closed.
import { cancelExport, exportCalls, onExportProgress, toErrorBody, type ErrorBody, type ExportDone, type ExportProgress } from '$ipc';
import type { Written } from './order';

export class ExportJob {
  writing = $state(false);
  cancelling = $state(false);
  progress = $state.raw<ExportProgress | null>(null);
  done = $state.raw<ExportDone | null>(null);
  error = $state.raw<ErrorBody | null>(null);

  /** The target is there already and may not be replaced unasked. */
  readonly exists = $derived(this.error?.detail === 'file_exists');

  async start({ body, order }: Written): Promise<void> {
    if (this.writing) return;
    Object.assign(this, { writing: true, cancelling: false, progress: null, done: null, error: null });
    const listening = onExportProgress((progress) => (this.progress = progress));
    try {
      await listening;
      this.done = await exportCalls(body, order);
    } catch (thrown) {
      this.error = toErrorBody(thrown);
    }
    this.writing = false;
    void listening.then((stop) => stop()).catch(() => undefined);
  }

  /** Asks to stop; the answer to the export itself then says that it did. */
  async cancel(): Promise<void> {
    this.cancelling = true;
    await cancelExport().catch(() => (this.cancelling = false));
  }

  /** Ready for another one. */
  reset(): void {
    if (!this.writing) Object.assign(this, { done: null, error: null, progress: null });
  }
}
