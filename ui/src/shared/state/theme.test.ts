import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as ipc from '$ipc';
import { chooseTheme, startTheme } from './theme';

vi.mock('$ipc', async (original) => ({ ...(await original<typeof ipc>()) }));

beforeEach(() => vi.spyOn(ipc, 'frameTheme').mockResolvedValue(null));
afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

it('the frame takes each theme that is chosen, and the page as well', () => {
  chooseTheme('dark');
  chooseTheme('system');
  expect(vi.mocked(ipc.frameTheme).mock.calls).toEqual([['dark'], ['system']]);
  expect(document.documentElement.dataset['theme']).toBeUndefined();
});

it('at a start the frame is told only what the system would not do', () => {
  startTheme();
  expect(ipc.frameTheme).not.toHaveBeenCalled();
  localStorage.setItem('offhook.theme', 'light');
  startTheme();
  expect(vi.mocked(ipc.frameTheme).mock.calls).toEqual([['light']]);
  expect(document.documentElement.dataset['theme']).toBe('light');
});
