// What would be found without each of the filters, asked when nothing is found with all of them.
import { queryCalls } from '$ipc';
import { language } from '$shared/state/language.svelte';
import { latestOnly, stale } from '$shared/state/latest';
import { zone } from '$shared/state/zone.svelte';
import type { Chip } from './chips';
import { toRequest } from './filter';

export interface Wider {
  chip: Chip;
  /** How many calls there are without this filter; at least one. */
  calls: number;
}

/** Enough to choose from, and never a flood of questions. */
const askAtMost = 12;

async function countWithout(chip: Chip): Promise<Wider> {
  const options = { facets: false, histogram: false, zone: zone.name, language: language.code };
  const { total } = await queryCalls({ ...toRequest(chip.without), limit: 1 }, options);
  return { chip, calls: total };
}

export class Widening {
  /** Null while it is not known yet. The one that finds most comes first. */
  ways = $state.raw<Wider[] | null>(null);
  #ask = latestOnly();

  async look(chips: readonly Chip[]): Promise<void> {
    const answers = await this.#ask(() => Promise.allSettled(chips.slice(0, askAtMost).map(countWithout)));
    if (answers === stale) return;
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.calls > 0 ? [answer.value] : []));
    this.ways = found.sort((a, b) => b.calls - a.calls);
  }
}
