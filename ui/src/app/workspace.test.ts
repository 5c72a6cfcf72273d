// A reviewer at work, against the made-up backend: one call after the other, undone, filtered.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, ListRequest } from '$ipc';
import { sameRequest } from '$features/views/request';
import { aliasesOf, renameAgent } from './aliases';
import { selectAll } from './all-matching';
import { actionsOf } from './actions';
import { extendSelection } from './choosing';
import { detailDoes } from './detail-does';
import type { Screen } from './panels';
import { reviewedNext } from './queue';
import { Workspace } from './workspace.svelte';

let workspace: Workspace;
let stop: () => void;

const total = () => workspace.list.shown?.total ?? 0;
const ids = () => workspace.list.shown?.calls.map(({ id }) => id) ?? [];
const at = (index: number) => ids()[index] as string;

beforeEach(async () => {
  localStorage.clear();
  workspace = new Workspace('default');
  stop = workspace.start(false);
  await vi.waitFor(() => expect(total()).toBeGreaterThan(0));
});
afterEach(() => stop());

async function apply(request: Parameters<Workspace['apply']>[0]) {
  const before = total();
  workspace.apply(request);
  await vi.waitFor(() => expect(total()).not.toBe(before));
}

describe('reviewed and next', () => {
  it('goes through a list of all calls one by one', async () => {
    const [first, second, third] = ids();
    workspace.openAtCursor();
    await reviewedNext(workspace);
    await reviewedNext(workspace);
    expect([workspace.detail.id, workspace.list.cursorId]).toEqual([third, third]);
    expect([first, second].map((id) => workspace.review.marksOf(id as string).reviewed)).toEqual([true, true]);
  });

  it('empties a list of calls that need review, without leaving one out', async () => {
    await apply({ reviewed: false });
    const before = ids();
    const all = total();
    workspace.openAtCursor();
    for (let done = 1; done <= 5; done += 1) {
      await reviewedNext(workspace);
      await vi.waitFor(() => expect(total()).toBe(all - done));
      expect(workspace.detail.id).toBe(before[done]);
    }
  });

  it('does not pass over calls at the end of a page whose rows were kept for the reader', async () => {
    await apply({ reviewed: false });
    await workspace.list.setPageSize(25);
    const afterPage = (await import('$ipc')).listCalls({ reviewed: false, limit: 1, offset: 25 });
    const next = (await afterPage).calls[0]?.id;
    workspace.list.atTop = false;
    workspace.openAtCursor();
    const last = ids().at(-1);
    while (workspace.detail.id !== last) await reviewedNext(workspace);
    await vi.waitFor(() => expect(workspace.list.news).not.toBeNull());
    await reviewedNext(workspace);
    expect(workspace.detail.id).toBe(next);
  });

  it('passes over none at the end of a page, however quickly the key is pressed', async () => {
    await apply({ reviewed: false });
    await workspace.list.setPageSize(25);
    const after = (await import('$ipc')).listCalls({ reviewed: false, limit: 1, offset: 25 });
    const next = (await after).calls[0]?.id;
    workspace.list.atTop = false;
    workspace.list.focusAt(-1);
    workspace.openAtCursor();
    await reviewedNext(workspace);
    expect([workspace.detail.id, workspace.list.cursorId]).toEqual([next, next]);
  });

  it('by the button of the open call marks that one, and leaves the selection as it is', async () => {
    for (let done = 0; done < 3; done += 1) await extendSelection(workspace, 1);
    const [first, second, third, fourth, fifth] = ids();
    workspace.open(workspace.list.shown?.calls[3] as Call);
    const before = [first, second, third].map((id) => workspace.review.marksOf(id as string).reviewed);
    detailDoes(workspace).reviewedNext(fourth as string);
    await vi.waitFor(() => expect(workspace.detail.id).toBe(fifth));
    expect([workspace.review.marksOf(fourth as string).reviewed, [first, second, third].map((id) => workspace.review.marksOf(id as string).reviewed), workspace.selection.size]).toEqual([true, before, 3]);
  });

  it('marks the selected calls, and then none is selected', async () => {
    await workspace.move(1);
    workspace.toggleSelected();
    await workspace.move(1);
    workspace.toggleSelected();
    const [first, second] = [at(0), at(1)];
    await reviewedNext(workspace);
    expect([workspace.review.marksOf(first).reviewed, workspace.review.marksOf(second).reviewed, workspace.selection.size]).toEqual([true, true, 0]);
  });
});

