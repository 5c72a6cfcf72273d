// The calls chosen to be worked on together: one by one, by a range, or all on a page. They stay
// chosen over pages and filters until they are let go.
import { SvelteSet } from 'svelte/reactivity';

/** So many are chosen at once at most; each is fetched with its marks. */
export const selectedAtMost = 10_000;

export class Selection {
  readonly ids = new SvelteSet<string>();
  /** Where a range begins: the last call chosen by itself. */
  #anchor: string | null = null;

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.#anchor = id;
  }

  /** Adds all from the last one chosen to this one, in the order of the page. */
  extendTo(id: string, page: readonly string[]): void {
    const [from, to] = [page.indexOf(this.#anchor ?? id), page.indexOf(id)];
    if (to === -1) return;
    // The anchor may be on another page.
    const [first, last] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    for (const between of page.slice(first, last + 1)) this.ids.add(between);
    if (from === -1 || this.#anchor === null) this.#anchor = id;
  }

  /** One step of a range made by keys: onwards adds a call, back towards where it began lets one go. */
  stretch(from: string, to: string, page: readonly string[]): void {
    if (!this.ids.has(from)) this.toggle(from);
    const fromStart = (id: string) => Math.abs(page.indexOf(id) - page.indexOf(this.#anchor ?? from));
    if (this.ids.has(to) && fromStart(to) < fromStart(from)) this.ids.delete(from);
    else this.ids.add(to);
  }

  /** How much of a page is chosen. */
  on(page: readonly string[]): 'none' | 'some' | 'all' {
    const chosen = page.filter((id) => this.ids.has(id)).length;
    if (chosen === 0) return 'none';
    return chosen === page.length ? 'all' : 'some';
  }

  /** Chooses the whole page, or lets go of it when it is chosen already. */
  togglePage(page: readonly string[]): void {
    const all = this.on(page) === 'all';
    for (const id of page) {
      if (all) this.ids.delete(id);
      else this.ids.add(id);
    }
  }

  /** Adds calls that need not be on a page. */
  add(ids: readonly string[]): void {
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = null;
  }
}
