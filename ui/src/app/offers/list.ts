// The palette's entries about which calls are listed, and how many at a time.
import { pageSizes, type Sort } from '$features/calls/shown';
import type { Action } from '$shared/actions/action';
import { text } from '$shared/text';
import type { Workspace } from '../workspace.svelte';
import { isThere, offerIn, press } from './offer';

const offer = offerIn('calls');

/** What holds for the figures as for the list. */
export function filterOffers({ filters }: Workspace): Action[] {
  return [
    ...offer(filters.active, 'filters-clear', text.filters.clearAll, () => filters.clear()),
    ...offer(filters.reversed, 'dates-swap', text.empty.swapDates, () => filters.swapDates()),
    ...offer(isThere('histogram-whole'), 'chart-whole', `${text.histogram.label}: ${text.histogram.whole}`, () => void press('histogram-whole')),
  ];
}

export function listOffers({ list, page }: Workspace): Action[] {
  const sorts = Object.entries(text.verbs.sorted) as [Sort, string][];
  return [
    ...offer(list.news !== null, 'news', `${text.table.newCalls(list.news ?? 0)}: ${text.table.show}`, () => void list.showNews()),
    ...sorts.flatMap(([sort, name]) => offer(page.length > 1 && sort !== list.sort, `sort-${sort}`, name, () => void list.setSort(sort))),
    ...pageSizes.flatMap((size) => offer(size !== list.pageSize, `page-size-${size}`, `${text.pager.size}: ${size}`, () => void list.setPageSize(size))),
  ];
}
