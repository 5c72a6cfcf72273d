// What the open call shows while it is read and written at the same time.
import { beforeEach, expect, it, vi } from 'vitest';
import type { Call, CallDetail } from '$ipc';
import { DetailState } from './detail.svelte';

const ipc = vi.hoisted(() => ({ callDetail: vi.fn() }));
vi.mock('$ipc', async (original) => ({ ...(await original<object>()), ...ipc }));

const call = { id: 'a', created_at: '2026-11-23T11:00:00Z' } as Call;
const detail = (note: string): CallDetail => ({
  call, changes: [], removed_at: null, phones: {}, review_error: null,
  review: { starred: false, reviewed_at: null, tags: [], note, note_changed_at: null },
});
let answers: ((detail: CallDetail) => void)[] = [];

beforeEach(() => {
  answers = [];
  ipc.callDetail.mockReset().mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
});

it.each([
  ['of a call that is only just opened', 0],
  ['of a call that is read again', 1],
])('a note that was just saved is not shown old by an earlier reading %s', async (_, read) => {
  const state = new DetailState();
  void state.open(call);
  if (read > 0) {
    answers[0]?.(detail('Before'));
    await vi.waitFor(() => expect(state.shown?.review?.note).toBe('Before'));
    void state.reload();
  }
  state.noteSaved('a', 'After');
  answers[read]?.(detail('Before'));
  answers[read + 1]?.(detail('After'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(state.shown?.review?.note).toBe('After');
});

it('a saved note is shown without reading anew where nothing is read', async () => {
  const state = new DetailState();
  void state.open(call);
  answers[0]?.(detail('Before'));
  await vi.waitFor(() => expect(state.shown?.review?.note).toBe('Before'));
  state.noteSaved('a', 'After');
  state.noteSaved('other', 'Else');
  expect([state.shown?.review?.note, ipc.callDetail.mock.calls.length]).toEqual(['After', 1]);
});
