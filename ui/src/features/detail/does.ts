// What can be done from the detail pane; the window knows how.
import type { Call } from '$ipc';

export interface DetailDoes {
  close: () => void;
  step: (step: 1 | -1) => void;
  /** Another call of the same number was pressed. */
  open: (call: Call) => void;
  filterPhone: (number: string) => void;
  /** Every call with this number, whatever is filtered now. */
  allOfPhone: (number: string) => void;
  filterAgent: (id: string) => void;
  filterTag: (tag: string) => void;
  star: (id: string) => void;
  reviewed: (id: string) => void;
  reviewedNext: (id: string) => void;
  addTag: (id: string, tag: string) => void;
  removeTag: (id: string, tag: string) => void;
  readTags: () => void;
  /** Null goes back to the server's name. */
  renameAgent: (id: string, alias: string | null) => Promise<boolean>;
}
