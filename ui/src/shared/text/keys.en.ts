// The names of keys, and what they do where they mean something of their own.

export const keys = {
  open: 'Keyboard shortcuts', title: 'Keyboard shortcuts', enter: 'Enter', control: 'Ctrl', shift: 'Shift', space: 'Space', delete: 'Del', home: 'Home', end: 'End', pageUp: 'Page ↑', pageDown: 'Page ↓',
  saved: 'On a saved view', chart: 'On an edge of the chart', column: 'On the edge of a column',
  edge: 'Move the edge', both: 'Move both edges', far: 'Move it far', zoom: 'Zoom', width: 'Narrower or wider', otherColumn: 'Another column', ownWidth: 'The width that fits',
};
