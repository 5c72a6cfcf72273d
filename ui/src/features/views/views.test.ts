// Views: which one is on, their order, and that deleting one can be undone.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListRequest, View, ViewDraft } from '$ipc';
import { Toasts } from '$shared/state/toasts.svelte';
import { moved, placeAt } from './order';
import { asksForAll, sameRequest } from './request';
import { ViewsState } from './views.svelte';

const store = vi.hoisted(() => ({ views: [] as View[], fails: false, asked: [] as ListRequest[] }));

vi.mock('$ipc', async (original) => {
  const set = (views: View[]) => {
    if (store.fails) return Promise.reject({ code: 'disk_full', message: '', retryable: true });
    store.views = views;
    return Promise.resolve(views);
  };
  return {
    ...(await original<object>()),
    listViews: () => Promise.resolve(store.views),
    listCalls: (request: ListRequest) => { store.asked.push(request); return Promise.resolve({ calls: [], total: store.asked.length, has_more: false }); },
    saveView: (_: string, { id, ...view }: ViewDraft) => set(id ? store.views.map((other) => (other.id === id ? { id, ...view } : other)) : [...store.views, { id: 'new', ...view }]),
    deleteView: (_: string, id: string) => set(store.views.filter((view) => view.id !== id)),
    orderViews: (_: string, ids: string[]) => set(ids.flatMap((id) => store.views.filter((view) => view.id === id))),
  };
});

const names = (views: ViewsState) => views.saved.map(({ name }) => name).join('');

async function stage() {
  const toasts = new Toasts();
  const views = new ViewsState(toasts, 'default');
  await views.load();
  return { views, toasts, view: (id: string) => views.saved.find((view) => view.id === id) as View };
}

beforeEach(() => {
  store.views = ['A', 'B', 'C'].map((name) => ({ id: name.toLowerCase(), name, request: {} }));
  store.fails = false;
});

describe('the same question', () => {
  it.each<[ListRequest, ListRequest, boolean]>([
    [{ status: 'busy' }, { statuses: ['busy'] }, true],
    [{ statuses: ['busy', 'failed'] }, { statuses: ['failed', 'busy'] }, true],
    [{ sentiment: 'negative', limit: 50, offset: 100, sort: 'duration' }, { sentiments: ['negative'] }, true],
    [{ tags: [], query: '' }, {}, true],
    [{ reviewed: false }, {}, false],
    [{ reviewed: false }, { reviewed: true }, false],
    [{ statuses: ['busy'] }, { statuses: ['busy', 'failed'] }, false],
  ])('%o and %o: %s', (a, b, same) => expect(sameRequest(a, b)).toBe(same));

  it('for every call has no filter', () => expect([asksForAll({ limit: 1 }), asksForAll({ starred: true })]).toEqual([true, false]));
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

  it('keeps the filter, not the page', async () => {
    const { views } = await stage();
    await views.add('D', { status: 'busy', limit: 50, offset: 100 });
    expect(views.saved.at(-1)).toEqual({ id: 'new', name: 'D', request: { statuses: ['busy'] } });
  });
});

it('news in a burst counts once', async () => {
  vi.useFakeTimers();
  const { views } = await stage();
  store.asked.length = 0;
  for (let news = 0; news < 5; news += 1) views.countSoon();
  await vi.advanceTimersByTimeAsync(1000);
  expect([store.asked.length, views.counts['review'] !== undefined, store.asked[1]]).toEqual([9, true, { reviewed: false, limit: 1 }]);
  vi.useRealTimers();
});
