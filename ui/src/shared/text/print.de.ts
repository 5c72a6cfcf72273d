// The words of printing, in German.
import { formatCount as n } from '../format/number';
import type { printing as english } from './print.en';

export const printing: typeof english = {
  title: 'Drucken', what: 'Was gedruckt wird', list: (count) => `Die Liste, ${n(count)} ${count === 1 ? 'Anruf' : 'Anrufe'}`, one: 'Der geöffnete Anruf', whole: 'Alle Felder, die ganze Zusammenfassung und Ihre Notizen',
  file: 'PDF-Datei', print: 'Drucken …', save: 'Als PDF sichern', replace: 'Ersetzen', exists: 'Eine Datei dieses Namens gibt es schon.', noPath: 'Die Datei braucht einen Namen.',
  none: 'Kein Anruf passt, also gibt es nichts zu drucken.', preparing: 'Die Seiten werden gesetzt …', saved: 'PDF gesichert', open: 'Öffnen', show: 'Im Ordner zeigen', again: 'Noch einmal drucken',
  limit: (most) => `Auf Papier kommen die ersten ${n(most)} Anrufe. Ein Export enthält alle.`,
  cut: (printed, total) => `Hier sind nur die ersten ${n(printed)} von ${n(total)} Anrufen gedruckt. Ein Export enthält alle.`,
  asOf: (moment, zone) => `Stand ${moment}, Zeiten in ${zone}`, marks: '★ mit Stern, ✓ geprüft, ✎ mit Notiz',
  page: (page, pages) => `Seite ${page} von ${pages}`,
  call: (from, to) => `Anruf von ${from} an ${to}`, review: 'Prüfung', marked: 'Markierungen', tags: 'Schlagwörter', note: 'Notiz',
  noteOf: (moment) => `Notiz, zuletzt geändert ${moment}`, starred: 'mit Stern', reviewed: (moment) => `geprüft ${moment}`,
  history: 'Verlauf', removed: 'Der Server führt diesen Anruf nicht mehr',
};
