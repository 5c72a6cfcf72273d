// A note's tree on the page: what is drawn, and that nothing in it becomes markup. How Markdown is
// read is tested where it is: src-tauri/src/markdown.
import { flushSync, mount, unmount } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { afterEach, expect, it, vi } from 'vitest';
import type { NoteLook, Piece } from '$ipc';
import { text } from '$shared/text';
import Markdown from './Markdown.svelte';

const ipc = vi.hoisted(() => ({ readMarkdown: vi.fn<(source: string) => Promise<NoteLook>>() }));
vi.mock('$ipc', async (original) => ({ ...(await original<object>()), ...ipc }));

const piece = (kind: Piece['kind'], words: string, pieces: Piece[] = [], number = -1): Piece => ({ kind, text: words, pieces, number });
const words = (of: string) => [piece('text', of)];
const paragraph = (of: string): NoteLook => ({ pieces: [piece('paragraph', '', words(of))], cut_at: null });

let leave = () => {};
afterEach(() => leave());

const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};

/** The page of a note, which `answer` tells how to look. */
async function draw(answer: Promise<NoteLook> | NoteLook, props = { source: 'note' }): Promise<HTMLElement> {
  const target = document.createElement('div');
  ipc.readMarkdown.mockResolvedValueOnce(await answer);
  const component = mount(Markdown, { target, props });
  leave = () => void unmount(component);
  await settled();
  return target;
}

it('draws each part by an element of its own', async () => {
  const pieces = [
    piece('heading', '', words('Title'), 1),
    piece('paragraph', '', [...words('Some '), piece('strong', '', words('bold')), piece('em', '', words('slanted')), piece('del', '', words('gone')), piece('code', 'code'), piece('break', '')]),
    piece('quote', '', words('said')), piece('block', 'let a;'), piece('rule', ''),
    piece('list', '', [piece('item', '', words('three'))], 3),
    piece('list', '', [piece('item', '', words('done'), 1), piece('item', '', words('open'), 0)], 0),
    piece('table', '', [piece('row', '', [piece('cell', '', words('a'), 1)]), piece('row', '', [piece('cell', '', words('b'), 0)])]),
  ];
  const page = await draw({ pieces, cut_at: null });
  const found = (selector: string) => page.querySelector(selector)?.textContent;
  expect(['[role=heading]', 'strong', 'em', 'del', 'code', 'blockquote', 'pre', 'ol[start="3"] li', 'li.task.done', 'li.task:not(.done)', 'th', 'td'].map(found)).toEqual(['Title', 'bold', 'slanted', 'gone', 'code', 'said', 'let a;', 'three', 'done', 'open', 'a', 'b']);
  expect(page.querySelectorAll('br, hr').length).toBe(2);
});

it.each(['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', 'javascript:alert(1)', '" onclick="alert(1)'])('%s stays harmless in every part', async (hostile) => {
  const kinds: Piece['kind'][] = ['text', 'strong', 'em', 'del', 'code', 'break', 'link', 'paragraph', 'heading', 'quote', 'list', 'item', 'block', 'rule', 'table', 'row', 'cell'];
  const page = await draw({ pieces: kinds.map((kind) => piece(kind, hostile, words(hostile), 1)), cut_at: null });
  expect(page.textContent).toContain(hostile);
  expect(page.querySelectorAll('a, img, script, iframe, style, b, [onclick], [onerror], [href], [src]').length).toBe(0);
});

it('shows where a link leads', async () => {
  const page = await draw({ pieces: [piece('link', 'https://example.org/a', words('offer'))], cut_at: null });
  expect(page.querySelector('.link')?.textContent).toBe('offer');
  expect(page.querySelector('.address')?.textContent).toBe('https://example.org/a');
});

it('says how much of a long note it shows', async () => {
  expect((await draw(paragraph('all'))).querySelector('.help')).toBeNull();
  expect((await draw({ ...paragraph('a'), cut_at: 60_000 })).querySelector('.help')?.textContent).toBe(text.notes.previewCut(60_000));
});

it('keeps what it shows until the newest text is read', async () => {
  const written = new SvelteMap([['note', 'one']]);
  const page = await draw(paragraph('one'), { get source() { return written.get('note') ?? ''; } });
  const answers: ((look: NoteLook) => void)[] = [];
  ipc.readMarkdown.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  for (const source of ['two', 'three']) {
    written.set('note', source);
    flushSync();
  }
  expect(page.textContent).toContain('one');
  answers[1]?.(paragraph('three'));
  await settled();
  answers[0]?.(paragraph('two'));
  await settled();
  expect(page.querySelector('p')?.textContent).toBe('three');
});

it('says when it cannot be read', async () => {
  ipc.readMarkdown.mockReset();
  ipc.readMarkdown.mockRejectedValueOnce({ code: 'internal' });
  const target = document.createElement('div');
  const component = mount(Markdown, { target, props: { source: 'note' } });
  leave = () => void unmount(component);
  await settled();
  expect(target.textContent).toBe(text.notes.previewFailed);
  expect(target.querySelector('[data-testid="note-rendered"]')).toBeNull();
});
