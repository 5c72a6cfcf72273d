// Work that may wait for the next picture, and needs doing only once before it.

/** A window that is not painted has no frames; then this long is waited instead. */
const withoutFrames_ms = 50;

/** Gives a function that runs `work` once before the next frame, however often it is called. */
export function oncePerFrame(work: () => void): () => void {
  let due = false;
  const run = () => {
    if (!due) return;
    due = false;
    work();
  };
  return () => {
    if (due) return;
    due = true;
    requestAnimationFrame(run);
    setTimeout(run, withoutFrames_ms);
  };
}
