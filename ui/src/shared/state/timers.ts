// Timers by name: starting one again puts it off.

export class Timers<K> {
  #running = new Map<K, { timer: ReturnType<typeof setTimeout>; after_ms: number; run: () => void }>();

  start(key: K, after_ms: number, run: () => void): void {
    this.stop(key);
    const timer = setTimeout(() => {
      this.#running.delete(key);
      run();
    }, after_ms);
    this.#running.set(key, { timer, after_ms, run });
  }

  stop(key: K): void {
    clearTimeout(this.#running.get(key)?.timer);
    this.#running.delete(key);
  }

  /** All stand still, until `resume`. */
  pause(): void {
    for (const { timer } of this.#running.values()) clearTimeout(timer);
  }

  /** All begin again, each with its whole time. */
  resume(): void {
    for (const [key, { after_ms, run }] of [...this.#running]) this.start(key, after_ms, run);
  }
}
