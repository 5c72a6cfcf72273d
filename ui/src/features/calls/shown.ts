// What the list shows: a page of rows, how many at a time, and in which order.
import type { Call, FoundElsewhere, Marks, Phones, Range } from '$ipc';

const sorts = ['-created_at', 'created_at', '-duration', 'duration'] as const;
export type Sort = (typeof sorts)[number];
export const newestFirst: Sort = '-created_at';
export const pageSizes = [25, 50, 100] as const;

/** The order of that name; any other name is none. */
export const sortNamed = (name: string | null | undefined): Sort => sorts.find((sort) => sort === name) ?? newestFirst;

export interface Shown {
  calls: Call[];
  /** One for each call. */
  marks: Marks[];
  /** One list for each call: where its summary matches the search. */
  highlights: Range[][];
  agentHighlights: Range[][];
  /** Where else each call matches it. */
  elsewhere: FoundElsewhere[];
  /** How their numbers read. */
  phones: Phones;
  total: number;
  offset: number;
  hasMore: boolean;
  /** The filter in words. */
  inWords: string;
}

/** More rows below the last one move none. */
export const rowsStay = (before: Call[], after: Call[]) => before.every((call, index) => call.id === after[index]?.id);
