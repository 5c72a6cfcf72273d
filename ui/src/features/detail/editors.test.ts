// The note and tag fields as a person uses them.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorBody, FoundText } from '$ipc';
import NoteEditor from './NoteEditor.svelte';
import { NoteDrafts, savesAfter_ms } from './notes.svelte';
import TagEditor from './TagEditor.svelte';

const now = new Date('2026-11-23T12:00:00Z');
let mounted: ReturnType<typeof mount>[] = [];

const find = <E extends HTMLElement>(testid: string) => document.querySelector<E>(`[data-testid="${testid}"]`);

function leave() {
  for (const component of mounted) void unmount(component);
  mounted = [];
  flushSync();
}

afterEach(() => {
  leave();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('the note field', () => {
  let save = vi.fn<(id: string, text: string) => Promise<unknown>>();
  let drafts: NoteDrafts;

  function open(callId: string, note: string | null, found: FoundText | null = null, problem: ErrorBody | null = null) {
    leave();
    mounted.push(mount(NoteEditor, { target: document.body, props: { callId, note, changedAt: null, drafts, found, problem, now } }));
    flushSync();
  }

  function type(text: string) {
    const field = find<HTMLTextAreaElement>('note-editor') as HTMLTextAreaElement;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  }

  const shown = () => [find<HTMLTextAreaElement>('note-editor')?.value, find('note-status')?.dataset['state']];

  beforeEach(() => {
    vi.useFakeTimers();
    save = vi.fn().mockResolvedValue(null);
    drafts = new NoteDrafts({ save, onsaved: vi.fn(), onfailed: vi.fn() });
  });

  it('says where the note has what was searched for, as text, for as long as it does', () => {
    open('a', 'Before <b>refund</b> and more', { text: '…<b>refund</b> and more', found: [{ start: 4, end: 10 }] });
    const line = find('note-found');
    expect([line?.querySelector('mark')?.textContent, line?.querySelector('b'), line?.textContent]).toEqual(['refund', null, 'Found in the note: …<b>refund</b> and more']);
    type('Before something else');
    expect(find('note-found')).toBeNull();
  });

  it('says what becomes of the text', async () => {
    open('a', 'Old');
    type('New');
    expect(shown()).toEqual(['New', 'unsaved']);
    await vi.advanceTimersByTimeAsync(savesAfter_ms);
    expect([save.mock.calls, find('note-status')?.dataset['state']]).toEqual([[['a', 'New']], 'saved']);
  });

  it('saves at once when it is left or its call is closed', async () => {
    open('a', '');
    type('One');
    find('note-editor')?.dispatchEvent(new Event('blur'));
    await vi.advanceTimersByTimeAsync(0);
    type('Two');
    leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(save.mock.calls).toEqual([['a', 'One'], ['a', 'Two']]);
  });

  it('keeps what could not be saved while other calls are looked at', async () => {
    save.mockRejectedValue({ code: 'disk_full', message: '', retryable: true });
    open('a', 'Old');
    type('Precious');
    open('b', 'Other');
    await vi.advanceTimersByTimeAsync(savesAfter_ms);
    expect(shown()[0]).toBe('Other');
    open('a', 'Old');
    expect([shown(), find('note-failed')?.textContent?.includes('your text is still here')]).toEqual([['Precious', 'failed'], true]);
    save.mockResolvedValue(null);
    find('note-retry')?.click();
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
    expect([find('note-failed'), drafts.of('a')]).toEqual([null, undefined]);
  });

  it('takes no text before the note there is has been read', () => {
    open('a', null);
    expect(find<HTMLTextAreaElement>('note-editor')?.readOnly).toBe(true);
  });

  it('takes no text where the note there is cannot be read, and says why', () => {
    open('a', null, null, { code: 'disk_full', message: 'No space left.', retryable: true, detail: null });
    expect(find<HTMLTextAreaElement>('note-editor')?.readOnly).toBe(true);
    expect(find('note-unreadable')?.textContent).toContain('The disk is full.');
  });
});

describe('the tag field', () => {
  const known = ['refund', 'reference', 'VIP'].map((tag) => ({ tag, calls: 1 }));

  function open(tags: string[], found: FoundText[] = []) {
    const props = { tags, known, found, onadd: vi.fn(), onremove: vi.fn(), onfilter: vi.fn(), onfocus: vi.fn() };
    mounted.push(mount(TagEditor, { target: document.body, props }));
    flushSync();
    const field = find<HTMLInputElement>('tag-input') as HTMLInputElement;
    field.focus();
    return { ...props, field };
  }

  function type(field: HTMLInputElement, text: string, ...keys: string[]) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    for (const key of keys) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      flushSync();
    }
  }

  it.each([
    ['Enter adds what was typed', 'new one', ['Enter'], 'new one'],
    ['so does a comma', 'new one', [','], 'new one'],
    ['a tag in use keeps its spelling', 'vip', ['Enter'], 'VIP'],
    ['an arrow takes the first suggestion', 'ref', ['ArrowDown', 'Enter'], 'refund'],
    ['another arrow the second', 'ref', ['ArrowDown', 'ArrowDown', 'Enter'], 'reference'],
    ['and back again the text itself', 'ref', ['ArrowDown', 'ArrowUp', 'Enter'], 'ref'],
  ])('%s', (_, text, keys, tag) => {
    const { field, onadd } = open([]);
    type(field, text, ...keys);
    expect([onadd.mock.calls, field.value]).toEqual([[[tag]], '']);
  });

  it('adds nothing for nothing', () => {
    const { field, onadd } = open([]);
    type(field, '  ', 'Enter');
    expect(onadd).not.toHaveBeenCalled();
  });

  it('takes the last tag away with Backspace, but only in an empty field', () => {
    const { field, onremove } = open(['a', 'b']);
    type(field, 'x', 'Backspace');
    expect(onremove).not.toHaveBeenCalled();
    type(field, '', 'Backspace');
    expect(onremove).toHaveBeenCalledWith('b');
  });

  it('marks in a tag what was searched for, and shows the others as they are', () => {
    open(['<b>big</b> deal', 'big'], [{ text: '<b>big</b> deal', found: [{ start: 3, end: 6 }] }]);
    const tags = [...document.querySelectorAll('[data-testid="tag"]')];
    expect(tags.map((tag) => [tag.textContent, tag.querySelector('mark')?.textContent, tag.querySelector('b')])).toEqual([['<b>big</b> deal', 'big', null], ['big', undefined, null]]);
  });

  it('filters by a pressed tag', () => {
    const { onfilter } = open(['a', 'b']);
    find('tag')?.click();
    expect(onfilter).toHaveBeenCalledWith('a');
  });
});
