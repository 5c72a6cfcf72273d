// Notes on their way to the store: when they are written, and that nothing typed is ever lost.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoteDrafts, savesAfter_ms } from './notes.svelte';

const diskFull = { code: 'disk_full', message: 'No space left.', retryable: true };

/** A store whose writes are answered by hand, or at once. */
function store({ atOnce = true } = {}) {
  const kept = new Map<string, string>();
  const writes: { id: string; text: string; answer: () => void; refuse: () => void }[] = [];
  const onfailed = vi.fn();
  const notes = new NoteDrafts({
    save: (id, text) =>
      new Promise<void>((resolve, reject) => {
        const answer = () => { kept.set(id, text); resolve(); };
        writes.push({ id, text, answer, refuse: () => reject(diskFull) });
        if (atOnce) answer();
      }),
    onsaved: vi.fn(),
    onfailed,
  });
  return { notes, kept, writes, onfailed };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a note', () => {
  it('is written once the typing pauses, with its last text', async () => {
    const { notes, writes, kept } = store();
    for (const text of ['S', 'Se', 'Send']) {
      notes.edit('a', text);
      await vi.advanceTimersByTimeAsync(savesAfter_ms - 1);
    }
    expect([writes.length, notes.of('a')?.state]).toEqual([0, 'unsaved']);
    await vi.advanceTimersByTimeAsync(1);
    expect([writes.length, kept.get('a'), notes.of('a')]).toEqual([1, 'Send', undefined]);
  });

  it('is written at once when it is left, and not again afterwards', async () => {
    const { notes, writes } = store();
    notes.edit('a', 'Send');
    await notes.flush('a');
    await vi.advanceTimersByTimeAsync(savesAfter_ms * 2);
    expect(writes.map(({ text }) => text)).toEqual(['Send']);
  });

  it('that nobody changed is not written', async () => {
    const { notes, writes } = store();
    await notes.flush('a');
    await notes.flushAll();
    expect(writes).toEqual([]);
  });

  it('typed on while it is being written is written again, after the first write', async () => {
    const { notes, writes, kept } = store({ atOnce: false });
    notes.edit('a', 'Send');
    const first = notes.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    notes.edit('a', 'Send it');
    const second = notes.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    expect([writes.length, notes.of('a')?.text]).toEqual([1, 'Send it']);
    writes[0]?.answer();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    writes[1]?.answer();
    await second;
    expect([writes.length, kept.get('a'), notes.of('a')]).toEqual([2, 'Send it', undefined]);
  });
});

describe('a note that could not be saved', () => {
  async function failed() {
    const stage = store({ atOnce: false });
    stage.notes.edit('a', 'Send');
    const saving = stage.notes.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    stage.writes[0]?.refuse();
    await saving;
    return stage;
  }

  it('keeps its text and says why', async () => {
    const { notes, onfailed } = await failed();
    expect(notes.of('a')).toMatchObject({ text: 'Send', state: 'failed', error: { code: 'disk_full' } });
    expect(onfailed).toHaveBeenCalledOnce();
  });

  it('is still there after other notes came and went', async () => {
    const { notes, writes } = await failed();
    notes.edit('b', 'Other');
    const other = notes.flush('b');
    await vi.advanceTimersByTimeAsync(0);
    writes[1]?.answer();
    await other;
    expect([notes.of('a')?.text, notes.of('b')]).toEqual(['Send', undefined]);
  });

  it('is saved by trying again', async () => {
    const { notes, writes, kept } = await failed();
    const again = notes.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    writes[1]?.answer();
    await again;
    expect([kept.get('a'), notes.of('a')]).toEqual(['Send', undefined]);
  });

  it('does not come back over what was typed meanwhile', async () => {
    const { notes, writes, onfailed } = store({ atOnce: false });
    notes.edit('a', 'Send');
    const saving = notes.flush('a');
    await vi.advanceTimersByTimeAsync(0);
    notes.edit('a', 'Send it');
    writes[0]?.refuse();
    await saving;
    expect([notes.of('a')?.text, notes.of('a')?.state, onfailed.mock.calls.length]).toEqual(['Send it', 'unsaved', 0]);
  });
});

describe('leaving', () => {
  it('is told whether everything is saved', async () => {
    const { notes, kept } = store();
    notes.edit('a', 'Send');
    notes.edit('b', 'Call');
    expect([await notes.flushAll(), [...kept.keys()]]).toEqual([true, ['a', 'b']]);
  });

  it('is told that a note could not be saved, which is tried once', async () => {
    const { notes, writes } = store({ atOnce: false });
    notes.edit('a', 'Send');
    const all = notes.flushAll();
    await vi.advanceTimersByTimeAsync(0);
    writes[0]?.refuse();
    expect([await all, writes.length, notes.left.map(({ text }) => text)]).toEqual([false, 1, ['Send']]);
  });

  it('waits for what is typed meanwhile', async () => {
    const { notes, writes, kept } = store({ atOnce: false });
    notes.edit('a', 'Send');
    const all = notes.flushAll();
    await vi.advanceTimersByTimeAsync(0);
    notes.edit('a', 'Send it');
    writes[0]?.answer();
    await vi.advanceTimersByTimeAsync(0);
    writes[1]?.answer();
    expect([await all, kept.get('a')]).toEqual([true, 'Send it']);
  });

  it('writes nothing that was given up', async () => {
    const { notes, writes } = store();
    notes.edit('a', 'Send');
    notes.forget();
    await vi.advanceTimersByTimeAsync(savesAfter_ms * 2);
    expect([writes, notes.left]).toEqual([[], []]);
  });
});
