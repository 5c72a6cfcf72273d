// Marks: seen at once, written in order, taken back when writing fails or when a person thinks better of it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Marks, UndoNote } from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import { noMarks, ReviewState } from './review.svelte';

const store = vi.hoisted(() => ({ log: [] as string[], answer: null as null | (() => Promise<unknown>) }));

vi.mock('$ipc', async (original) => {
  const write = (what: string) => (_: string, ids: string[], value: unknown) => {
    store.log.push(`${what} ${ids.join(',')} ${String(value)}`);
    return store.answer?.() ?? Promise.resolve({ what: 'reviewed', calls: ids.length, tag: null } satisfies UndoNote);
  };
  return {
    ...(await original<object>()),
    setStarred: write('star'), setReviewed: write('reviewed'), addTag: write('tag'), removeTag: write('untag'),
    undoReview: () => { store.log.push('undo'); return store.answer?.() ?? Promise.resolve({ what: 'reviewed', calls: 2, tag: null }); },
  };
});

const diskFull = { code: 'disk_full', message: 'No space left.', retryable: true };
const marks = (change: Partial<Marks>): Marks => ({ ...noMarks, ...change });

function stage() {
  const toasts = new Toasts();
  const review = new ReviewState(toasts, 'default');
  review.learn([['a', marks({ tags: ['vip'] })], ['b', marks({ starred: true })]]);
  const press = (kind: string) => toasts.shown.find((toast) => toast.kind === kind)?.action?.run();
  return { toasts, review, press, texts: () => toasts.shown.map(({ text }) => text) };
}

beforeEach(() => {
  store.log.length = 0;
  store.answer = null;
});

describe('a change', () => {
  it('is seen before it is written', async () => {
    const { review } = stage();
    const writing = review.setReviewed(['a'], true);
    expect(review.marksOf('a').reviewed).toBe(true);
    await writing;
    expect(review.marksOf('a')).toEqual(marks({ reviewed: true, tags: ['vip'] }));
  });

  it('that fails is taken back, says why, and can be tried again', async () => {
    const { review, press, texts } = stage();
    store.answer = () => Promise.reject(diskFull);
    await review.setStarred(['a'], true);
    expect([review.marksOf('a').starred, texts()]).toEqual([false, ['Not saved. The disk is full. Free some space, then try again. Nothing was lost.']]);
    store.answer = null;
    press('review-failed');
    expect(review.marksOf('a').starred).toBe(true);
    await vi.waitFor(() => expect(store.log).toEqual(['star a true', 'star a true']));
  });

  it('that fails is tried again together with the others that failed', async () => {
    const { review, press, texts } = stage();
    store.answer = () => Promise.reject(diskFull);
    await Promise.all([review.setStarred(['a'], true), review.addTag(['a', 'b'], 'refund')]);
    expect([texts(), await review.saveAll()]).toEqual([['2 changes not saved. The disk is full. Free some space, then try again. Nothing was lost.'], false]);
    store.answer = null;
    store.log.length = 0;
    press('review-failed');
    expect(await review.saveAll()).toBe(true);
    expect(store.log).toEqual(['star a true', 'tag a,b refund']);
  });

  it('that failed does not come back over a later one', async () => {
    const { review, toasts, press } = stage();
    store.answer = () => Promise.reject(diskFull);
    await Promise.all([review.setReviewed(['a', 'b'], true), review.setStarred(['a'], true)]);
    store.answer = null;
    await review.setReviewed(['a'], false);
    store.log.length = 0;
    press('review-failed');
    await review.saveAll();
    expect(store.log).toEqual(['reviewed b true', 'star a true']);
    store.answer = () => Promise.reject(diskFull);
    await review.setStarred(['a'], false);
    store.answer = null;
    await review.setStarred(['a'], true);
    expect(toasts.shown.some(({ kind }) => kind === 'review-failed')).toBe(false);
  });

  it('that fails does not take a later one with it', async () => {
    const { review } = stage();
    store.answer = () => {
      store.answer = null;
      return Promise.reject(diskFull);
    };
    await Promise.all([review.setStarred(['a'], true), review.addTag(['a'], 'refund')]);
    expect(review.marksOf('a')).toEqual(marks({ tags: ['vip', 'refund'] }));
  });

  it('waits for the one before it', async () => {
    const { review } = stage();
    const answers: (() => void)[] = [];
    store.answer = () => new Promise((resolve) => answers.push(() => resolve({ what: 'starred', calls: 1, tag: null })));
    void review.setStarred(['a'], true);
    const second = review.setStarred(['a'], false);
    await vi.waitFor(() => expect(store.log).toEqual(['star a true']));
    expect(review.marksOf('a').starred).toBe(false);
    answers[0]?.();
    await vi.waitFor(() => expect(store.log).toEqual(['star a true', 'star a false']));
    answers[1]?.();
    await second;
    expect(review.marksOf('a').starred).toBe(false);
  });

  it('toggles to what not all of them have', async () => {
    const { review } = stage();
    await review.toggleStarred(['a', 'b']);
    await review.toggleStarred(['a', 'b']);
    expect(store.log).toEqual(['star a,b true', 'star a,b false']);
  });

  it('treats a tag in other letters as the same', async () => {
    const { review } = stage();
    await review.addTag(['a'], 'VIP');
    expect(review.marksOf('a').tags).toEqual(['vip']);
    await review.removeTag(['a'], 'Vip');
    expect(review.marksOf('a').tags).toEqual([]);
  });
});

describe('undo', () => {
  it('is offered in words, and takes back', async () => {
    const { review, texts, press } = stage();
    await review.setReviewed(['a', 'b'], true);
    expect(texts()).toEqual(['2 calls marked reviewed']);
    press('undo');
    await vi.waitFor(() => expect(texts()).toEqual(['Taken back: 2 calls marked reviewed']));
    expect(store.log).toEqual(['reviewed a,b true', 'undo']);
  });

  it('of an older change is no longer offered after a newer one', async () => {
    const { review, toasts } = stage();
    await review.setReviewed(['a', 'b'], true);
    await review.setStarred(['a'], true, true);
    expect(toasts.shown).toEqual([]);
  });

  it('is not offered when nothing changed', async () => {
    const { review, toasts } = stage();
    store.answer = () => Promise.resolve({ what: 'starred', calls: 0, tag: null });
    await review.setStarred(['b'], true);
    expect(toasts.shown).toEqual([]);
  });

  it('says when there is nothing to undo', async () => {
    const { review, texts } = stage();
    store.answer = () => Promise.resolve(null);
    await review.undo();
    expect(texts()).toEqual(['Nothing left to undo']);
  });
});
