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
    // False asks no more of `removed` than leaving it out.
    const none = field === 'removed' && value === false;
    const empty = none || value === undefined || value === null || value === '' || (isList(value) && value.length === 0);
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

/** The order of a list that nobody ordered. */
const newestFirst = '-created_at';
const orderOf = ({ sort }: ListRequest) => sort || newestFirst;

/** What a view keeps of a request: the filter and the order, not the page. */
export function keptRequest(request: ListRequest): Record<string, unknown> {
  return { ...plainRequest(request), ...(orderOf(request) !== newestFirst && { sort: request.sort }) };
}

/** The same calls in the same order. */
export function sameView(a: ListRequest, b: ListRequest): boolean {
  return sameRequest(a, b) && orderOf(a) === orderOf(b);
}
