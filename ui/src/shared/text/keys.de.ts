// The names of keys in German, and what they do where they mean something of their own.
import type { keys as english } from './keys.en';

export const keys: typeof english = {
  open: 'Tastenkürzel', title: 'Tastenkürzel',
  enter: 'Eingabe', control: 'Strg', shift: 'Umschalt', space: 'Leertaste', delete: 'Entf', home: 'Pos1', end: 'Ende', pageUp: 'Bild ↑', pageDown: 'Bild ↓',
  saved: 'Auf einer eigenen Ansicht', chart: 'Auf einem Rand des Diagramms', column: 'Auf dem Rand einer Spalte',
  edge: 'Rand verschieben', both: 'Beide Ränder verschieben', far: 'Weit verschieben', zoom: 'Vergrößern, verkleinern', width: 'Schmaler oder breiter', otherColumn: 'Andere Spalte', ownWidth: 'Passende Breite',
};
