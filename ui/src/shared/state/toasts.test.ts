// Messages that go by themselves, but not while somebody reaches for them.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts, type NewToast } from './toasts.svelte';

const toast = (kind: string, more: Partial<NewToast> = {}): NewToast => ({ kind, text: kind, tone: 'plain', action: null, ...more });
const kinds = (toasts: Toasts) => toasts.shown.map(({ kind }) => kind);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('go after eight seconds', () => {
  const toasts = new Toasts();
  toasts.show(toast('a'));
  vi.advanceTimersByTime(7999);
  expect(kinds(toasts)).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(kinds(toasts)).toEqual([]);
});

it('stay while they are held, and get their time again', () => {
  const toasts = new Toasts();
  toasts.show(toast('a'));
  vi.advanceTimersByTime(7000);
  toasts.hold();
  vi.advanceTimersByTime(60_000);
  toasts.release();
  vi.advanceTimersByTime(7999);
  expect(kinds(toasts)).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(kinds(toasts)).toEqual([]);
});

it('of one kind take each other’s place, and its timer', () => {
  const toasts = new Toasts();
  toasts.show(toast('a'));
  vi.advanceTimersByTime(5000);
  toasts.show(toast('a', { text: 'newer' }));
  vi.advanceTimersByTime(5000);
  expect(toasts.shown.map(({ text }) => text)).toEqual(['newer']);
});

it('are three at most, the latest', () => {
  const toasts = new Toasts();
  for (const kind of 'abcde') toasts.show(toast(kind));
  expect(kinds(toasts)).toEqual(['c', 'd', 'e']);
});
