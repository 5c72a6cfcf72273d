// Answers that arrive out of order: only the newest question's answer counts.

/** Marks an answer that a newer question has made worthless. */
export const stale: unique symbol = Symbol('stale');

/** A guard around one kind of question; an older answer or failure comes back as `stale`. */
export function latestOnly() {
  let newest = 0;
  return async function ask<T>(question: () => Promise<T>): Promise<T | typeof stale> {
    newest += 1;
    const mine = newest;
    try {
      const answer = await question();
      return mine === newest ? answer : stale;
    } catch (thrown) {
      if (mine !== newest) return stale;
      throw thrown;
    }
  };
}
