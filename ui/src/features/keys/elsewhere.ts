// Keys that mean something only where the focus is, and so are no actions of the window.
import { text } from '$shared/text';

/** What a row with the focus takes as well, by the action it stands for. */
export const onRow: Record<string, readonly string[]> = { select: ['Space'] };

export function elsewhere() {
  const { keys, views } = text;
  return [
    {
      group: 'saved', title: keys.saved,
      listed: [
        { id: 'rename', name: views.rename, keys: ['F2'] },
        { id: 'up', name: views.up, keys: ['Alt+ArrowUp'] },
        { id: 'down', name: views.down, keys: ['Alt+ArrowDown'] },
        { id: 'remove', name: views.remove, keys: ['Delete'] },
      ],
    },
    {
      group: 'chart', title: keys.chart,
      listed: [
        { id: 'edge', name: keys.edge, keys: ['ArrowLeft', 'ArrowRight'] },
        { id: 'far', name: keys.far, keys: ['PageUp', 'PageDown', 'Home', 'End'] },
        { id: 'both', name: keys.both, keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'] },
        { id: 'zoom', name: keys.zoom, keys: ['+', '-'] },
        { id: 'clear', name: text.histogram.clear, keys: ['Escape'] },
      ],
    },
    {
      group: 'column', title: keys.column,
      listed: [
        { id: 'width', name: keys.width, keys: ['ArrowLeft', 'ArrowRight'] },
        { id: 'other', name: keys.otherColumn, keys: ['ArrowUp', 'ArrowDown'] },
        { id: 'own', name: keys.ownWidth, keys: ['Enter'] },
      ],
    },
  ];
}
