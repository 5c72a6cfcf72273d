// The sync as the window knows it: running or not, how far, how it ended.
import { syncCancel, syncNow, syncStatus, toErrorBody, type ErrorBody, type SyncProgress, type SyncStatus } from '$ipc';

export class SyncState {
  status = $state.raw<SyncStatus | null>(null);
  progress = $state.raw<SyncProgress | null>(null);
  running = $state(false);
  cancelling = $state(false);
  /** A refused start. */
  refused = $state.raw<ErrorBody | null>(null);
  /** The missing calls were asked about and the person said: not now. */
  removalsPutOff = $state(false);

  readonly error = $derived(this.running ? null : (this.refused ?? this.status?.last_error ?? null));
  readonly asksAboutRemovals = $derived(this.error?.code === 'removals_refused' && !this.removalsPutOff);

  /** Events so far. */
  private heard = 0;

  async load(): Promise<void> {
    const before = this.heard;
    try {
      const status = await syncStatus();
      // An event that came meanwhile is newer than this answer.
      if (this.heard === before) this.finished(status);
    } catch (thrown) {
      this.refused = toErrorBody(thrown);
    }
  }

  async start(acceptRemovals = false): Promise<void> {
    this.refused = null;
    this.removalsPutOff = false;
    this.running = true;
    try {
      await syncNow(acceptRemovals);
    } catch (thrown) {
      const refused = toErrorBody(thrown);
      await this.load();
      // `busy` is this window's own sync, perhaps over by now: no reason to complain. A sync of
      // another program is told by the status.
      if (refused.code !== 'busy') this.refused = refused;
    }
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    await syncCancel().catch(() => (this.cancelling = false));
  }

  progressed(progress: SyncProgress): void {
    this.heard += 1;
    this.running = true;
    this.refused = null;
    this.progress = progress;
  }

  finished(status: SyncStatus): void {
    this.heard += 1;
    this.refused = null;
    this.status = status;
    this.running = status.running;
    this.progress = status.progress;
    this.cancelling = this.cancelling && status.running;
    if (status.last_error?.code !== 'removals_refused') this.removalsPutOff = false;
  }
}