it('Shift with the cursor selects from the call it leaves, and back again lets go', async () => {
  await workspace.move(1);
  await extendSelection(workspace, 1);
  await extendSelection(workspace, 1);
  expect([...workspace.selection.ids]).toEqual(ids().slice(0, 3));
  await extendSelection(workspace, -1);
  expect([[...workspace.selection.ids], workspace.list.cursorId]).toEqual([ids().slice(0, 2), at(1)]);
});

it('undo brings a reviewed call back into the list', async () => {
  await apply({ reviewed: false });
  const all = total();
  await workspace.move(1);
  await reviewedNext(workspace);
  await vi.waitFor(() => expect(total()).toBe(all - 1));
  await workspace.review.undo();
  await vi.waitFor(() => expect(total()).toBe(all));
});

it('a key marks no call before one is seen to be chosen, and says how to choose one', async () => {
  const first = at(0);
  const before = workspace.review.marksOf(first);
  workspace.toggleStarred();
  workspace.toggleSelected();
  await reviewedNext(workspace);
  expect([workspace.review.marksOf(first), workspace.selection.size]).toEqual([before, 0]);
  expect(workspace.toasts.shown.map(({ kind }) => kind)).toEqual(['no-target']);
  await workspace.move(1);
  workspace.toggleStarred();
  expect(workspace.review.marksOf(first).starred).toBe(!before.starred);
  await workspace.review.setStarred([first], before.starred);
});

it.each<ListRequest>([
  {},
  { reviewed: false },
  { statuses: ['busy', 'failed'], direction: 'inbound', starred: true, tags: ['vip'], query: 'refund status:busy' },
  { agent_ids: ['a-1'], sentiments: ['negative'], min_duration: 600, phone_number: '+16045551234' },
  { from_date: '2026-06-30T22:00:00.000000Z', to_date: '2026-07-01T21:59:59.999999Z' },
  { removed: true, query: 'on:last-7-days' },
  { from_date: '2026-07-01T08:00:00.000000Z', to_date: '2026-07-01T10:29:59.999999Z', max_duration: 59 },
])('a view of %o shows exactly what it asks for, whatever was filtered before', (request) => {
  workspace.filters.set({ statuses: ['completed'], from: '2020-01-01', query: 'old' });
  workspace.apply(request);
  expect(sameRequest(workspace.filters.request, { ...(request.max_duration === undefined ? {} : { min_duration: 0 }), ...request })).toBe(true);
});

it('a view brings its order along, and one without an order the newest first', async () => {
  workspace.apply({ starred: true, sort: '-duration' });
  await vi.waitFor(() => expect(workspace.list.request).toMatchObject({ starred: true, sort: '-duration' }));
  expect(workspace.viewed).toEqual({ starred: true, sort: '-duration' });
  workspace.apply({ starred: true });
  expect([workspace.list.sort, workspace.viewed]).toEqual(['-created_at', { starred: true }]);
});

it('Ctrl+Z takes back the latest change, of whatever kind', async () => {
  await vi.waitFor(() => expect(workspace.views.saved.length).toBeGreaterThan(0));
  await vi.waitFor(() => expect(workspace.filters.agents.length).toBeGreaterThan(0));
  const names = () => workspace.views.saved.map(({ name }) => name);
  const agent = () => workspace.filters.agents[0] as (typeof workspace.filters.agents)[number];
  const [before, agentName, marks] = [names(), agent().name, workspace.review.marksOf(at(0))];
  await workspace.review.setStarred([at(0)], !marks.starred);
  await workspace.views.remove(workspace.views.saved[0] as (typeof workspace.views.saved)[number]);
  await renameAgent(workspace, agent().agent_id, 'Front desk');
  workspace.undo();
  await vi.waitFor(() => expect(agent().name).toBe(agentName));
  expect(names()).toEqual(before.slice(1));
  workspace.undo();
  await vi.waitFor(() => expect(names()).toEqual(before));
  expect(workspace.review.marksOf(at(0)).starred).toBe(!marks.starred);
  workspace.undo();
  await vi.waitFor(() => expect(workspace.review.marksOf(at(0)).starred).toBe(marks.starred));
});

