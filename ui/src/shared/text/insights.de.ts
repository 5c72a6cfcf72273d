// German words of the insights.
import { counted } from './counted';
import type { insights as english } from './insights.en';

export const insights: typeof english = {
  headline: {
    label: 'Auf einen Blick', calls: 'Anrufe', rate: 'Annahmequote', total: 'Zeit am Telefon', mean: 'Mittlere Dauer', negative: 'Negativ',
    rateHelp: 'Abgeschlossene unter den beendeten Anrufen', negativeHelp: 'Unter den Anrufen mit Stimmung', noPrevious: 'Mit einem Von-Datum wird mit der Zeit davor verglichen.',
    against: (from, to) => `Verglichen mit ${from} – ${to}`,
    nothingBefore: 'In der Zeit davor gab es keine Anrufe.',
  },
  trend: { same: 'unverändert', up: (change) => `${change} mehr`, down: (change) => `${change} weniger`, points: (points) => `${points} Punkte`, fresh: 'davor keine' },
  time: { title: 'Anrufe im Zeitverlauf', unit: 'Ein Balken je', units: { day: 'Tag', week: 'Woche', month: 'Monat' }, when: 'Wann', calls: 'Anrufe', none: 'Keine Anrufe in dieser Zeit', help: 'Ein Klick zeigt die Anrufe dieser Zeit' },
  heat: { title: 'Wann Anrufe kommen', day: 'Tag', hour: 'Stunde', cell: (day, hour, calls) => `${day}, ${hour}: ${calls}`, fewer: 'Weniger', more: 'Mehr' },
  shares: { statuses: 'Wie Anrufe endeten', sentiments: 'Wie Anrufe liefen', others: 'Alle anderen', othersHelp: 'Die selteneren Werte zusammen: zu viele für einen Filter', none: 'Ohne', share: 'Anteil', count: 'Anrufe', trend: 'Anteil im Zeitverlauf', what: 'Wert' },
  durations: { title: 'Wie lange Anrufe dauern', mean: 'Mittel', median: 'Die Hälfte der Anrufe', p90: 'Neun von zehn Anrufen', up: (length) => `bis ${length}`, meanHelp: 'Alle Zeit durch alle Anrufe mit Dauer', medianHelp: 'Dauern höchstens so lange', p90Help: 'Dauern höchstens so lange', longer: (length) => `Anrufe ab ${length} zeigen`, none: 'Kein Anruf hat eine Dauer' },
  agents: { title: 'Nach Agent', agent: 'Agent', calls: 'Anrufe', rate: 'Angenommen', mean: 'Mittel', total: 'Gesamt', negative: 'Negativ', none: 'Ohne Agent', all: (count) => `Alle ${counted(count, 'Agenten', 'Agenten')} zeigen`, sort: (column) => `Nach ${column} sortieren` },
  numbers: { title: 'Häufigste Nummern', number: 'Nummer', calls: 'Anrufe', none: 'Keine Nummern' },
  saved: (name) => `Gespeichert als ${name}`,
  notSaved: 'Das Diagramm konnte nicht gespeichert werden',
  show: 'Im Ordner zeigen',
  tools: { table: 'Als Tabelle', chart: 'Als Diagramm', copy: 'Für eine Tabelle kopieren', copied: 'Kopiert', png: 'Als PNG speichern', svg: 'Als SVG speichern', cut: (count) => `Die ersten ${counted(count, 'Zeile', 'Zeilen')}; kopiert werden alle.` },
  through: (what) => `Diese Anrufe zeigen: ${what}`,
  calls: (count) => counted(count, 'Anruf', 'Anrufe'),
  empty: { title: 'Keine Anrufe passen', help: 'Mit diesen Filtern gibt es nichts zu zählen.', none: 'Noch keine Anrufe', noneHelp: 'Mit den ersten Anrufen kommen die Zahlen.' },
  reading: 'Die Texte werden noch eingelesen; Zahlen zu einer Suche folgen.',
  failed: 'Die Zahlen konnten nicht ermittelt werden',
  loading: 'Wird gezählt …',
};
