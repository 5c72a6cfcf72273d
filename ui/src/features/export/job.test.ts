// An export from the order to the end, against a backend that is told what to answer.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportProgress } from '$ipc';
import { ExportJob } from './job.svelte';
import type { Written } from './order';

const done = { path: '/a/calls.xlsx', rows: 3, bytes: 400, cells_cut: 0, cells_with_unwritable_characters: 0 };
const written = { body: {}, order: { path: '/a/calls.xlsx' } } as Written;
let answer: { promise: Promise<typeof done>; resolve: (value: typeof done) => void; reject: (reason: unknown) => void };
let announce: (progress: ExportProgress) => void;
const stop = vi.fn();
const cancelled = vi.fn(() => Promise.resolve(null));

vi.mock('$ipc', () => ({
  toErrorBody: (thrown: unknown) => thrown,
  exportCalls: () => answer.promise,
  cancelExport: () => cancelled(),
  onExportProgress: (handler: (progress: ExportProgress) => void) => {
    announce = handler;
    return Promise.resolve(stop);
  },
}));

beforeEach(() => {
  let [resolve, reject]: [typeof answer.resolve, typeof answer.reject] = [() => undefined, () => undefined];
  const promise = new Promise<typeof done>((...both) => ([resolve, reject] = both));
  answer = { promise, resolve, reject };
  stop.mockClear();
});

describe('an export', () => {
  it('tells how far it is, then what it wrote, and listens no longer', async () => {
    const job = new ExportJob();
    const running = job.start(written);
    announce({ rows: 1, total: 3, eta_s: null, finishing: false });
    expect([job.writing, job.progress?.rows]).toEqual([true, 1]);
    answer.resolve(done);
    await running;
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
    expect([job.writing, job.done]).toEqual([false, done]);
  });

  it.each([
    ['export_failed', 'file_exists', true],
    ['export_failed', null, false],
    ['disk_full', null, false],
  ])('that failed with %s, %s: to be replaced? %s', async (code, detail, exists) => {
    const job = new ExportJob();
    const running = job.start(written);
    answer.reject({ code, message: 'whatever exists', retryable: false, detail });
    await running;
    expect([job.exists, job.writing, job.done]).toEqual([exists, false, null]);
  });

  it('that is cancelled says so until another one begins', async () => {
    const job = new ExportJob();
    const running = job.start(written);
    await job.cancel();
    expect([job.cancelling, cancelled.mock.calls.length]).toEqual([true, 1]);
    answer.reject({ code: 'cancelled', message: '', retryable: false });
    await running;
    expect(job.error?.code).toBe('cancelled');
    job.reset();
    expect(job.error).toBeNull();
  });
});
