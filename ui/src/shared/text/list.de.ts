// German words of the list and what stands around it.
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted } from './counted';
import type { list as english } from './list.en';
import { verbs } from './verbs.de';

const calls = (count: number) => counted(count, 'Anruf', 'Anrufe');

export const list: typeof english = {
  verbs,
  search: {
    label: 'Anrufe durchsuchen', placeholder: 'Wörter, Nummern, status:failed … suchen', clear: 'Suche leeren',
    suggestions: 'Vorschläge', suggested: (count) => counted(count, 'Vorschlag', 'Vorschläge'),
    fields: {
      status: 'wie der Anruf endete', agent: 'wer sprach', sentiment: 'wie es lief', direction: 'ein- oder ausgehend',
      from: 'die anrufende Nummer', to: 'die angerufene Nummer', number: 'Ziffern einer der Nummern',
      after: 'seit diesem Tag', before: 'vor diesem Tag', until: 'bis zu diesem Tag', on: 'an diesem Tag', hour: 'zu diesen Stunden', weekday: 'an diesen Wochentagen',
      duration: 'länger oder kürzer als', is: 'mit Stern, geprüft, verpasst', has: 'eine Notiz, keine Stimmung', tag: 'mit diesem Schlagwort',
    },
    marks: {
      starred: 'Mit Stern', unstarred: 'Ohne Stern', reviewed: 'Geprüft', unreviewed: 'Nicht geprüft', missed: 'Verpasst', removed: 'Nicht mehr auf dem Server', note: 'Eine Notiz', 'no-note': 'Keine Notiz',
      sentiment: 'Eine Stimmung', 'no-sentiment': 'Keine Stimmung', agent: 'Einen Agenten', 'no-agent': 'Keinen Agenten', status: 'Einen Status', 'no-status': 'Keinen Status',
    },
    days: {
      today: 'Heute', yesterday: 'Gestern', 'last-7-days': 'Letzte 7 Tage', 'last-30-days': 'Letzte 30 Tage', 'this-week': 'Diese Woche', 'last-week': 'Letzte Woche', 'this-month': 'Dieser Monat', 'last-month': 'Letzter Monat', 'this-year': 'Dieses Jahr',
    },
    durations: { '<10s': 'Unter 10 Sekunden', '>1m': 'Über eine Minute', '>2m': 'Über 2 Minuten', '>5m': 'Über 5 Minuten', '>15m': 'Über 15 Minuten' },
    hours: { '6-11': 'Vormittag', '12-17': 'Nachmittag', '18-23': 'Abend', '0-5': 'Nacht' },
    weekdays: { 'mon-fri': 'Montag bis Freitag', weekend: 'Wochenende', mon: 'Montag', tue: 'Dienstag', wed: 'Mittwoch', thu: 'Donnerstag', fri: 'Freitag', sat: 'Samstag', sun: 'Sonntag' },
    names: {
      hour: 'Stunden', weekday: 'Wochentag', on: 'Am', after: 'Seit', before: 'Vor', until: 'Bis', is: 'Ist', has: 'Hat', tag: 'Schlagwort', to: 'An', number: 'Nummer', phone: 'Telefonnummer', duration: 'Dauer', sentiment: 'Stimmung', 'agent-id': 'Agent',
    },
    not: (what) => `nicht ${isolated(what)}`,
    asWords: 'als Wörter gesucht',
    words: 'Wörter',
  },
  facets: {
    label: 'Eingrenzen', review: 'Prüfung', starred: 'Mit Stern', reviewed: 'Geprüft', unreviewed: 'Nicht geprüft', unstarred: 'Ohne Stern', tags: 'Schlagwörter',
    durations: { '0-9': 'Unter 10 s', '10-59': '10–59 s', '60-299': '1–5 min', '300-899': '5–15 min', '900-': 'Über 15 min' },
    more: (count) => `${n(count)} weitere`,
    chosenOf: (chosen) => `${n(chosen)} gewählt`,
    counted: (what, count) => `${what}: ${calls(count)}`,
    findTag: 'Schlagwort suchen', noTags: 'Kein Schlagwort mit diesem Namen',
  },
  histogram: {
    label: 'Anrufe im Zeitverlauf',
    per: { hour: 'Anrufe pro Stunde', day: 'Anrufe pro Tag', week: 'Anrufe pro Woche', month: 'Anrufe pro Monat' },
    show: 'Diagramm zeigen', hide: 'Diagramm verbergen',
    zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', whole: 'Gesamte Zeit', clear: 'Daten löschen',
    first: 'Anfang des Zeitraums', last: 'Ende des Zeitraums',
    help: 'Pfeiltasten verschieben diesen Rand, mit Umschalttaste den ganzen Zeitraum. Plus und Minus vergrößern und verkleinern. Escape löscht.',
    range: (from, to) => `${from} – ${to}`,
    count: calls,
    summary: (count, from, to) => `${calls(count)} von ${from} bis ${to}.`,
    most: (when, count) => `Am meisten: ${when}, ${calls(count)}.`,
    when: 'Wann', calls: 'Anrufe',
    none: 'Nichts zu zeichnen',
    earlier: (count) => `${calls(count)} früher`, later: (count) => `${calls(count)} später`, beyondHelp: 'Zu weit von allen anderen entfernt, um gezeichnet zu werden. Nur diese zeigen.',
  },
  marks: {
    column: 'Markierungen', star: 'Stern setzen', unstar: 'Stern entfernen', reviewed: 'Geprüft', noted: 'Mit Notiz', tagged: (tags) => `Schlagwörter: ${isolated(tags)}`,
    inTag: 'In einem Schlagwort gefunden', inNote: 'In der Notiz gefunden',
    select: 'Diesen Anruf auswählen', selectPage: 'Alle auf dieser Seite auswählen', selectAll: (count) => `Alle ${n(count)} Treffer auswählen`, selectFirst: (count) => `Die ersten ${n(count)} auswählen`,
    selected: (count) => `${n(count)} ausgewählt`, clear: 'Auswahl aufheben',
  },
  panes: { rail: 'Breite der Filter', detail: 'Breite der Details' },
  arrange: {
    moveUp: (column) => `${column} nach links`, moveDown: (column) => `${column} nach rechts`,
    drag: 'Zum Umordnen ziehen', reset: 'Zurücksetzen',
    resize: (column) => `Breite von ${column}`,
  },
  widen: {
    help: 'Ohne einen dieser Filter gibt es Anrufe:',
    nothing: 'Kein einzelner Filter steht im Weg; mehrere zusammen lassen nichts übrig.',
    without: (what) => `Ohne ${isolated(what)}`,
  },
};