it('all calls that match are chosen, marked together and taken back together', async () => {
  await apply({ reviewed: false });
  const all = total();
  expect(all).toBeGreaterThan(ids().length);
  await selectAll(workspace);
  expect([workspace.selection.size, workspace.selection.on(ids())]).toEqual([all, 'all']);
  await workspace.review.setReviewed([...workspace.selection.ids], true);
  await vi.waitFor(() => expect(total()).toBe(0));
  workspace.undo();
  await vi.waitFor(() => expect(total()).toBe(all));
  workspace.selection.clear();
});

it('calls of a filter that was left meanwhile are not chosen', async () => {
  const choosing = selectAll(workspace);
  workspace.filters.set({ starred: true });
  await choosing;
  expect(workspace.selection.size).toBe(0);
});

it('a view by another hand may have one text where a list is written here', () => {
  workspace.apply({ tags: 'vip', statuses: 'busy', phone_number: ['+16045551234'], direction: null } as unknown as ListRequest);
  expect(workspace.filters.current).toMatchObject({ tags: ['vip'], statuses: ['busy'], phone: '+16045551234', direction: null });
  expect(sameRequest({ status: ['busy', 'failed'] } as unknown as ListRequest, { statuses: ['busy', 'failed'] })).toBe(true);
});

it('Esc steps back one thing at a time', () => {
  workspace.openAtCursor();
  workspace.toggleSelected();
  workspace.back();
  expect([workspace.selection.size, workspace.detail.id === null]).toEqual([0, false]);
  workspace.back();
  expect(workspace.detail.id).toBeNull();
});

it('an agent’s alias is shown until it is taken back', async () => {
  await vi.waitFor(() => expect(workspace.filters.agents.length).toBeGreaterThan(0));
  const { agent_id, server_name } = workspace.filters.agents[0] as (typeof workspace.filters.agents)[number];
  await renameAgent(workspace, agent_id, 'Front desk');
  expect(workspace.filters.agents[0]).toMatchObject({ name: 'Front desk', server_name });
  expect([...aliasesOf(workspace.filters.agents)]).toEqual([[agent_id, 'Front desk']]);
  await renameAgent(workspace, agent_id, null);
  expect(workspace.filters.agents[0]?.name).toBe(server_name);
});

it('a name for an agent that comes from elsewhere is shown in the rows as well', async () => {
  await vi.waitFor(() => expect(workspace.filters.agents.length).toBeGreaterThan(0));
  const { agent_id, server_name } = workspace.filters.agents[0] as (typeof workspace.filters.agents)[number];
  const { setAgentAlias } = await import('$ipc');
  await setAgentAlias('default', agent_id, 'Night desk');
  await vi.waitFor(() => expect([...aliasesOf(workspace.filters.agents)]).toEqual([[agent_id, 'Night desk']]));
  await setAgentAlias('default', agent_id, null);
  await vi.waitFor(() => expect(workspace.filters.agents[0]?.name).toBe(server_name));
});

describe('coming back', () => {
  it.each(['focus', 'online'])('renews what has grown old on %s, until the window is left', async (event) => {
    window.dispatchEvent(new Event(event));
    await vi.waitFor(() => expect(workspace.sync.running).toBe(true));
    await workspace.sync.cancel();
    await vi.waitFor(() => expect(workspace.sync.running).toBe(false));
    stop();
    window.dispatchEvent(new Event(event));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(workspace.sync.running).toBe(false);
  });
});

describe('the actions', () => {
  const on = (screen: Screen) => actionsOf(workspace, { open: () => undefined, exportCalls: () => undefined, screen, show: () => undefined });
  const actions = () => on('calls');
  const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);

  it('have each key and each id once', () => {
    for (const screen of ['calls', 'insights'] as const) expect([repeated(on(screen).flatMap(({ keys }) => keys)), repeated(on(screen).map(({ id }) => id))]).toEqual([[], []]);
  });

  it('mark no call while only figures are in sight', () => {
    const keys = on('insights').flatMap((action) => action.keys);
    expect(keys.filter((key) => ['r', 's', 't', 'n', 'x', 'j', 'Enter'].includes(key))).toEqual([]);
    expect(keys).toEqual(expect.arrayContaining(['/', 'Escape', 'g i', 'e']));
  });

  it('have no key that is also the first of two', () => {
    const keys = actions().flatMap((action) => action.keys);
    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key} `)))).toEqual([]);
  });
});
