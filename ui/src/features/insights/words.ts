// What a share or a line of a chart is called, and how it is told apart from the others.
import { insightsText } from '$shared/text/insights';

interface Named {
  value: string | null;
  /** It stands for all the rarer values together. */
  others?: boolean;
}

/** Where a click leads; the rarer values are too many for a filter. */
export const helpOf = ({ others }: Named, called: string): string => (others ? insightsText.shares.othersHelp : insightsText.through(called));

export const keyOf = ({ value, others }: Named): string => (others ? 'others' : value === null ? 'none' : `value ${value}`);

export const nameOf = ({ value, others }: Named, word: (value: string) => string): string =>
  others ? insightsText.shares.others : value === null ? insightsText.shares.none : word(value);
