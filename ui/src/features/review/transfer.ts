// The review data as a file: written beside other exports, and taken in again here or elsewhere.
import { exportFolder, exportReview, importReview, restoreReview, showExported, toErrorBody } from '$ipc';
import { timestamp } from '$shared/format/time';
import type { Toasts } from '$shared/state/toasts.svelte';
import { text } from '$shared/text';
import { errorLine, errorToast } from '$shared/text/words';

/** Larger than any review data; what is larger is another file. */
const largest_bytes = 256 * 1024 * 1024;

/** A name that is new each second: "offhook-review-2026-11-23-093105.json". */
const fileName = (now: string) => `offhook-review-${now.slice(0, 10)}-${now.slice(11, 19).replaceAll(':', '')}.json`;

export class ReviewTransfer {
  #toasts: Toasts;
  #profile: string;
  /** In the page, for one that is not might be cleared away while the dialog is open. */
  #input: HTMLInputElement | null = null;

  constructor(toasts: Toasts, profile: string) {
    this.#toasts = toasts;
    this.#profile = profile;
  }

  async write(): Promise<void> {
    try {
      const folder = await exportFolder();
      const path = `${folder}${folder.includes('\\') ? '\\' : '/'}${fileName(timestamp())}`;
      const calls = await exportReview(path);
      const action = { label: text.table.show, run: () => void showExported(path).catch((thrown: unknown) => this.#failed(thrown)) };
      this.#toasts.show({ kind: 'review-file', text: text.review.fileWritten(calls, path), tone: 'plain', action, for_ms: 15_000 });
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  async take(file: Blob): Promise<void> {
    try {
      // The message of a file that is no review data comes from who reads it.
      const report = await importReview(this.#profile, await file.slice(0, largest_bytes).text());
      const { backup } = report;
      const action = backup === null ? null : { label: text.review.undo, run: () => void restoreReview(this.#profile, backup).catch((thrown: unknown) => this.#failed(thrown)) };
      this.#toasts.show({ kind: 'review-file', text: text.review.fileTaken(report), tone: 'plain', action, for_ms: 15_000 });
    } catch (thrown) {
      this.#failed(thrown, text.review.fileRefused);
    }
  }

  /** Lets the person pick a file with the system's own dialog. */
  pick(): void {
    this.#input?.remove();
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', accept: '.json,application/json', hidden: true });
    input.dataset.testid = 'review-file';
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) void this.take(file);
    });
    this.#input = document.body.appendChild(input);
    input.click();
  }

  #failed(thrown: unknown, title?: string): void {
    const error = toErrorBody(thrown);
    this.#toasts.show({ kind: 'review-file', ...errorToast(error, title ? () => errorLine(error, title) : undefined), for_ms: 20_000 });
  }
}
