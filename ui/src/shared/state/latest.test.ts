// Only the newest question's answer counts.
import { expect, it } from 'vitest';
import { latestOnly, stale } from './latest';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => [resolve, reject] = [yes, no]);
  return { promise, resolve, reject };
}

it('drops an answer that a newer question has overtaken', async () => {
  const ask = latestOnly();
  const [first, second] = [deferred<string>(), deferred<string>()];
  const answers = Promise.all([ask(() => first.promise), ask(() => second.promise)]);
  second.resolve('new');
  first.resolve('old');
  expect(await answers).toEqual([stale, 'new']);
});

it('drops a failure that a newer question has overtaken', async () => {
  const ask = latestOnly();
  const first = deferred<string>();
  const old = ask(() => first.promise);
  const fresh = ask(() => Promise.resolve('new'));
  first.reject(new Error('late'));
  expect([await old, await fresh]).toEqual([stale, 'new']);
});

it('passes on the failure of the newest question', async () => {
  await expect(latestOnly()(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
