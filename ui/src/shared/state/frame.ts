// Work that follows what happens faster than pictures are drawn: at once for the first, and then
// not more than once a frame.

/** A window that is not painted has no frames; then this long is waited instead. */
const withoutFrames_ms = 50;

/** Gives a function that runs `work` now, or before the next frame when it has run in this one. */
export function oncePerFrame(work: () => void): () => void {
  /** Counts up with each frame that is waited for; 0 while none is. */
  let waited = 0;
  let frames = 0;
  let again = false;

  function run() {
    frames += 1;
    const frame = (waited = frames);
    const over = () => {
      if (waited !== frame) return;
      waited = 0;
      if (!again) return;
      again = false;
      run();
    };
    requestAnimationFrame(over);
    setTimeout(over, withoutFrames_ms);
    work();
  }

  return () => {
    if (waited === 0) run();
    else again = true;
  };
}

/** As long as two frames may take, those of a slow machine too. */
const paintedAtLast_ms = 150;

/** Runs `work` when what has changed by now is painted; where nothing is painted, soon. */
export function afterPaint(work: () => void): void {
  let isDue = true;
  const run = () => {
    if (!isDue) return;
    isDue = false;
    work();
  };
  // The second frame begins when the first has been painted; what it brings is not for `work` to delay.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
  setTimeout(run, paintedAtLast_ms);
}
