// The agent's name as it can be changed, and the other calls with the same number.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '$ipc';
import AgentName from './AgentName.svelte';
import OtherCalls from './OtherCalls.svelte';

const store = vi.hoisted(() => ({ answer: (): Promise<unknown> => Promise.resolve(null) }));
vi.mock('$ipc', async (original) => ({ ...(await original<object>()), listCalls: () => store.answer() }));

const find = <E extends HTMLElement = HTMLElement>(testid: string) => document.querySelector<E>(`[data-testid="${testid}"]`);
let mounted: Record<string, unknown> | undefined;
afterEach(async () => {
  if (mounted) await unmount(mounted);
  document.body.replaceChildren();
});

describe('an agent', () => {
  function show(name: string, kept = true) {
    const onrename = vi.fn().mockResolvedValue(kept);
    mounted = mount(AgentName, { target: document.body, props: { agentId: 'id-1', name, serverName: 'Maya', found: null, onfilter: vi.fn(), onrename } });
    flushSync();
    return onrename;
  }

  function type(typed: string, key: string) {
    find('agent-rename')?.click();
    flushSync();
    const field = find<HTMLInputElement>('agent-alias') as HTMLInputElement;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    flushSync();
  }

  it.each([
    ['a new name is kept', 'Maya', ' Front desk ', [['Front desk']]],
    ['no name is the server’s', 'Front desk', '', [[null]]],
    ['so is the server’s own', 'Front desk', 'Maya', [[null]]],
    ['the same name asks nothing', 'Front desk', 'Front desk', []],
  ])('%s', async (_, name, typed, asked) => {
    const onrename = show(name);
    type(typed, 'Enter');
    await vi.waitFor(() => expect(find('agent-alias')).toBeNull());
    expect(onrename.mock.calls).toEqual(asked);
  });

  it('what could not be kept stays in the field, and Esc leaves it', async () => {
    const onrename = show('Maya', false);
    type('Front desk', 'Enter');
    await vi.waitFor(() => expect(onrename).toHaveBeenCalled());
    expect(find<HTMLInputElement>('agent-alias')?.value).toBe('Front desk');
    find('agent-alias')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await vi.waitFor(() => expect(find('agent-alias')).toBeNull());
  });

  it('called otherwise here says what the server calls it', () => {
    show('Front desk');
    expect(document.body.textContent).toContain('On the server: Maya');
  });
});

describe('the other calls', () => {
  const call = (id: string): Call => ({ id, created_at: '2026-03-01T10:00:00Z', call_summary: `About ${id}` });
  const props = { id: 'a', number: '+16045551234', now: new Date('2026-03-01T12:00:00Z'), onopen: vi.fn(), onall: vi.fn() };

  function show(answer: () => Promise<unknown>) {
    store.answer = answer;
    mounted = mount(OtherCalls, { target: document.body, props });
  }

  it('are those with this number but for the call itself, each a click away', async () => {
    show(() => Promise.resolve({ calls: ['a', 'b', 'c'].map(call), total: 9, has_more: true }));
    await vi.waitFor(() => expect(document.querySelectorAll('[data-testid="other-call"]')).toHaveLength(2));
    find('other-call')?.click();
    find('others-all')?.click();
    expect([props.onopen.mock.calls, props.onall.mock.calls]).toEqual([[[call('b')]], [['+16045551234']]]);
  });

  it('that are none are said to be none, and what cannot be read is said, too', async () => {
    show(() => Promise.resolve({ calls: [call('a')], total: 1, has_more: false }));
    await vi.waitFor(() => expect(document.body.textContent).toContain('No other calls with this number'));
    if (mounted) await unmount(mounted);
    show(() => Promise.reject({ code: 'cache_damaged', message: '', retryable: false }));
    await vi.waitFor(() => expect(document.body.textContent).toContain('The cache file is damaged'));
  });
});
