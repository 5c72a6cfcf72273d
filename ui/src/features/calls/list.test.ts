// The list on screen under paging, answers out of order, failures and news.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, QueryAnswer } from '$ipc';
import { answerOf, call, listOf } from './list.fixture';
import { CallListState } from './list.svelte';

// The order and the size of a page are remembered.
beforeEach(() => localStorage.clear());

const ids = (list: CallListState) => list.shown?.calls.map(({ id }) => id) ?? [];

describe('paging', () => {
  it('turns pages and stops at both ends', async () => {
    const { list } = await listOf(120);
    expect(await list.previousPage()).toBe(false);
    await list.nextPage();
    await list.nextPage();
    expect([list.shown?.offset, list.shown?.calls.length, list.shown?.hasMore]).toEqual([100, 20, false]);
    expect(await list.nextPage()).toBe(false);
  });

  it('turns a page for each press, before the first is there, and says so until another question', async () => {
    const { list } = await listOf(220);
    expect(list.turned).toBe(false);
    expect(await Promise.all([list.nextPage(), list.nextPage(), list.nextPage()])).toEqual([false, false, true]);
    expect([list.shown?.offset, list.turned]).toEqual([150, true]);
    await list.previousPage();
    expect(list.shown?.offset).toBe(100);
    await list.setSort('duration');
    expect(list.turned).toBe(false);
  });

  it('asks again for the page that did not come, and not for the one after it', async () => {
    const { list, cache } = await listOf(220);
    const answers = cache.list;
    cache.list = () => Promise.reject(new Error('no answer'));
    expect([await list.nextPage(), list.error === null]).toEqual([false, false]);
    cache.list = answers;
    await list.nextPage();
    expect(list.shown?.offset).toBe(50);
  });

  it('keeps a held key at the first row of the next page, and never shows it an old one', async () => {
    const { list, cache } = await listOf(120);
    const answer = cache.list;
    let asked = 0;
    cache.list = (request, options) => new Promise((resolve) => setTimeout(() => resolve(answer(request, options)), 10 * (asked += 1)));
    list.cursorId = 'call-49';
    const reached = await Promise.all([list.moveCursor(1), list.moveCursor(1), list.moveCursor(1)]);
    expect([reached.map((one) => one?.id), list.cursorId]).toEqual([['call-50', 'call-50', 'call-50'], 'call-50']);
  });

  it('knows where the open call has what was searched for, for as long as its summary is the one on screen', async () => {
    const calls = [{ id: 'c-0', created_at: 'x', call_summary: 'A refund' }];
    const nowhere = { from: [], to: [], tags: [], note: null, agent: null };
    const list = new CallListState(() => Promise.resolve(answerOf(calls, 1, false, { highlights: [[{ start: 2, end: 8 }]], elsewhere: [nowhere] })));
    await list.load();
    expect(list.foundIn(calls[0])).toEqual({ highlights: [{ start: 2, end: 8 }], found: nowhere });
    expect(list.foundIn({ ...(calls[0] as Call), call_summary: 'No refund' }).highlights).toEqual([]);
    expect(list.foundIn({ id: 'other', created_at: 'x' })).toEqual({ highlights: [], found: undefined });
  });

  it('keeps the first row on screen when the page size changes', async () => {
    const { list } = await listOf(400);
    await list.nextPage();
    await list.setPageSize(100);
    expect(list.shown?.offset).toBe(0);
    await list.nextPage();
    await list.setPageSize(25);
    expect(list.shown?.offset).toBe(100);
  });

  it('goes to the last page when the list has become shorter', async () => {
    const { list, cache } = await listOf(120);
    await list.nextPage();
    await list.nextPage();
    cache.calls.length = 60;
    await list.load();
    expect([list.shown?.offset, list.shown?.calls.length]).toEqual([50, 10]);
  });

  it('begins again with each new filter or order', async () => {
    const { list, cache } = await listOf(120);
    await list.nextPage();
    await list.setFilter({ direction: 'inbound' });
    await list.setSort('duration');
    expect(cache.requests.at(-1)).toEqual({ direction: 'inbound', sort: 'duration', limit: 50, offset: 0 });
  });

  it('has the order and the size of a page of the last time, but no view’s order', async () => {
    const { list } = await listOf(120);
    await list.setSort('duration');
    await list.setPageSize(25);
    const again = () => new CallListState(() => Promise.reject(new Error('not asked')));
    expect([again().sort, again().pageSize]).toEqual(['duration', 25]);
    list.orderAs('-duration');
    expect([list.sort, again().sort]).toEqual(['-duration', 'duration']);
    list.orderAs(undefined);
    expect([list.sort, again().sort]).toEqual(['-created_at', '-created_at']);
    localStorage.setItem('offhook.sort', 'colour');
    localStorage.setItem('offhook.page-size', '7');
    expect([again().sort, again().pageSize]).toEqual(['-created_at', 50]);
  });

  it('passes over no call when keys are used for the first time', async () => {
    const { list } = await listOf(60);
    expect((await list.moveCursor(1))?.id).toBe('call-0');
    expect((await list.moveCursor(1))?.id).toBe('call-1');
    await list.nextPage();
    expect((await list.moveCursor(1))?.id).toBe('call-50');
  });

  it('carries the row cursor over the edge of a page and back', async () => {
    const { list } = await listOf(60);
    list.cursorId = 'call-49';
    expect((await list.moveCursor(1))?.id).toBe('call-50');
    expect((await list.moveCursor(-1))?.id).toBe('call-49');
    list.cursorId = 'call-0';
    expect(await list.moveCursor(-1)).toBeNull();
  });
});

