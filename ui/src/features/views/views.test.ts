// Views: which one is on, their order, and that deleting one can be undone.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListRequest, QueryOptions, View, ViewDraft } from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import { UndoSteps } from '$shared/state/undo';
import { zone } from '$shared/state/zone.svelte';
import { moved, placeAt } from './order';
import { sameRequest, sameView } from './request';
import { ViewsState } from './views.svelte';

const store = vi.hoisted(() => ({ views: [] as View[], fails: false, unreadable: null as null | string, asked: [] as ListRequest[], zones: [] as string[], holds: null as null | Promise<unknown> }));

vi.mock('$ipc', async (original) => {
  const set = (views: View[]) => {
    if (store.fails) return Promise.reject({ code: 'disk_full', message: '', retryable: true });
    store.views = views;
    return Promise.resolve(views);
  };
  return {
    ...(await original<object>()),
    listViews: () => (store.unreadable === null ? Promise.resolve(store.views) : Promise.reject({ code: store.unreadable, message: 'damaged', retryable: false })),
    queryCalls: async (request: ListRequest, { zone }: QueryOptions) => {
      store.asked.push(request);
      store.zones.push(zone);
      const total = store.asked.length;
      await store.holds;
      return { calls: [], total, has_more: false };
    },
    saveView: (_: string, { id, ...view }: ViewDraft) => set(id ? store.views.map((other) => (other.id === id ? { id, ...view } : other)) : [...store.views, { id: 'new', ...view }]),
    deleteView: (_: string, id: string) => set(store.views.filter((view) => view.id !== id)),
    orderViews: (_: string, ids: string[]) => set(ids.flatMap((id) => store.views.filter((view) => view.id === id))),
  };
});

const names = (views: ViewsState) => views.saved.map(({ name }) => name).join('');

async function stage() {
  const toasts = new Toasts();
  const undo = new UndoSteps(toasts);
  const views = new ViewsState(toasts, 'default', undo);
  await views.load();
  return { views, toasts, undo, view: (id: string) => views.saved.find((view) => view.id === id) as View };
}

