// Where the focus is, for whatever must not lose it.

const places = {
  grid: '[role="grid"]',
  pane: '[data-testid="detail-pane"]',
  bar: '[data-testid="selection-bar"]',
};

/** "nothing": what had the focus has gone, or nothing had it yet. */
export function focusIn(place: keyof typeof places | 'nothing'): boolean {
  const { activeElement } = document;
  if (place === 'nothing') return activeElement === null || activeElement === document.body;
  return Boolean(activeElement?.closest(places[place]));
}
