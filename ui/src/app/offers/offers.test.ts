// Everything that can be done has its entry, and only while it can be done.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileInfo } from '$ipc';
import { previewed } from '$features/detail/previewed.svelte';
import { ProfilesState } from '$features/profiles/profiles.svelte';
import { zone } from '$shared/state/zone.svelte';
import { actionsOf } from '../actions';
import type { Panel, Screen } from '../panels';
import { Workspace } from '../workspace.svelte';
import { offersOf } from '.';

let workspace: Workspace;
let stop: () => void;
const opened: Panel[] = [];
const open = (panel: Panel) => void opened.push(panel);
const profiles = new ProfilesState({ beforeLeaving: async () => true, onprofile: () => undefined });
const work = { name: 'work', sample: false } as ProfileInfo;

beforeEach(async () => {
  opened.length = 0;
  localStorage.clear();
  workspace = new Workspace('default');
  stop = workspace.start(false);
  await vi.waitFor(() => expect(workspace.list.shown?.total).toBeGreaterThan(0));
  await vi.waitFor(() => expect(workspace.filters.agents.length).toBeGreaterThan(0));
});
afterEach(() => {
  stop();
  zone.choose(null);
  previewed.on = false;
  document.body.replaceChildren();
});

function offered(profile = work, screen: Screen = 'calls') {
  const does = { open, exportCalls: () => open('export'), screen, show: () => undefined };
  const all = [...actionsOf(workspace, does), ...offersOf(workspace, { ...does, profile, profiles, leaveSamples: () => undefined })];
  return all.filter(({ keysOnly }) => !keysOnly);
}
const ids = (...told: Parameters<typeof offered>) => offered(...told).map(({ id }) => id);
const run = (id: string) => offered().find((action) => action.id === id)?.run();
const first = () => workspace.list.shown?.calls[0] ?? expect.fail('there is a call');

it('opens each panel', () => {
  workspace.openAtCursor();
  // Palette: open already. A panel without an entry here does not compile.
  const entries: Record<Exclude<Panel, 'palette'>, string> = { activity: 'activity', backups: 'backups', export: 'export', keys: 'keys', print: 'print', 'print-call': 'print-call', 'profile-add': 'profile-add', profiles: 'profiles', settings: 'settings', token: 'token' };
  for (const [panel, id] of Object.entries(entries)) {
    run(id);
    expect(opened.at(-1)).toBe(panel);
  }
});

it('no two entries have one id', () => {
  workspace.openAtCursor();
  workspace.selection.toggle(first().id);
  expect(ids()).toEqual([...new Set(ids())]);
});

it('the list: sorted, counted, selected; what is so already is not offered', () => {
  expect(ids()).toEqual(expect.arrayContaining(['sort-created_at', 'sort-duration', 'sort--duration', 'page-size-25', 'page-size-100', 'select-page', 'next', 'previous', 'insights', 'export', 'print']));
  for (const absent of ['sort--created_at', 'page-size-50', 'filters-clear', 'clear-selection', 'news', 'previous-page', 'dates-swap', 'save-view']) expect(ids()).not.toContain(absent);
  run('select-page');
  expect(workspace.selection.size).toBe(50);
  expect(ids()).toContain('clear-selection');
  expect(ids()).not.toContain('select-page');
  workspace.filters.set({ direction: 'inbound' });
  expect(ids()).toEqual(expect.arrayContaining(['filters-clear', 'save-view']));
  run('filters-clear');
  expect(workspace.filters.active).toBe(false);
  workspace.list.news = 2;
  expect(ids()).toContain('news');
});

it('the look of the table and of the window', () => {
  expect(ids()).toEqual(expect.arrayContaining(['density-compact', 'column-summary', 'theme-light', 'theme-dark', 'language-en', 'language-de', 'zone']));
  for (const absent of ['density-comfortable', 'column-time', 'columns-reset', 'theme-system', 'language-system', 'zone-system', 'chart', 'chart-whole']) expect(ids()).not.toContain(absent);
  run('column-summary');
  expect(workspace.look.shown).not.toContain('summary');
  run('columns-reset');
  expect(workspace.look.shown).toContain('summary');
  zone.choose('Asia/Tokyo');
  expect(ids()).toContain('zone-system');
});

it('the chart is folded by its own button, where that is', async () => {
  document.body.innerHTML = '<button data-testid="histogram-fold"></button><button data-testid="histogram-whole"></button>';
  const pressed = vi.fn();
  document.body.addEventListener('click', pressed);
  run('chart');
  run('chart-whole');
  await vi.waitFor(() => expect(pressed).toHaveBeenCalledTimes(2));
});

describe('the calls that keys act on', () => {
  const ofCall = ['star', 'reviewed', 'tag', 'copy-id', 'copy-number', 'filter-number', 'filter-status', 'filter-day', 'others', 'agent-alias'];

  it('are nobody’s before one was chosen', () => {
    for (const absent of ofCall) expect(ids()).not.toContain(absent);
  });

  it('have their entries, with what is on them', async () => {
    const call = first();
    workspace.openAtCursor();
    await workspace.review.addTag([call.id], 'billing');
    expect(ids()).toEqual(expect.arrayContaining([...ofCall, 'untag-billing', 'close-details', 'print-call']));
    run('untag-billing');
    expect(workspace.review.marksOf(call.id).tags).not.toContain('billing');
    run('filter-status');
    expect(workspace.filters.current.statuses).toEqual([call.status]);
    previewed.on = true;
    run('note-preview');
    expect(previewed.on).toBe(false);
  });
});

it('saved views are renamed, replaced and deleted', async () => {
  await workspace.views.add('Angry', { sentiments: ['negative'] });
  await vi.waitFor(() => expect(workspace.views.saved.some(({ name }) => name === 'Angry')).toBe(true));
  const id = workspace.views.saved.find(({ name }) => name === 'Angry')?.id ?? '';
  expect(ids()).toEqual(expect.arrayContaining([`saved-${id}`, `rename-view-${id}`, `replace-view-${id}`, `remove-view-${id}`]));
  run(`rename-view-${id}`);
  expect(workspace.views.renaming).toBe(id);
  run(`remove-view-${id}`);
  await vi.waitFor(() => expect(workspace.views.saved.some((view) => view.id === id)).toBe(false));
});

it('the account, the others, and the sync', () => {
  profiles.all = ['work', 'west'].map((name) => ({ name }) as (typeof profiles.all)[number]);
  expect(ids()).toEqual(expect.arrayContaining(['sync', 'profile-west', 'profile-add', 'profiles', 'token', 'rebuild', 'check-server']));
  for (const absent of ['profile-work', 'sync-cancel', 'samples-leave', 'removals']) expect(ids()).not.toContain(absent);
  workspace.sync.running = true;
  expect(ids()).toContain('sync-cancel');
  expect(ids()).not.toContain('sync');
  const sample = ids({ ...work, sample: true });
  expect(sample).toContain('samples-leave');
  expect(sample).not.toContain('token');
});

it('over the figures only what has to do with them or the window', () => {
  workspace.openAtCursor();
  const there = ids(work, 'insights');
  expect(there).toEqual(expect.arrayContaining(['calls', 'theme-dark', 'zone']));
  for (const absent of ['star', 'copy-id', 'sort-duration', 'column-summary', 'page-size-25']) expect(there).not.toContain(absent);
});
