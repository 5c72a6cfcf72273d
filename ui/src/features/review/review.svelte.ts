// Stars, review marks and tags: changed on screen at once, written one after the other, taken
// back where writing fails. What is on screen is what is known plus what is still being written.
import { addTag, listTags, removeTag, setReviewed, setStarred, toErrorBody, undoReview, type ErrorBody, type Marks, type QueryAnswer, type TagCount, type UndoNote } from '$ipc';
import { SvelteMap } from 'svelte/reactivity';
import type { Toasts } from '$shared/state/toasts.svelte';
import { UndoSteps } from '$shared/state/undo';
import { text } from '$shared/text';
import { errorToast } from '$shared/text/words';

export const noMarks: Marks = { starred: false, reviewed: false, noted: false, tags: [] };

const sameTag = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
export const hasTag = (tags: readonly string[], tag: string) => tags.some((other) => sameTag(other, tag));

function sameMarks(a: Marks | undefined, b: Marks): boolean {
  const sameTags = a?.tags.length === b.tags.length && a.tags.every((tag, index) => tag === b.tags[index]);
  return sameTags && a.starred === b.starred && a.reviewed === b.reviewed && a.noted === b.noted;
}

/** The toast that tells of changes that failed. */
const failedKind = 'review-failed';

/** A change on its way: to which calls, what it does to their marks, and how it is written. */
interface Change {
  ids: readonly string[];
  apply: (marks: Marks) => Marks;
  /** What it changes: a later change of the same settles an earlier one. */
  kind: string;
  write: (ids: readonly string[]) => Promise<UndoNote>;
  /** Says nothing when it worked: the change is seen where it was made. */
  quiet: boolean;
}

/** Looked up by every row; there may be thousands of calls. */
type Pending = Change & { holds: ReadonlySet<string> };

export class ReviewState {
  /** Every tag in use, by frequency; for completion. */
  tags = $state.raw<readonly TagCount[]>([]);
  #known = new SvelteMap<string, Marks>();
  #pending = $state.raw<readonly Pending[]>([]);
  #queue: Promise<unknown> = Promise.resolve();
  /** Changes that were not written, while trying again is offered. */
  #failed: readonly Change[] = [];
  #toasts: Toasts;
  #profile: string;

  #steps: UndoSteps;

  constructor(toasts: Toasts, profile: string, steps = new UndoSteps(toasts)) {
    this.#toasts = toasts;
    this.#profile = profile;
    this.#steps = steps;
  }

