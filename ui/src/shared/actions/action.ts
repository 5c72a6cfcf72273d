// What a person can do in the window, as data: the palette, the keys and the list of keys read
// the same declarations.

/** Where an action is listed. */
export const actionGroups = ['calls', 'review', 'views', 'window'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  /** Stays the same between versions: the palette remembers recent ones by it. */
  id: string;
  group: ActionGroup;
  name: string;
  /** The name where it is clear what is done, as after "g". */
  short?: string;
  /** Such as "j", "g r" (one after the other) or "Mod+k" (Ctrl, or Command on a Mac). */
  keys: readonly string[];
  /** Has a key but no place in the palette, where it would make no sense. */
  keysOnly?: boolean;
  /** One of a kind of which there may be many: the palette lists only the first few until one is asked for. */
  series?: string;
  run: () => void;
}
