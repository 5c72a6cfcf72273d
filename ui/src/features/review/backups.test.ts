// Backups of the review data: shown with their times, put back after a question, and undone; and
// the way back after an import.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReviewBackup } from '$ipc';
import * as ipc from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import BackupsDialog from './BackupsDialog.svelte';
import { ReviewTransfer } from './transfer';

vi.mock('$ipc', async (original) => ({ ...(await original<typeof ipc>()) }));

const daily: ReviewBackup = { name: 'review-2026-11-23.db', made_at: '2026-11-23T08:03:51.000000Z', before_restore: false, before_import: false, bytes: 81_920, calls: 12, notes: 1 };
const damaged: ReviewBackup = { ...daily, name: 'review-before-import-x.db', before_import: true, calls: null, notes: null };
const kept = 'review-before-restore-x.db';
let shown: Record<string, unknown> | undefined;
let toasts: Toasts;
let log: string[];

const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  flushSync();
};

async function show(backups: ReviewBackup[]) {
  vi.spyOn(ipc, 'reviewBackups').mockResolvedValue(backups);
  const props = { toasts, profile: 'default', beforehand: async () => void log.push('written'), onclose: () => void log.push('closed') };
  shown = mount(BackupsDialog, { target: document.body, props });
  await settle();
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = () => undefined;
  toasts = new Toasts();
  log = [];
  vi.spyOn(ipc, 'restoreReview').mockImplementation(async (_, name) => {
    log.push(name);
    return kept;
  });
});

afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('the backups', () => {
  it('tell when and why they were made and what they hold', async () => {
    await show([daily, damaged]);
    const rows = [...document.querySelectorAll('[data-testid="backup-row"]')].map((row) => row.textContent ?? '');
    expect(rows[0]).toMatch(/Mon.*2026.*Before the first change of the day · 12 calls marked, 1 note · 81\.9/s);
    expect(rows[1]).toMatch(/Before an import · cannot be read/);
  });

  it('are said not to be there yet', async () => {
    await show([]);
    expect(find('backups-none')).not.toBeNull();
  });

  it('are put back after a question alone, once all is written, and can be undone', async () => {
    await show([daily]);
    find('backup-restore')?.click();
    await settle();
    expect([find('backup-question')?.textContent?.includes('kept as a backup first'), log]).toEqual([true, []]);
    find('backup-keep')?.click();
    await settle();
    find('backup-restore')?.click();
    await settle();
    find('backup-confirm')?.click();
    await settle();
    expect(log).toEqual(['written', daily.name, 'closed']);
    toasts.shown[0]?.action?.run();
    await settle();
    expect(log.at(-1)).toBe(kept);
  });

  it('stay where they are when one cannot be put back, which is said', async () => {
    vi.mocked(ipc.restoreReview).mockRejectedValue({ code: 'invalid_filter', message: 'The backup is damaged.', retryable: false, detail: { refused: { what: 'backup' } } });
    await show([daily]);
    find('backup-restore')?.click();
    await settle();
    find('backup-confirm')?.click();
    await settle();
    expect([find('backup-problem')?.textContent, log, toasts.shown]).toEqual(['Nothing was restored. The backup cannot be used. Choose another one.', ['written'], []]);
  });
});

describe('an import', () => {
  // A file in these tests cannot be read.
  const file = { slice: () => ({ text: async () => '{}' }) } as unknown as Blob;
  const report = { calls: 3, starred: 0, reviewed: 0, tagged: 0, notes: 0, views: 0, aliases: 0, backup: null };

  it('that brought names of agents alone says so, and can be undone', async () => {
    vi.spyOn(ipc, 'importReview').mockResolvedValue({ ...report, aliases: 2, backup: 'review-before-import-x.db' });
    await new ReviewTransfer(toasts, 'default').take(file);
    expect(toasts.shown[0]?.text).toBe('3 calls read, 2 agents’ names new or changed. A backup was made first');
    toasts.shown[0]?.action?.run();
    await settle();
    expect(log).toEqual(['review-before-import-x.db']);
  });

  it('that brought nothing offers no way back', async () => {
    vi.spyOn(ipc, 'importReview').mockResolvedValue(report);
    await new ReviewTransfer(toasts, 'default').take(file);
    expect([toasts.shown[0]?.text, toasts.shown[0]?.action]).toEqual(['3 calls read, nothing new or changed', null]);
  });
});
