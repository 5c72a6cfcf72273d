// What stands around the list: asked for once the rows are painted, and dropped with them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueryOptions } from '$ipc';
import { answerOf, call, listOf } from './list.fixture';
import { CallListState } from './list.svelte';

describe('what stands around the list', () => {
  /** Rows are painted, and then what stands around them was asked for and has come. */
  const around = () => vi.advanceTimersByTimeAsync(200);
  const asked = (cache: { options: QueryOptions[] }) => cache.options.map(({ facets, histogram }) => facets && histogram);

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame'] }));
  afterEach(() => void vi.useRealTimers());

  it('is asked for once the rows are painted, with a new filter and with news, not for another page of the same question', async () => {
    const { list, cache } = await listOf(120);
    expect(asked(cache)).toEqual([false]);
    await around();
    expect([asked(cache), cache.requests.at(-1)?.limit]).toEqual([[false, true], 1]);
    await list.nextPage();
    await list.setSort('duration');
    await around();
    expect(asked(cache)).toEqual([false, true, false, false]);
    await list.setFilter({ direction: 'inbound' });
    await around();
    await list.callsChanged();
    await around();
    expect(asked(cache)).toEqual([false, true, false, false, false, true, true]);
  });

  it('is asked for once, around the newest rows, when keys are quicker than frames', async () => {
    const { list, cache } = await listOf(120);
    for (const query of ['r', 're', 'ref']) await list.setFilter({ query });
    await around();
    expect([asked(cache), cache.requests.at(-1)?.query]).toEqual([[false, false, false, false, true], 'ref']);
  });

  it('is asked for again when a page was turned before it had come', async () => {
    const { list, cache } = await listOf(120);
    const filtering = list.setFilter({ direction: 'inbound' });
    await list.nextPage();
    await filtering;
    await around();
    expect(asked(cache)).toEqual([false, false, false, true]);
  });

  it('is dropped when other rows are there by now', async () => {
    const facetsOf = (query: string) => [{ field: 'status' as const, values: [{ value: query, label: null, count: 1 }] }];
    const held: (() => void)[] = [];
    const list = new CallListState(async ({ query }, options) => {
      if (options.facets && query === 'slow') await new Promise<void>((resolve) => held.push(resolve));
      return answerOf([call(1)], 1, false, { facets: options.facets ? facetsOf(query ?? '') : null });
    });
    await list.setFilter({ query: 'slow' });
    await around();
    await list.setFilter({ query: 'quick' });
    await around();
    held.forEach((answer) => answer());
    await around();
    expect(list.around.facets).toEqual(facetsOf('quick'));
  });

  it('stays while pages turn, tells who wants to know, and says which text the rows were read from', async () => {
    const facets = [{ field: 'status' as const, values: [] }];
    const told = vi.fn();
    const list = new CallListState(async (_, options) => answerOf([call(1)], 99, true, { facets: options.facets ? facets : null }), told);
    await list.setFilter({ query: 'refund' });
    expect([list.around.facets, list.around.read.query]).toEqual([null, 'refund']);
    await around();
    await list.nextPage();
    await around();
    expect([list.around.facets, list.around.read.query, told.mock.calls.length]).toEqual([facets, 'refund', 1]);
  });

  it('says so when it cannot be counted', async () => {
    const list = new CallListState(async (_, options) => {
      if (options.facets) throw { code: 'disk_full', message: 'x' };
      return answerOf([call(1)], 99);
    });
    await list.load();
    await around();
    expect(list.error?.code).toBe('disk_full');
  });

  it('is asked for until it is ready', async () => {
    const options: QueryOptions[] = [];
    const list = new CallListState(async (_, asked) => {
      options.push(asked);
      return answerOf([call(1)], 99, true, { ready: false });
    });
    await list.load();
    await around();
    await list.nextPage();
    await around();
    expect(options.map(({ histogram }) => histogram)).toEqual([false, true, false, true]);
  });
});
