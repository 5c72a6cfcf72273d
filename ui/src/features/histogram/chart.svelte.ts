// The state of the histogram: its buckets, which of them are in view, and what a drag is doing.
import type { Histogram } from '$ipc';
import { recall, remember } from '$shared/state/storage';
import { between, chosenStretch, closest, edgeMoved, instantsOf, isWhole, moved, positionOf, viewOf, withEdge, zoomed, type Edge, type Stretch } from './brush';
import { bucketsOf, type Bucket, type Unit } from './buckets';

/** What the chart is told, and whom it tells. */
export interface Source {
  histogram: Histogram | null;
  /** The chosen time: its first instant, and the one at which it is over. */
  from: Date | null;
  to: Date | null;
  onchoose: (start: Date, end: Date) => void;
  onclear: () => void;
  /** Everything before an instant, or from it on. */
  onbeyond: (side: Beyond, edge: Date) => void;
}

/** Where calls lie that are too far away to be drawn. */
export type Beyond = 'earlier' | 'later';

type Drag = { kind: 'new'; anchor: number } | { kind: Edge } | { kind: 'move'; anchor: number; origin: Stretch };

const zoomStep = 0.6;

export class Chart {
  open = $state(recall('histogram') !== 'closed');
  drag = $state.raw<Drag | null>(null);
  /** The stretch in view as instants: it stays when other filters change the buckets. */
  #zoom = $state.raw<[Date, Date] | null>(null);
  #source: () => Source;

  readonly buckets: readonly Bucket[] = $derived.by(() => {
    const { histogram } = this.#source();
    return histogram ? bucketsOf(histogram) : [];
  });
  readonly unit: Unit = $derived.by(() => this.#source().histogram?.unit ?? 'day');
  readonly chosen: Stretch | null = $derived.by(() => chosenStretch(this.buckets, this.#source().from, this.#source().to));
  readonly whole: Stretch = $derived({ lo: 0, hi: this.buckets.length });
  readonly view: Stretch = $derived.by(() => this.#viewIn(this.buckets));
  readonly isZoomed = $derived(!isWhole(this.view, this.buckets.length));
  readonly canZoomIn = $derived(this.view.hi - this.view.lo > closest);

  constructor(source: () => Source) {
    this.#source = source;
  }

  fold(): void {
    this.open = !this.open;
    remember('histogram', this.open ? 'open' : 'closed');
  }

  #viewIn(buckets: readonly Bucket[]): Stretch {
    if (this.#zoom === null || buckets.length === 0) return { lo: 0, hi: buckets.length };
    const [lo, hi] = [Math.floor(positionOf(buckets, this.#zoom[0])), Math.ceil(positionOf(buckets, this.#zoom[1]))];
    // The other filters may have left nothing where the view was.
    return hi - lo < 1 ? { lo: 0, hi: buckets.length } : { lo, hi };
  }

  #look(view: Stretch): void {
    this.#zoom = isWhole(view, this.buckets.length) ? null : instantsOf(this.buckets, view);
  }

  /** Zooms around a position, or towards what is chosen. */
  zoom(direction: 'in' | 'out', around?: number): void {
    const { chosen, view, buckets } = this;
    if (direction === 'in' && around === undefined && chosen && !this.isZoomed) return this.#look(viewOf(chosen, buckets.length));
    const middle = around ?? (view.lo + view.hi) / 2;
    this.#look(zoomed(view, direction === 'in' ? zoomStep : 1 / zoomStep, middle, buckets.length));
  }

  /** Moves the view along by a number of buckets. */
  pan(steps: number): void {
    this.#look(moved(this.view, steps, this.buckets.length));
  }

  showAll(): void {
    this.#zoom = null;
  }

  /** Chooses a stretch; all of the time is the same as no choice. */
  choose(stretch: Stretch): void {
    if (isWhole(stretch, this.buckets.length)) return this.clear();
    const instants = instantsOf(this.buckets, stretch);
    if (instants) this.#source().onchoose(...instants);
  }

  clear(): void {
    this.drag = null;
    if (this.chosen) this.#source().onclear();
  }

  /** Calls that lie so far away from all others that the bars leave them out. */
  beyond(side: Beyond): number {
    return this.#source().histogram?.[side] ?? 0;
  }

  chooseBeyond(side: Beyond): void {
    const edge = side === 'earlier' ? this.buckets[0]?.start : this.buckets.at(-1)?.end;
    if (edge) this.#source().onbeyond(side, edge);
  }

  /** A press: on an edge it drags the edge, inside the stretch it moves it, elsewhere it draws anew. */
  press(position: number, edge: Edge | null): void {
    const { chosen } = this;
    const anchor = this.#bucketAt(position);
    if (edge) this.drag = { kind: edge };
    else if (chosen && position > chosen.lo && position < chosen.hi) this.drag = { kind: 'move', anchor, origin: chosen };
    else this.drag = { kind: 'new', anchor };
  }

  pull(position: number): void {
    const { drag, chosen } = this;
    if (!drag) return;
    const at = this.#bucketAt(position);
    if (drag.kind === 'new') this.choose(between(drag.anchor, at));
    else if (drag.kind === 'move') {
      if (at !== drag.anchor) this.choose(moved(drag.origin, at - drag.anchor, this.buckets.length));
    } else if (chosen) this.choose(withEdge(chosen, drag.kind, position, this.buckets.length));
  }

  /** The end of a press; one that went nowhere chooses the bucket it was on. */
  release(position: number): void {
    const { drag } = this;
    this.drag = null;
    const at = this.#bucketAt(position);
    if (drag && 'anchor' in drag && drag.anchor === at) this.choose(between(at, at));
  }

  nudge(edge: Edge, steps: number): void {
    this.choose(edgeMoved(this.chosen ?? this.whole, edge, steps, this.buckets.length));
  }

  shift(steps: number): void {
    if (this.chosen) this.choose(moved(this.chosen, steps, this.buckets.length));
  }

  #bucketAt(position: number): number {
    return Math.min(this.buckets.length - 1, Math.max(0, Math.floor(position)));
  }
}
