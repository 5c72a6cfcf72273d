// What can be done with all selected calls at once.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Call, UndoNote } from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import BulkActions from './BulkActions.svelte';
import { noMarks, ReviewState } from './review.svelte';

const store = vi.hoisted(() => ({ log: [] as string[] }));
vi.mock('$ipc', async (original) => {
  const write = (what: string) => (_: string, ids: string[], value: unknown) => {
    store.log.push(`${what} ${ids.join(',')} ${String(value)}`);
    return Promise.resolve({ what: 'tagged', calls: ids.length, tag: null } satisfies UndoNote);
  };
  return { ...(await original<object>()), setStarred: write('star'), setReviewed: write('reviewed'), addTag: write('tag'), removeTag: write('untag'), listTags: () => Promise.resolve([{ tag: 'a, b', calls: 2 }]) };
});

const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
function press(testid: string) {
  find(testid)?.click();
  flushSync();
}
let mounted: Record<string, unknown> | undefined;
const oncopy = vi.fn();

beforeEach(() => {
  store.log.length = 0;
  oncopy.mockClear();
  const review = new ReviewState(new Toasts(), 'default');
  review.learn([['a', { ...noMarks, starred: true, tags: ['vip'] }], ['b', { ...noMarks, reviewed: true, tags: ['vip', 'refund'] }]]);
  mounted = mount(BulkActions, { target: document.body, props: { ids: ['a', 'b'], review, fields: ['id', 'status'], oncopy, onreviewed: () => undefined } });
  flushSync();
});
afterEach(async () => {
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
});

it('gives all of them what not all of them have, and takes it off again', async () => {
  press('bulk-star');
  expect(find('bulk-star')?.getAttribute('aria-pressed')).toBe('true');
  press('bulk-star');
  press('bulk-reviewed');
  await vi.waitFor(() => expect(store.log).toEqual(['star a,b true', 'star a,b false', 'reviewed a,b true']));
});

it('adds a tag in use to the letter, also one that holds a comma', async () => {
  press('bulk-tag');
  const field = find('bulk-tag-input') as HTMLInputElement;
  field.focus();
  await vi.waitFor(() => expect(find('tag-option')).not.toBeNull());
  press('tag-option');
  await vi.waitFor(() => expect(store.log).toEqual(['tag a,b a, b']));
  expect(find('bulk-tag-input')).toBeNull();
});

it('offers each of their tags once to take off', async () => {
  press('bulk-untag');
  const options = [...document.querySelectorAll<HTMLElement>('[data-testid="bulk-untag-option"]')];
  expect(options.map(({ textContent }) => textContent)).toEqual(['vip', 'refund']);
  options[1]?.click();
  await vi.waitFor(() => expect(store.log).toEqual(['untag a,b refund']));
});

it('copies them as the table shows them', () => {
  press('bulk-copy');
  press('bulk-copy-tsv');
  const [write] = oncopy.mock.calls[0] as [(calls: readonly Call[]) => string];
  expect(write([{ id: 'a', created_at: 'x', status: 'busy' }])).toBe('id\tstatus\na\tbusy\n');
});
