// Nothing that a person wrote is left behind unasked.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NoteDrafts } from '$features/detail/notes.svelte';
import { ReviewState } from '$features/review/review.svelte';
import { Toasts } from '$shared/state/toasts.svelte';
import { Leaving, savesWithin_ms } from './leaving.svelte';

const diskFull = { code: 'disk_full', message: 'No space left.', retryable: true };
let save = vi.fn<(id: string, text: string) => Promise<unknown>>();
let notes: NoteDrafts;
let leaving: Leaving;

beforeEach(() => {
  vi.useFakeTimers();
  save = vi.fn().mockResolvedValue(null);
  notes = new NoteDrafts({ save, onsaved: vi.fn(), onfailed: vi.fn() });
  leaving = new Leaving(notes, new ReviewState(new Toasts(), 'default'));
});
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

it('waits for what is not saved yet, and asks nothing', async () => {
  notes.edit('a', 'Send');
  const onask = vi.fn();
  expect([await leaving.ready(true, onask), save.mock.calls, onask.mock.calls]).toEqual([true, [['a', 'Send']], []]);
});

it('asks when a note cannot be saved; the person may try again', async () => {
  save.mockRejectedValueOnce(diskFull).mockRejectedValueOnce(diskFull);
  notes.edit('a', 'Send');
  const onask = vi.fn();
  const ready = leaving.ready(true, onask);
  await settle();
  expect(leaving.question).toMatchObject({ closing: true, notes: 1, error: { code: 'disk_full' } });
  leaving.question?.answer('again');
  await settle();
  leaving.question?.answer('again');
  expect([await ready, onask.mock.calls.length, leaving.question, notes.left]).toEqual([true, 2, null, []]);
});

it.each([['stay', false, ['Send']], ['leave', true, []]] as const)('asks, and the person may %s', async (answer, goes, left) => {
  save.mockRejectedValue(diskFull);
  notes.edit('a', 'Send');
  const ready = leaving.ready(false);
  await settle();
  leaving.question?.answer(answer);
  expect([await ready, notes.left.map(({ text }) => text)]).toEqual([goes, left]);
});

it('asks before the host gives up on a store that hangs', async () => {
  save.mockReturnValue(new Promise(() => undefined));
  notes.edit('a', 'Send');
  const ready = leaving.ready(true);
  await vi.advanceTimersByTimeAsync(savesWithin_ms);
  expect(leaving.question).toMatchObject({ notes: 1, error: null });
  leaving.question?.answer('leave');
  expect(await ready).toBe(true);
});

it('follows the latest wish only', async () => {
  save.mockRejectedValue(diskFull);
  notes.edit('a', 'Send');
  const switching = leaving.ready(false);
  await settle();
  const closing = leaving.ready(true);
  expect(await switching).toBe(false);
  await settle();
  leaving.question?.answer('leave');
  expect(await closing).toBe(true);
});
