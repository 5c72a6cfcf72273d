// German words of notes, and of what could not be saved.
import { formatCount as n } from '../format/number';
import type { notes as english } from './notes.en';

export const notes: typeof english = {
  label: 'Notizen', placeholder: 'Was ist zu diesem Anruf festzuhalten? Markdown ist möglich.',
  write: 'Schreiben', preview: 'Vorschau', previewFailed: 'Die Vorschau ließ sich nicht öffnen.', previewCut: (count) => `Die Vorschau zeigt die ersten ${n(count)} Zeichen. Die ganze Notiz bleibt erhalten.`,
  saved: 'Gespeichert', savedAt: (when) => `Gespeichert ${when}`, saving: 'Wird gespeichert …', unsaved: 'Noch nicht gespeichert',
  failed: 'Nicht gespeichert – Ihr Text ist noch da.', failedElsewhere: 'Eine Notiz wurde nicht gespeichert. Ihr Text bleibt so lange hier.',
  unreadable: 'Die Notiz lässt sich nicht lesen und deshalb auch nicht ändern.',
  leaveTitle: (count) => (count === 1 ? 'Diese Notiz ließ sich nicht speichern' : `${n(count)} Notizen ließen sich nicht speichern`), leaveMarks: 'Markierungen ließen sich nicht speichern',
  leaveSlow: 'Das Speichern dauert länger als sonst.', leaveHelp: 'Was nicht gespeichert ist, geht verloren, wenn Sie fortfahren.', leaveClose: 'Ohne Speichern schließen', leaveSwitch: 'Ohne Speichern fortfahren', leaveStay: 'Hier bleiben',
};
