// German words of the export dialog.
import { formatCount as n } from '../format/number';
import { counted } from './counted';
import type { exporting as english } from './export.en';

const calls = (count: number) => counted(count, 'Anruf', 'Anrufe');

export const exporting: typeof english = {
  what: {
    heading: 'Was geschrieben wird', selected: (count) => `${n(count)} ${count === 1 ? 'ausgewählter Anruf' : 'ausgewählte Anrufe'}`, all: (count) => `Alle ${n(count)} der Liste`,
    whole: 'Alle Seiten, in der Reihenfolge der Liste', chosen: 'Die ausgewählten Anrufe, auch die auf anderen Seiten', none: 'Kein Anruf passt, also gibt es nichts zu schreiben.',
  },
  format: { heading: 'Format' },
  forms: {
    xlsx: { name: 'Excel-Arbeitsmappe', help: 'Echte Daten und Dauern, Filter eingeschaltet' },
    csv_excel: { name: 'CSV für Excel', help: 'Öffnet sich per Doppelklick in jeder Tabelle' },
    csv_machines: { name: 'CSV für Programme', help: 'Schlicht, jeder Wert wie vom Server' },
    json: { name: 'JSON', help: 'Ein Dokument in der Form der API' },
    ndjson: { name: 'NDJSON', help: 'Ein Anruf je Zeile, zum Einlesen am Stück' },
    parquet: { name: 'Parquet', help: 'Typisierte Spalten, für DuckDB und Spark' },
  },
  columns: {
    heading: 'Spalten', shown: 'Wie in der Tabelle', all: 'Alle', chosen: 'Auswählen', pick: 'Spalten, die geschrieben werden',
    names: {
      id: 'Anruf-ID', agent_id: 'Agenten-ID', from_number: 'Von', to_number: 'An', direction: 'Richtung', status: 'Status', duration: 'Dauer',
      sentiment: 'Stimmung', call_summary: 'Zusammenfassung', created_at: 'Zeit', agent_name: 'Agent', started_at: 'Beginn', ended_at: 'Ende',
    },
    noneChosen: 'Wählen Sie mindestens eine Spalte.',
  },
  review: { heading: 'Prüfung', label: 'Mit meinen Sternen, Schlagwörtern und Notizen' },
  zone: { heading: 'Zeiten in', local: (zone) => `Meine Zeit (${zone})` },
  file: { heading: 'Datei', replace: 'Ersetzen', exists: 'Eine Datei mit diesem Namen gibt es schon.', noPath: 'Geben Sie der Datei einen Namen.' },
  do: { start: 'Exportieren', cancelling: 'Wird abgebrochen …' },
  progress: {
    preparing: 'Wird vorbereitet …', finishing: 'Datei wird abgeschlossen …', rows: (rows, total) => `${n(rows)} von ${calls(total)}`,
    behind: 'Sie können dies schließen und weiterarbeiten; der Export läuft weiter.',
  },
  done: {
    title: (rows) => `${calls(rows)} geschrieben`, open: 'Öffnen', show: 'Im Ordner zeigen', copyPath: 'Pfad kopieren', another: 'Noch einmal exportieren', pathCopied: 'Pfad kopiert',
    cut: (count) => `${counted(count, 'Zelle', 'Zellen')} länger, als Excel erlaubt: gekürzt und an der Stelle gekennzeichnet.`,
    unwritable: (count) => `${counted(count, 'Zelle', 'Zellen')} mit Zeichen, die dieses Format nicht fasst: sie wurden ersetzt.`,
  },
  problems: {
    busy: 'Ein anderer Export wird gerade geschrieben. Versuchen Sie es danach noch einmal.',
    cancelled: 'Abgebrochen. Es wurde nichts geschrieben.',
    disk_full: 'Der Datenträger ist voll. Schaffen Sie Platz oder wählen Sie einen anderen Ort; es blieb keine halbe Datei zurück.',
  },
};
