// Every key of the window, by name: none can go missing unnoticed, neither from the actions nor from
// the list that a person is shown.
import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import KeysDialog from '$features/keys/KeysDialog.svelte';
import { keyCaps } from '$shared/actions/keycaps';
import { actionsOf } from './actions';
import { Workspace } from './workspace.svelte';

const named: [keys: string, id: string][] = [
  ['j', 'next'], ['ArrowDown', 'next'], ['k', 'previous'], ['ArrowUp', 'previous'], ['Shift+j', 'select-next'], ['Shift+ArrowDown', 'select-next'], ['Shift+k', 'select-previous'], ['Shift+ArrowUp', 'select-previous'],
  ['Home', 'first'], ['End', 'last'], ['Enter', 'open'], ['Escape', 'back'], [']', 'next-page'], ['[', 'previous-page'], ['/', 'search'], ['Mod+f', 'search'],
  ['r', 'reviewed-next'], ['s', 'star'], ['t', 'tag'], ['n', 'note'], ['x', 'select'], ['Mod+a', 'select-page'], ['Mod+c', 'copy-table'], ['Mod+z', 'undo'],
  ['g a', 'view-all'], ['g r', 'view-review'], ['g n', 'view-negative'], ['g m', 'view-missed'], ['g l', 'view-long'], ['g s', 'view-starred'], ['g i', 'insights'],
  ['e', 'export'], ['Mod+p', 'print'], ['Mod+k', 'palette'], ['Mod+,', 'settings'], ['?', 'keys'],
];

const actions = () => actionsOf(new Workspace('default'), { open: () => undefined, exportCalls: () => undefined, screen: 'calls', show: () => undefined });

it.each(named)('%s is the key of %s', (keys, id) => expect(actions().find((action) => action.keys.includes(keys))?.id).toBe(id));

describe('the list of keys', () => {
  /** Each line as "name: caps". */
  function listed(): string[] {
    HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) { this.open = true; };
    const dialog = mount(KeysDialog, { target: document.body, props: { actions: actions(), onclose: () => undefined } });
    flushSync();
    const lines = [...document.querySelectorAll('dl > div')].map((line) => `${line.querySelector('dt')?.textContent}: ${[...line.querySelectorAll('.combination')].map((keys) => [...keys.children].map((cap) => cap.textContent).join('+')).join(' ')}`);
    void unmount(dialog);
    document.body.replaceChildren();
    return lines;
  }

  it('shows every one of them', () => {
    const lines = listed();
    for (const action of actions().filter(({ keys }) => keys.length > 0)) {
      for (const keys of action.keys) expect(lines.some((line) => line.startsWith(`${action.name}: `) && line.includes(keyCaps(keys).join('+')))).toBe(true);
    }
  });

  it('and those of a row, a saved view, the chart and a column', () => {
    expect(listed()).toEqual(expect.arrayContaining([
      'Select or unselect the call: X Space', 'Rename: F2', 'Delete: Del', 'Move up: Alt+↑', 'Move down: Alt+↓',
      'Move the edge: ← →', 'Move it far: Page ↑ Page ↓ Home End', 'Move both edges: Shift+← Shift+→', 'Zoom: + −', 'Clear the dates: Esc', 'Narrower or wider: ← →', 'Another column: ↑ ↓', 'The width that fits: Enter',
    ]));
  });

  it('has the caps of a Mac on a Mac', () => {
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
    expect(['Mod+f', 'Alt+ArrowUp', 'Shift+j', 'Delete'].map((keys) => keyCaps(keys).join(' '))).toEqual(['⌘ F', '⌥ ↑', '⇧ J', '⌫']);
    vi.restoreAllMocks();
  });
});
