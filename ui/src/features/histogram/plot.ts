// Drawing the bars, and a wheel that does not scroll.

/** Below this width the gap between bars would eat them. */
const gapFrom_px = 3;

/** All bars as one SVG path, from the left; a bar with calls is at least one pixel high. */
export function barsPath(counts: readonly number[], highest: number, bar_px: number, height_px: number): string {
  const gap = bar_px >= 12 ? 2 : bar_px >= gapFrom_px ? 1 : 0;
  const width = Math.max(0.5, bar_px - gap);
  const room = Math.max(0, height_px - 4);
  return counts
    .map((count, index) => {
      if (count === 0) return '';
      const height = Math.max(1, (count / highest) * room);
      const [x, y] = [(index * bar_px).toFixed(2), (height_px - height).toFixed(2)];
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