describe('answers', () => {
  it('that arrive out of order are dropped', async () => {
    const answers: ((answer: QueryAnswer) => void)[] = [];
    const list = new CallListState(() => new Promise((resolve) => answers.push(resolve)));
    const older = list.setFilter({ direction: 'inbound' });
    const newer = list.setFilter({ direction: 'outbound' });
    answers[1]?.(answerOf([call(2)], 1));
    await newer;
    answers[0]?.(answerOf([call(1)], 9));
    await older;
    expect([ids(list), list.shown?.total]).toEqual([['call-2'], 1]);
  });

  it('leave the old rows on screen until they are there', async () => {
    const { list } = await listOf(120);
    const turning = list.nextPage();
    expect(ids(list)[0]).toBe('call-0');
    await turning;
    expect(ids(list)[0]).toBe('call-50');
  });

  it('are only called slow after 150 ms', async () => {
    vi.useFakeTimers();
    let answer: (list: QueryAnswer) => void = () => undefined;
    const list = new CallListState(() => new Promise((resolve) => (answer = resolve)));
    const loading = list.load();
    vi.advanceTimersByTime(149);
    expect(list.slow).toBe(false);
    vi.advanceTimersByTime(1);
    expect(list.slow).toBe(true);
    answer(answerOf([], 0));
    await loading;
    expect(list.slow).toBe(false);
    vi.useRealTimers();
  });

  it('that fail are told, and a retry recovers', async () => {
    const fetch = vi.fn().mockRejectedValueOnce({ code: 'cache_damaged', message: 'torn', retryable: false }).mockResolvedValue(answerOf([call(1)], 1));
    const list = new CallListState(fetch);
    await list.load();
    expect(list.error?.code).toBe('cache_damaged');
    await list.load();
    expect([list.error, ids(list)]).toEqual([null, ['call-1']]);
  });
});

describe('news', () => {
  it('is taken in at the top of the first page', async () => {
    const { list, cache } = await listOf(60);
    cache.calls.unshift(call(999));
    await list.callsChanged();
    expect([ids(list)[0], list.shown?.total, list.news]).toEqual(['call-999', 61, null]);
  });

  it('never moves the rows of a reader further down', async () => {
    const { list, cache } = await listOf(60);
    list.atTop = false;
    cache.calls.unshift(call(999));
    await list.callsChanged();
    expect([ids(list)[0], list.news]).toEqual(['call-0', 1]);
    await list.showNews();
    expect([ids(list)[0], list.news]).toEqual(['call-999', null]);
  });

  it('waits while the mouse is over the rows, unless none would move', async () => {
    const { list, cache } = await listOf(10);
    list.pointed = true;
    cache.calls.push(call(777));
    await list.callsChanged();
    expect([ids(list).at(-1), list.news]).toEqual(['call-777', null]);
    cache.calls.unshift(call(999));
    await list.callsChanged();
    expect([ids(list)[0], list.news]).toEqual(['call-0', 1]);
    cache.calls.splice(0, 3);
    await list.callsChanged();
    expect([ids(list)[0], list.news]).toEqual(['call-2', null]);
  });

  it('that is held back moves no row, while the counts around the rows go on', async () => {
    const { list, cache } = await listOf(60);
    list.atTop = false;
    const around = list.around;
    cache.calls.unshift(call(998), call(999));
    await list.callsChanged();
    expect([ids(list)[0], list.shown?.total, list.news, list.around === around]).toEqual(['call-0', 62, 2, false]);
    cache.calls.unshift(call(997));
    await list.callsChanged();
    expect([list.shown?.total, list.news]).toEqual([63, 3]);
    cache.calls.length = 50;
    await list.callsChanged();
    expect([ids(list).length, list.shown?.total, list.shown?.hasMore, list.news]).toEqual([50, 50, false, -10]);
  });

  it('that was held back stays so while the mouse is over the rows', async () => {
    const { list, cache } = await listOf(10);
    list.pointed = true;
    for (const news of [1, 1]) {
      cache.calls.splice(0, news === 1 ? 0 : 1, call(999));
      await list.callsChanged();
      await list.callsChanged();
      expect(ids(list)[0]).toBe('call-0');
    }
  });

  it('from below only raises the total', async () => {
    const { list, cache } = await listOf(120);
    await list.nextPage();
    cache.calls.push(call(777));
    await list.callsChanged();
    expect([list.shown?.offset, list.shown?.total, list.news]).toEqual([50, 121, null]);
  });

  it('in a burst asks again once, not each time', async () => {
    const { list, cache } = await listOf(10);
    const before = cache.requests.length;
    await Promise.all([list.callsChanged(), list.callsChanged(), list.callsChanged()]);
    expect(cache.requests.length - before).toBe(2);
  });
});
