// Review data that cannot be read: said at the top, with the way to its backups.
import { mount, unmount } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { ErrorBody } from '$ipc';
import { SyncState } from './sync.svelte';
import TroubleNotice from './TroubleNotice.svelte';

let shown: Record<string, unknown> | undefined;
const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);

function show(review: ErrorBody | null, onbackups = () => undefined) {
  shown = mount(TroubleNotice, { target: document.body, props: { sync: new SyncState(), review, now: new Date(), onremedy: () => undefined, onbackups } });
}

afterEach(() => {
  if (shown) void unmount(shown);
  document.body.innerHTML = '';
});

it('says what is missing and why, and leads to the backups', () => {
  const open = vi.fn();
  show({ code: 'internal', message: 'review.db is damaged: restore a backup.', retryable: false, detail: null }, open);
  expect(find('review-trouble')?.textContent).toMatch(/stars, tags, notes and views cannot be read.*review\.db is damaged/s);
  find('trouble-backups')?.click();
  expect(open).toHaveBeenCalledTimes(1);
});

it('says nothing while all is well', () => {
  show(null);
  expect([find('review-trouble'), find('trouble-notice')]).toEqual([null, null]);
});
