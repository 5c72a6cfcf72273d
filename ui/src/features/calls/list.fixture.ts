// A made-up cache for the tests of the list.
import type { Call, ListRequest, QueryAnswer, QueryOptions } from '$ipc';
import { CallListState } from './list.svelte';

export const call = (number: number): Call => ({ id: `call-${number}`, created_at: '2026-01-01T00:00:00Z' });

export function answerOf(calls: Call[], total: number, has_more = false, change: Partial<QueryAnswer> = {}): QueryAnswer {
  const marks = calls.map(() => ({ starred: false, reviewed: false, noted: false, tags: [] }));
  return { calls, total, has_more, marks, highlights: calls.map(() => []), agent_highlights: calls.map(() => []), elsewhere: [], phones: {}, in_words: 'All calls', terms: [], facets: null, histogram: null, ready: true, review_problem: null, ...change };
}

/** A cache of `total` calls, newest first, whose answers can be held back. */
export function cacheOf(total: number) {
  const cache = {
    calls: Array.from({ length: total }, (_, number) => call(number)),
    requests: [] as ListRequest[],
    options: [] as QueryOptions[],
    list: async (request: ListRequest, options: QueryOptions): Promise<QueryAnswer> => {
      cache.requests.push(request);
      cache.options.push(options);
      const [offset, limit] = [request.offset ?? 0, request.limit ?? 50];
      const page = cache.calls.slice(offset, offset + limit);
      return answerOf(page, cache.calls.length, cache.calls.length > offset + limit, { facets: options.facets ? [] : null });
    },
  };
  return cache;
}

export async function listOf(total: number) {
  const cache = cacheOf(total);
  const list = new CallListState((request, options) => cache.list(request, options));
  await list.load();
  return { cache, list };
}
