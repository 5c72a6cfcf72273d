// What is done by name or from a row's own menu, in German.
import type { verbs as english } from './verbs.en';

export const verbs: typeof english = {
  sorted: { '-created_at': 'Sortieren: neueste zuerst', created_at: 'Sortieren: älteste zuerst', '-duration': 'Sortieren: längste zuerst', duration: 'Sortieren: kürzeste zuerst' },
  showColumn: (column) => `Spalte ${column} zeigen`, hideColumn: (column) => `Spalte ${column} ausblenden`, resetColumns: 'Spalten zurücksetzen',
  zone: 'Zeitzone wählen', cancelSync: 'Abgleich abbrechen',
  renameView: (name) => `Ansicht ${name} umbenennen`, replaceView: (name) => `Ansicht ${name} durch den aktuellen Filter ersetzen`, removeView: (name) => `Ansicht ${name} löschen`,
  openProfile: (name) => `Profil ${name} öffnen`,
  menu: 'Was mit dem Anruf getan werden kann', tag: 'Schlagwort hinzufügen …', pick: 'Auswählen', unpick: 'Nicht mehr auswählen',
  copyNumber: 'Nummer kopieren', copyNumbers: 'Nummern kopieren', copyId: 'Anruf-ID kopieren', copyIds: 'Anruf-IDs kopieren', copySummary: 'Zusammenfassung kopieren', copySummaries: 'Zusammenfassungen kopieren',
  filterBy: (what) => `Filtern nach ${what}`, exportSelected: 'Ausgewählte Anrufe exportieren …',
};
