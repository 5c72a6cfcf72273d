// The search box under the keys of a person in a hurry.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import SearchBox from './SearchBox.svelte';

const mounted: ReturnType<typeof mount>[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

const vocabulary = { statuses: [{ value: 'failed' }, { value: 'busy' }], agents: [], sentiments: [], tags: [] };

function show(query: string) {
  const told: string[] = [];
  mounted.push(mount(SearchBox, { target: document.body, props: { query, vocabulary, onquery: (next: string) => told.push(next), ondone: () => told.push('done') } }));
  flushSync();
  const input = document.querySelector<HTMLInputElement>('[data-testid="search-input"]') as HTMLInputElement;
  const press = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    input.dispatchEvent(event);
    flushSync();
    return event;
  };
  const type = (text: string) => {
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  };
  const offered = () => [...document.querySelectorAll('[data-testid="search-suggestion"]')].map((option) => option.querySelector('bdi')?.textContent);
  return { told, input, press, type, offered };
}

it('every key press is told', () => {
  const { told, type } = show('');
  for (const text of ['r', 're', 'ref']) type(text);
  expect(told).toEqual(['r', 're', 'ref']);
});

describe('suggestions', () => {
  it('are taken by arrow and Enter, and never by Enter alone', () => {
    const { told, type, press, offered } = show('status:');
    type('status:');
    expect(offered()).toEqual(['status:failed', 'status:busy']);
    press('Enter');
    expect([offered(), told]).toEqual([[], ['status:', 'done']]);
    type('status:');
    press('ArrowDown');
    press('ArrowDown');
    press('Enter');
    expect(told.at(-1)).toBe('status:busy ');
  });

  it('close on Esc, which then means nothing else; the next Esc is the window’s', () => {
    const { type, press, offered } = show('status:');
    type('status:');
    expect(press('Escape').defaultPrevented).toBe(true);
    expect([offered(), press('Escape').defaultPrevented]).toEqual([[], false]);
  });

  it('are all fields for who asks with the arrow in an empty box', () => {
    const { press, offered } = show('');
    press('ArrowDown');
    expect(offered()).toContain('agent:');
  });

  it('leave no popover behind that would keep the keys from the window', () => {
    show('');
    expect(document.querySelector('.popover')).toBeNull();
  });
});