beforeEach(() => {
  store.views = ['A', 'B', 'C'].map((name) => ({ id: name.toLowerCase(), name, request: {} }));
  store.fails = false;
  store.unreadable = null;
  store.holds = null;
  // What one test left to be counted later is not counted in another.
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('the same question', () => {
  it.each<[ListRequest, ListRequest, boolean]>([
    [{ status: 'busy' }, { statuses: ['busy'] }, true],
    [{ statuses: ['busy', 'failed'] }, { statuses: ['failed', 'busy'] }, true],
    [{ sentiment: 'negative', limit: 50, offset: 100, sort: 'duration' }, { sentiments: ['negative'] }, true],
    [{ tags: [], query: '' }, {}, true],
    [{ removed: false }, {}, true],
    [{ removed: true }, {}, false],
    [{ reviewed: false }, {}, false],
    [{ reviewed: false }, { reviewed: true }, false],
    [{ statuses: ['busy'] }, { statuses: ['busy', 'failed'] }, false],
  ])('%o and %o: %s', (a, b, same) => expect(sameRequest(a, b)).toBe(same));

  it('in another order is another view', () => {
    const asked = (sort?: string): ListRequest => ({ starred: true, ...(sort && { sort }) });
    expect([sameView(asked(), asked('-created_at')), sameView(asked(), asked('duration')), sameView(asked('duration'), asked('duration'))]).toEqual([true, false, true]);
  });
});

describe('views that cannot be read', () => {
  it('stay as they were, and it is said why until they can be read', async () => {
    const { views } = await stage();
    store.unreadable = 'internal';
    await views.load();
    expect([names(views), views.problem?.message]).toEqual(['ABC', 'damaged']);
    store.unreadable = null;
    await views.load();
    expect(views.problem).toBeNull();
  });

  it('because somebody else writes are no trouble', async () => {
    const { views } = await stage();
    store.unreadable = 'busy';
    await views.load();
    expect([names(views), views.problem]).toEqual(['ABC', null]);
  });
});

describe('the order', () => {
  it('moves one and leaves the others', () => expect([moved(['a', 'b', 'c'], 'c', 0), moved(['a', 'b', 'c'], 'a', 1)]).toEqual([['c', 'a', 'b'], ['b', 'a', 'c']]));
  it('of a drag goes by the middles of the others', () => expect([5, 14, 26, 90].map((y) => placeAt(y, [10, 20, 30], 1))).toEqual([0, 1, 1, 2]));

  it('changes by keys, and stops at both ends', async () => {
    const { views, view } = await stage();
    expect([views.step(view('a'), -1), views.step(view('a'), 1), names(views)]).toEqual([null, 1, 'BAC']);
    await vi.waitFor(() => expect(store.views.map(({ id }) => id)).toEqual(['b', 'a', 'c']));
  });

  it('that cannot be kept is put back, and that is said', async () => {
    const { views, toasts } = await stage();
    store.fails = true;
    await views.order(['c', 'b', 'a']);
    expect([names(views), toasts.shown.map(({ kind }) => kind)]).toEqual(['ABC', ['view-failed']]);
  });
});

describe('a view', () => {
  it('that was deleted comes back in its place', async () => {
    const { views, view, toasts } = await stage();
    await views.remove(view('b'));
    expect([names(views), toasts.shown[0]?.text]).toEqual(['AC', 'View “B” deleted']);
    toasts.shown[0]?.action?.run();
    await vi.waitFor(() => expect(names(views)).toBe('ABC'));
  });

  it('keeps the filter and the order, not the page', async () => {
    const { views } = await stage();
    await views.add('D', { status: 'busy', removed: true, sort: '-duration', limit: 50, offset: 100 });
    expect(views.saved.at(-1)).toEqual({ id: 'new', name: 'D', request: { statuses: ['busy'], removed: true, sort: '-duration' } });
    await views.add('E', { status: 'busy', sort: '-created_at' });
    expect(views.saved.at(-1)?.request).toEqual({ statuses: ['busy'] });
  });

  it('that was replaced gets its own filter back, and keeps the name it got since', async () => {
    const { views, view, undo, toasts } = await stage();
    await views.replace(view('b'), { starred: true });
    expect([view('b').request, toasts.shown.at(-1)?.text]).toEqual([{ starred: true }, 'View “B” replaced']);
    await views.rename(view('b'), 'Z');
    expect(undo.undo()).toBe(true);
    await vi.waitFor(() => expect(view('b')).toEqual({ id: 'b', name: 'Z', request: {} }));
    expect(undo.undo()).toBe(false);
  });
});

describe('counts', () => {
  afterEach(() => zone.choose(null));

  it('are asked for once for news in a burst, by the clocks of the list', async () => {
    zone.choose('Asia/Tokyo');
    const { views } = await stage();
    store.asked.length = 0;
    for (let news = 0; news < 5; news += 1) views.countSoon();
    await vi.advanceTimersByTimeAsync(1000);
    expect([store.asked.length, views.counts['review'] !== undefined, store.asked[1], store.zones.at(-1)]).toEqual([9, true, { reviewed: false, limit: 1 }, 'Asia/Tokyo']);
  });

  it('that are older never take the place of newer ones', async () => {
    const { views } = await stage();
    store.asked.length = 0;
    let answer: (value: unknown) => void = () => undefined;
    store.holds = new Promise((resolve) => (answer = resolve));
    await vi.advanceTimersByTimeAsync(500);
    views.countSoon();
    await vi.advanceTimersByTimeAsync(5000);
    expect([store.asked.length, views.counts]).toEqual([9, {}]);
    answer(null);
    await vi.advanceTimersByTimeAsync(1000);
    expect([store.asked.length, views.counts['all']]).toEqual([18, 10]);
  });
});
