// Drawing the bars, and a wheel that does not scroll.

/** Below this width the gap between bars would eat them. */
const gapFrom_px = 3;
/** A wider bar is no bar any more, but a block: few bars stand in the middle of their room. */
const widest_px = 64;

const gapOf = (bar_px: number) => (bar_px >= 12 ? 2 : bar_px >= gapFrom_px ? 1 : 0);

/** From where the room of a bar begins to the bar. */
export const asideOf = (bar_px: number): number => Math.max(0, (bar_px - gapOf(bar_px) - widest_px) / 2);

/** All bars as one SVG path, from the left; a bar with calls is at least one pixel high. */
export function barsPath(counts: readonly number[], highest: number, bar_px: number, height_px: number): string {
  const aside = asideOf(bar_px);
  const width = Math.max(0.5, bar_px - gapOf(bar_px) - 2 * aside);
  const room = Math.max(0, height_px - 4);
  return counts
    .map((count, index) => {
      if (count === 0) return '';
      const height = Math.max(1, (count / highest) * room);
      const [x, y] = [(index * bar_px + aside).toFixed(2), (height_px - height).toFixed(2)];
      return `M${x} ${height_px}V${y}h${width.toFixed(2)}V${height_px}z`;
    })
    .join('');
}

/** Listens to the wheel in a way that may keep the page from scrolling. */
export const onWheel = (handle: (event: WheelEvent) => void) => (element: HTMLElement) => {
  const listen = (event: WheelEvent) => {
    event.preventDefault();
    handle(event);
  };
  element.addEventListener('wheel', listen, { passive: false });
  return () => element.removeEventListener('wheel', listen);
};
