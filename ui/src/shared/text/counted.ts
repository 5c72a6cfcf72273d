// A count with its noun, for the catalogues: "1 call", "2,345 calls".
import { formatCount } from '../format/number';

/** Enough for languages with one singular and one plural. */
export function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** What there is any of, as a list: "1 star, 2 notes". */
export function listed(...counts: [count: number, one: string, many: string][]): string {
  return counts.filter(([count]) => count > 0).map((one) => counted(...one)).join(', ');
}