  /** Takes in what the store says about calls on screen. */
  learn(marks: Iterable<readonly [id: string, marks: Marks]>): void {
    for (const [id, known] of marks) {
      // Each answer tells them anew, and rows that show them already need not be looked through.
      if (!sameMarks(this.#known.get(id), known)) this.#known.set(id, known);
    }
  }

  /** Rows come with their marks, which are then known to everybody. */
  learnRows({ calls, marks }: QueryAnswer): void {
    this.learn(calls.flatMap(({ id }, index) => (marks[index] ? [[id, marks[index]] as const] : [])));
  }

  /** The marks of a call as they are to be shown. */
  marksOf(id: string | null): Marks {
    if (id === null) return noMarks;
    return this.#pending.reduce((marks, change) => (change.holds.has(id) ? change.apply(marks) : marks), this.#known.get(id) ?? noMarks);
  }

  setStarred(ids: readonly string[], starred: boolean, quiet = false): Promise<void> {
    return this.#change({ ids, quiet, apply: (marks) => ({ ...marks, starred }), kind: 'setStarred', write: (those) => setStarred(this.#profile, [...those], starred) });
  }

  setReviewed(ids: readonly string[], reviewed: boolean, quiet = false): Promise<void> {
    return this.#change({ ids, quiet, apply: (marks) => ({ ...marks, reviewed }), kind: 'setReviewed', write: (those) => setReviewed(this.#profile, [...those], reviewed) });
  }

  addTag(ids: readonly string[], tag: string, quiet = false): Promise<void> {
    const apply = (marks: Marks) => (hasTag(marks.tags, tag) ? marks : { ...marks, tags: [...marks.tags, tag] });
    return this.#change({ ids, quiet, apply, kind: `tag ${tag.toLowerCase()}`, write: (those) => addTag(this.#profile, [...those], tag) });
  }

  removeTag(ids: readonly string[], tag: string, quiet = false): Promise<void> {
    const apply = (marks: Marks) => ({ ...marks, tags: marks.tags.filter((other) => !sameTag(other, tag)) });
    return this.#change({ ids, quiet, apply, kind: `tag ${tag.toLowerCase()}`, write: (those) => removeTag(this.#profile, [...those], tag) });
  }

  /** A star on all of them, or on none when all have one already. */
  toggleStarred(ids: readonly string[], quiet = false): Promise<void> {
    return this.setStarred(ids, !ids.every((id) => this.marksOf(id).starred), quiet);
  }

  toggleReviewed(ids: readonly string[], quiet = false): Promise<void> {
    return this.setReviewed(ids, !ids.every((id) => this.marksOf(id).reviewed), quiet);
  }

  /** Takes the latest change back; pressed again, the one before it. */
  undo(): Promise<void> {
    this.#toasts.dismissKind('undo');
    return this.#inTurn(async () => {
      try {
        const undone = await undoReview(this.#profile);
        this.#steps.unmarked();
        const words = undone ? text.review.undone(text.review.did[undone.what](undone.calls, undone.tag ?? '')) : text.review.nothingToUndo;
        this.#toasts.show({ kind: 'undone', text: words, tone: 'plain', action: null, for_ms: 4000 });
      } catch (thrown) {
        this.#toasts.show({ kind: 'undo-failed', ...errorToast(toErrorBody(thrown), text.review.failed), action: { label: text.common.retry, run: () => void this.undo() }, for_ms: 20_000 });
      }
    });
  }

  /** Writes what is waiting, and once more what failed; resolves to whether nothing is left. */
  async saveAll(): Promise<boolean> {
    if (this.#offered) await this.#again();
    await this.#queue;
    return !this.#offered;
  }

  /** Reads the tags in use again. A failure leaves the old completion. */
  async refreshTags(): Promise<void> {
    this.tags = await listTags().catch(() => this.tags);
  }

  #change(change: Change): Promise<void> {
    if (change.ids.length === 0) return Promise.resolve();
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed
    const pending = { ...change, holds: new Set(change.ids) };
    this.#pending = [...this.#pending, pending];
    // The toast of an older change would now undo this one.
    this.#toasts.dismissKind('undo');
    this.#settle(change);
    return this.#inTurn(() => this.#write(pending));
  }

  async #write(change: Pending): Promise<void> {
    try {
      const note = await change.write(change.ids);
      if (note.calls > 0) this.#steps.marked();
      this.learn(change.ids.map((id) => [id, change.apply(this.#known.get(id) ?? noMarks)] as const));
      if (!change.quiet) this.#offerUndo(note);
    } catch (thrown) {
      this.#fail(change, toErrorBody(thrown));
    }
    this.#pending = this.#pending.filter((other) => other !== change);
  }

  /** Two changes of one call must arrive in the order in which they were made. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(work);
    this.#queue = turn;
    return turn;
  }

  #offerUndo(note: UndoNote): void {
    if (note.calls === 0) return;
    const words = text.review.did[note.what](note.calls, note.tag ?? '');
    this.#toasts.show({ kind: 'undo', text: words, tone: 'plain', action: { label: text.review.undo, run: () => void this.undo() } });
  }

  /** Whether trying again is offered: what the person let go is not done any more. */
  get #offered(): boolean {
    return this.#toasts.shown.some(({ kind }) => kind === failedKind);
  }

  #fail(change: Change, error: ErrorBody): void {
    this.#failed = [...(this.#offered ? this.#failed : []), change];
    const count = this.#failed.length;
    const words = (why: string) => (count === 1 ? text.review.failed(why) : text.review.failedMany(count, why));
    this.#toasts.show({ kind: failedKind, ...errorToast(error, words), action: { label: text.common.retry, run: () => void this.#again() }, for_ms: 20_000 });
  }

  async #again(): Promise<void> {
    const failed = this.#failed;
    this.#failed = [];
    this.#toasts.dismissKind(failedKind);
    await Promise.all(failed.map((change) => this.#change(change)));
  }

  /** A failed change must not come back over a later one. */
  #settle({ kind, ids }: Change): void {
    const before = this.#failed.length;
    this.#failed = this.#failed
      .map((failed) => (failed.kind === kind ? { ...failed, ids: failed.ids.filter((id) => !ids.includes(id)) } : failed))
      .filter((failed) => failed.ids.length > 0);
    if (before > 0 && this.#failed.length === 0) this.#toasts.dismissKind(failedKind);
  }
}
