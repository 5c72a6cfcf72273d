// When two requests ask for the same calls, however they are written.
import type { ListRequest } from '$ipc';

/** Fields with a list form: one value and a list of one are the same question. */
const lists = { status: 'statuses', agent_id: 'agent_ids', sentiment: 'sentiments' } as const;
/** How an answer is cut and ordered does not change what is asked. */
const aside = new Set(['limit', 'offset', 'sort']);

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** The filter of a request in one way of writing it. */
export function plainRequest(request: ListRequest): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(request)) {
    const empty = value === undefined || value === null || value === '' || (isList(value) && value.length === 0);
    if (empty || aside.has(field)) continue;
    const list = Object.hasOwn(lists, field) ? lists[field as keyof typeof lists] : undefined;
    if (list) plain[list] = [...(isList(plain[list]) ? plain[list] : []), ...(isList(value) ? value : [value])];
    else if (isList(value)) plain[field] = [...(isList(plain[field]) ? plain[field] : []), ...value].sort();
    else plain[field] = value;
  }
  return plain;
}

const keyOf = (request: ListRequest) => JSON.stringify(Object.entries(plainRequest(request)).sort(([a], [b]) => (a < b ? -1 : 1)));

export function sameRequest(a: ListRequest, b: ListRequest): boolean {
  return keyOf(a) === keyOf(b);
}

/** True when every call is asked for. */
export function asksForAll(request: ListRequest): boolean {
  return Object.keys(plainRequest(request)).length === 0;
}
