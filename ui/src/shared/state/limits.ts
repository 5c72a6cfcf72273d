// What the review data takes, as the store has it.

/** The longest tag, name of a view or name of an agent, in characters. */
export const longestLabel = 100;
