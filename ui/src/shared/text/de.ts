// German. Short sentences in the Sie-form; a call is an "Anruf", a sync an "Abgleich".
import type { Code, SyncProgress, TokenKept, UndoNote } from '$ipc/bindings';
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted, listed } from './counted';
import type { Catalogue, ErrorWords } from './en';
import { diagnostics } from './diagnostics.de';
import { findings } from './findings.de';
import { keys } from './keys.de';
import { list } from './list.de';
import { notes } from './notes.de';
import { profiles } from './profiles.de';
import { troubles } from './troubles.de';

const calls = (count: number) => counted(count, 'Anruf', 'Anrufe');

const errors: Record<Code, ErrorWords> = {
  unauthorized: { title: 'Der Server hat das Token nicht angenommen', help: 'Es ist vielleicht abgelaufen oder gesperrt. Geben Sie ein neues ein, um weiter abzugleichen; die gespeicherten Anrufe bleiben.' },
  offline: { title: 'Der Server ist nicht erreichbar', help: 'Prüfen Sie das Netzwerk und die Adresse. Bereits geholte Anrufe bleiben verfügbar.' },
  rate_limited: { title: 'Das Anfragelimit des Servers ist ausgeschöpft', help: 'Der Abgleich geht von selbst weiter, sobald wieder Anfragen frei sind.' },
  server_error: { title: 'Der Server hatte ein Problem', help: 'Nichts ging verloren. Versuchen Sie es später noch einmal.' },
  bad_response: { title: 'Die Antwort war nicht zu verstehen', help: 'Unter dieser Adresse antwortet vielleicht kein list-calls-Dienst. Prüfen Sie sie in den Einstellungen.' },
  busy: { title: 'Ein anderer Abgleich läuft', help: 'Ein Profil kann nur einmal zugleich abgeglichen werden. Vielleicht läuft ein Abgleich in der Befehlszeile.' },
  account_mismatch: { title: 'Das sieht nach einem anderen Konto aus', help: 'Die Anrufe des neuen Tokens haben mit den gespeicherten nichts gemeinsam; es wurde nichts vermischt. Verwenden Sie das Token dieses Kontos, oder legen Sie für das andere Konto ein eigenes Profil an.' },
  removals_refused: { title: 'Viele Anrufe fehlen auf dem Server', help: 'Offhook hat angehalten, bevor sie als entfernt markiert werden. Entscheiden Sie, ob das stimmt.' },
  disk_full: { title: 'Der Datenträger ist voll', help: 'Schaffen Sie Platz und versuchen Sie es dann noch einmal. Nichts ging verloren.' },
  cache_damaged: { title: 'Die Datei mit den Anrufen ist beschädigt', help: 'Die Anrufe lassen sich erneut vom Server holen; Ihre Kontoeinstellungen sind nicht betroffen.' },
  invalid_filter: { title: 'Ein Filterwert wurde nicht verstanden', help: 'Ändern oder löschen Sie die Filter.' },
  export_failed: { title: 'Die Datei konnte nicht geschrieben werden', help: 'Wählen Sie einen anderen Ort und versuchen Sie es noch einmal.' },
  cancelled: { title: 'Abgleich abgebrochen', help: 'Was geholt wurde, bleibt; der nächste Abgleich macht dort weiter.' },
  internal: { title: 'In Offhook ist etwas schiefgegangen', help: 'Versuchen Sie es noch einmal. Bleibt das Problem, starten Sie die App neu.' },
};

const tokenKept: Record<TokenKept, string> = {
  keychain: 'Im Schlüsselbund des Systems',
  file: 'In einer Datei, die nur Sie lesen können, wie gewählt',
  session: 'Nur bis Offhook beendet wird, wie gewählt',
  environment: 'Aus der Umgebung übernommen (OFFHOOK_TOKEN)',
  none: 'Kein Token gespeichert',
};

const phases: Record<SyncProgress['phase'], string> = {
  first_page: 'Neueste Anrufe werden geholt',
  walking: 'Anrufe werden gelesen',
  comparing: 'Vergleich mit dem Server',
  confirming: 'Entfernte Anrufe werden bestätigt',
  sweeping: 'Ältere Anrufe werden neu gelesen',
};

/** A change of marks that can be undone. */
const did: Record<UndoNote['what'], (count: number, tag: string) => string> = {
  starred: (count) => `${calls(count)} mit Stern versehen`,
  unstarred: (count) => `Stern von ${counted(count, 'Anruf', 'Anrufen')} entfernt`,
  reviewed: (count) => `${calls(count)} als geprüft markiert`,
  unreviewed: (count) => `${calls(count)} als ungeprüft markiert`,
  tagged: (count, tag) => `${calls(count)} mit „${isolated(tag)}“ versehen`,
  untagged: (count, tag) => `„${isolated(tag)}“ von ${counted(count, 'Anruf', 'Anrufen')} entfernt`,
};

export const de: Catalogue = {
  ...list,
  app: { name: 'Offhook', failed: 'Offhook konnte seine Daten nicht öffnen' },
  errors, troubles,
  common: {
    close: 'Schließen', cancel: 'Abbrechen', save: 'Speichern', none: '—', copied: 'Kopiert', retry: 'Noch einmal versuchen',
    copyWhat: (what) => `${what} kopieren`,
  },
  welcome: {
    title: 'Jeder Anruf, griffbereit',
    lead: 'Offhook bewahrt die Anrufe Ihrer Agenten auf diesem Computer auf. So sehen Sie sie sofort, ob online oder nicht.',
    connect: 'Konto verbinden',
    connectHelp: 'Gleichen Sie Ihre Anrufe mit einem API-Token ab. Es bleibt auf diesem Computer.',
    samples: 'Beispielanrufe ansehen',
    samplesHelp: 'Sehen Sie sich erst mit erfundenen Anrufen um. Ohne Konto.',
    starting: 'Beispielanrufe werden vorbereitet …',
    footnote: (dir) => `Alles wird gespeichert in ${dir}`,
  },
  connect: {
    title: 'Konto verbinden',
    replaceTitle: 'Token ersetzen',
    endpoint: 'Endpunkt',
    endpointHelp: 'Die Basisadresse des list-calls-Dienstes',
    token: 'API-Token',
    tokenHelp: 'Wird im Schlüsselbund des Systems gespeichert, falls vorhanden',
    tokenReplaceHelp: 'Es ersetzt das gespeicherte Token',
    show: 'Zeigen', hide: 'Verbergen',
    test: 'Verbindung testen', testing: 'Wird getestet …',
    submit: 'Verbinden', submitting: 'Wird verbunden …', replace: 'Token ersetzen',
    back: 'Zurück',
    works: (count) => (count === null ? 'Es klappt. Der Server hat das Token angenommen.' : `Es klappt. Der Server hat ${calls(count)} für dieses Token.`),
    tokenMissing: 'Geben Sie zuerst das API-Token ein.',
    endpointMissing: 'Geben Sie zuerst den Endpunkt ein.',
    places: {
      title: 'Wo das Token bleiben soll',
      why: 'Die Verbindung klappt, aber der Schlüsselbund dieses Systems hat das Token nicht angenommen. Er fehlt oder ist gesperrt. Noch ist nichts gespeichert; wählen Sie, wo das Token bleibt.',
      reason: (text) => `Das System meldet: ${text}`,
      names: { session: 'Nur bis Offhook beendet wird', file: 'In einer Datei, die nur Sie lesen können', keychain: 'Im Schlüsselbund des Systems' },
      help: {
        session: 'Wird nirgends gespeichert. Beim nächsten Start geben Sie es wieder ein.',
        file: 'Im Ordner des Profils, unverschlüsselt (Modus 0600). Jedes Programm, das Sie starten, kann sie lesen.',
        keychain: 'Vom System verschlüsselt. Entsperren Sie ihn, oder richten Sie einen ein, etwa GNOME Keyring oder KWallet, und versuchen Sie es noch einmal.',
      },
    },
  },
  sample: { banner: 'Sie sehen Beispielanrufe', note: 'Personen und Anrufe sind erfunden.', leave: 'Konto verbinden' },
  filters: {
    title: 'Filter',
    direction: 'Richtung', status: 'Status', agent: 'Agent', from: 'Von', to: 'Bis', phone: 'Telefonnummer',
    searchAgents: 'Agent suchen', noAgents: 'Kein Agent mit diesem Namen',
    clearAll: 'Filter zurücksetzen',
    remove: (what) => `Filter ${isolated(what)} entfernen`,
    chips: 'Aktive Filter',
    openCalendar: (field) => `Datum „${field}“ wählen`,
    dateLetters: { day: 't', month: 'm', year: 'j' }, notADay: (pattern) => `Das ist kein Datum. Bitte als ${pattern} schreiben.`,
    previousMonth: 'Voriger Monat', nextMonth: 'Nächster Monat',
    clearDate: 'Datum löschen',
  },
  directions: { inbound: 'Eingehend', outbound: 'Ausgehend' },
  statuses: {
    completed: 'Abgeschlossen', busy: 'Besetzt', 'no-answer': 'Keine Antwort', failed: 'Fehlgeschlagen', canceled: 'Abgebrochen',
    initiated: 'Gestartet', ringing: 'Klingelt', 'in-progress': 'Läuft', voicemail: 'Mailbox',
  },
  sentiments: { positive: 'Positiv', neutral: 'Neutral', negative: 'Negativ' },
  columns: {
    time: 'Zeit', direction: 'Richtung', from: 'Von', to: 'An', agent: 'Agent', status: 'Status',
    duration: 'Dauer', sentiment: 'Stimmung', summary: 'Zusammenfassung',
  },
  table: {
    label: 'Anrufe',
    sortBy: (column) => `Nach ${column} sortieren`,
    loading: 'Anrufe werden geladen …',
    newCalls: (count) => (count > 0 ? counted(count, 'neuer Anruf', 'neue Anrufe') : 'Die Liste hat sich geändert'),
    show: 'Anzeigen',
  },
  view: {
    open: 'Ansicht', density: 'Zeilenabstand', densities: { comfortable: 'Bequem', compact: 'Kompakt' },
    columns: 'Spalten', showAll: 'Alle zeigen',
  },
  screens: { label: 'Was gezeigt wird', calls: 'Anrufe', insights: 'Auswertung' },
  pager: {
    label: 'Seiten', previous: 'Vorige Seite', next: 'Nächste Seite', size: 'Zeilen pro Seite',
    range: (from, to, total) => (total === 0 ? 'Keine Anrufe' : `${n(from)}–${n(to)} von ${n(total)}`),
    page: (page, of) => `Seite ${n(page)} von ${n(of)}`,
    total: (count) => (count === 1 ? 'Anruf' : 'Anrufe'),
    announce: (count) => `${calls(count)} gefunden`,
  },
  empty: {
    noMatch: 'Keine passenden Anrufe',
    datesReversed: 'Das Datum „Von“ liegt nach dem Datum „Bis“; so passt kein Anruf.',
    swapDates: 'Daten tauschen',
    fetching: 'Ihre ersten Anrufe werden geholt',
    fetchingHelp: 'Die neuesten erscheinen hier, sobald die erste Seite da ist.',
    never: 'Noch keine Anrufe',
    neverHelp: 'Gleichen Sie einmal ab, um Ihre Anrufe auf diesen Computer zu holen.',
    none: 'Dieses Konto hat noch keine Anrufe',
    noneHelp: 'Neue Anrufe erscheinen hier von selbst.',
  },
  listError: { title: 'Die Anrufe konnten nicht aufgelistet werden' },
  detail: {
    label: 'Details zum Anruf',
    failed: 'Dieser Anruf konnte nicht geöffnet werden',
    previous: 'Voriger Anruf', next: 'Nächster Anruf', close: 'Details schließen',
    summary: 'Zusammenfassung', noSummary: 'Noch keine Zusammenfassung',
    showAll: (count) => `Ganze Zusammenfassung zeigen (${n(count)} Zeichen)`,
    showLess: 'Weniger zeigen', showWhole: (count) => `Alle ${n(count)} Zeichen zeigen`,
    facts: 'Anruf', more: 'Weiteres vom Server', history: 'Änderungen',
    removed: (when) => `Nicht mehr auf dem Server (bemerkt: ${when}). Hier bleibt er erhalten.`,
    noticed: (when) => `bemerkt: ${when}`,
    nothing: 'nichts',
    filterBy: (what) => `Nur Anrufe mit ${isolated(what)} zeigen`,
    agentId: 'Agenten-ID', id: 'Anruf-ID', created: 'Zeit', started: 'Beginn', ended: 'Ende',
    seconds: (count) => counted(count, 'Sekunde', 'Sekunden'),
  },
  sync: {
    now: 'Jetzt abgleichen', cancel: 'Abbrechen', cancelling: 'Wird abgebrochen …',
    label: 'Abgleich',
    phases,
    starting: 'Beginnt …',
    of: (local, remote) => `${n(local)} von ${n(remote)}`,
    sofar: (local) => `bisher ${calls(local)}`,
    backTo: (day) => `zurück bis ${day}`,
    about: (eta_s) => aboutTime(eta_s),
    waiting: { rate_limit: (until) => `wartet bis ${until} auf das Limit des Servers`, retry: (until) => `neuer Versuch um ${until}` },
    complete: (count, when) => `Vollständig: ${calls(count)}${when === null ? '' : `, geprüft:\u00a0${when}`}`,
    completeBackTo: (day, when) => `Vollständig ab ${day}${when === null ? '' : `, geprüft:\u00a0${when}`}`,
    partial: (count) => `Bisher ${calls(count)}, noch nicht vollständig`,
    never: 'Noch keine Anrufe auf diesem Computer',
    offline: (count) => `Offline – ${counted(count, 'gespeicherter Anruf wird', 'gespeicherte Anrufe werden')} gezeigt.`,
    offlineNever: 'Offline – noch sind keine Anrufe gespeichert.',
    lastSynced: (when) => `Letzter Abgleich: ${when}.`,
    tryingAgain: 'Neuer Versuch folgt von selbst.',
    tryAgainYourself: 'Drücken Sie „Jetzt abgleichen“, um es noch einmal zu versuchen.',
    heading: { running: 'Abgleich läuft', complete: 'Aktuell', partial: 'Teilweise abgeglichen', never: 'Nicht abgeglichen', offline: 'Keine Verbindung', trouble: 'Bitte prüfen', cancelled: 'Abgebrochen', waiting: 'Wartet' },
    replaceToken: 'Token ersetzen', decide: 'Entscheiden …', openSettings: 'Einstellungen', dismiss: 'Ausblenden',
    removals: {
      title: 'Fehlende Anrufe als entfernt markieren?',
      missing: (missing, cached) => `Der Server führt ${n(missing)} von ${counted(cached, 'Anruf', 'Anrufen')} nicht mehr, die hier gespeichert sind. Entfernt wurde nichts.`,
      help: 'Als entfernt markierte Anrufe verlassen die Liste, bleiben aber auf diesem Computer. Wenn es ein anderes Konto oder ein Fehler des Servers sein kann, behalten Sie sie vorerst.',
      accept: 'Als entfernt markieren', keep: 'Vorerst behalten',
    },
  },
  activity: {
    open: 'Abgleiche', title: 'Abgleiche', check: 'Mit dem Server vergleichen', checking: 'Wird verglichen …',
    checkHelp: 'Stellt dem Server dieselbe Frage wie die aktuellen Filter und vergleicht Anzahl und neueste Seite.',
    agrees: (local) => `Der Server stimmt überein: ${calls(local)}.`,
    disagrees: (local, remote) => (remote === null ? 'Die Anzahl auf dem Server ist nicht bekannt.' : `Hier ${n(local)}, auf dem Server ${n(remote)}.`),
    differs: 'Es gibt Unterschiede:',
    requests: (count) => counted(count, 'Anfrage', 'Anfragen'),
    log: 'Letzte Abgleiche', empty: 'Noch kein Abgleich.', failed: 'Das Protokoll war nicht lesbar',
    inserted: (count) => `${n(count)} neu`, updated: (count) => `${n(count)} geändert`, removed: (count) => `${n(count)} entfernt`,
    nothingNew: 'nichts Neues', retries: (count) => counted(count, 'Wiederholung', 'Wiederholungen'), running: 'läuft',
    outcomes: { complete: 'Vollständig', completed: 'Vollständig', ok: 'Vollständig', partial: 'Teilweise', cancelled: 'Abgebrochen', running: 'Läuft', interrupted: 'Unterbrochen', failed: 'Fehlgeschlagen' },
    underSecond: 'unter einer Sekunde', took: (duration) => `Dauer ${duration}`,
    warnings: 'Hinweise vom letzten Abgleich', findings,
  },
  diagnostics, keys, profiles,
  settings: {
    open: 'Einstellungen', title: 'Einstellungen', account: 'Konto', syncing: 'Abgleich', appearance: 'Darstellung', data: 'Daten',
    endpoint: 'Endpunkt', token: 'Token', tokenKept, replaceToken: 'Token ersetzen …',
    sampleNote: 'Beispielanrufe gehören zu einem erfundenen Konto; seine Einstellungen stehen fest.',
    rate: 'Anfragelimit', rateAuto: 'Automatisch', rateNone: 'Ohne Limit', rateCustom: 'Eigenes',
    rateHelp: { auto: 'Hält die Grenzen des Servers ein und bleibt unter 100 pro Minute und 1.000 pro Stunde.', none: 'Fragt so schnell, wie der Server antwortet, und hält nur ein, was er vorgibt.', custom: 'Nie mehr als:' },
    perMinute: 'pro Minute', perHour: 'pro Stunde', rateInvalid: 'Verwenden Sie ganze Zahlen ab 1.',
    refresh: 'Aktualisieren', refreshChoices: { 0: 'Nie', 1: 'Jede Minute', 5: 'Alle 5 Minuten', 15: 'Alle 15 Minuten', 60: 'Jede Stunde' },
    refreshOther: (minutes) => `Alle ${n(minutes)} Minuten`,
    theme: 'Design', themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
    zone: 'Zeitzone', zones: { system: 'System', fixed: 'Andere …' }, zoneSearch: 'Stadt oder Region suchen', zoneNone: 'Keine Zeitzone mit diesem Namen.', zoneNow: (name, clock) => `${name}, dort ist es ${clock}`, language: 'Sprache', languages: { system: 'System', en: 'English', de: 'Deutsch' },
    where: 'Speicherort', profile: 'Profil', cached: 'Gespeicherte Anrufe',
  },
  // Was Menschen zu den Anrufen hinzufügen: Markierungen, Schlagwörter, Notizen, Ansichten, Namen; und jede Aktion beim Namen.
  review: {
    label: 'Durchsicht', unreadable: 'Ihre Sterne, Schlagwörter, Notizen und Ansichten sind nicht lesbar.', unreadableHelp: 'Die Anrufe sind alle da.', restore: 'Sicherung zurückholen …',
    star: 'Stern', unstar: 'Stern entfernen', starred: 'Mit Stern',
    markReviewed: 'Abhaken', reviewed: 'Geprüft', reviewedAt: (when) => `Geprüft ${when}`, unreview: 'Als ungeprüft markieren',
    next: 'Geprüft, weiter',
    undo: 'Rückgängig', undone: (what) => `Zurückgenommen: ${what}`, nothingToUndo: 'Nichts mehr rückgängig zu machen',
    failed: (why) => `Nicht gespeichert. ${why}`, failedMany: (count, why) => `${n(count)} Änderungen nicht gespeichert. ${why}`,
    did,
    bulk: 'Ausgewählte Anrufe',
    tag: 'Schlagwort', untag: 'Schlagwort entfernen', noTags: 'Keiner dieser Anrufe hat ein Schlagwort', copy: 'Kopieren', copyText: 'Als Text', copyTsv: 'Für eine Tabelle', tooMany: (most) => `Auf einmal lassen sich bis zu ${calls(most)} kopieren. Exportieren Sie sie stattdessen.`, copied: (count) => `${calls(count)} kopiert`,
    lastOne: 'Das war der letzte Anruf dieser Liste', chooseFirst: 'Zuerst einen Anruf wählen: mit J, einer Pfeiltaste oder einem Klick',
    fileRefused: 'Die Datei wurde nicht importiert', fileWritten: (count, path) => `Prüfdaten von ${counted(count, 'Anruf', 'Anrufen')} geschrieben: ${path}`,
    fileTaken: ({ calls: read, starred, reviewed, tagged, notes, views, aliases, backup }) =>
      `${counted(read, 'Anruf', 'Anrufe')} gelesen; neu oder geändert: ${listed([starred, 'Stern', 'Sterne'], [reviewed, 'Prüfmarke', 'Prüfmarken'], [tagged, 'Schlagwort', 'Schlagwörter'], [notes, 'Notiz', 'Notizen'], [views, 'Ansicht', 'Ansichten'], [aliases, 'Agentenname', 'Agentennamen']) || 'nichts'}${backup ? '. Zuvor wurde eine Sicherung angelegt' : ''}`,
  },
  tags: {
    label: 'Schlagwörter', add: 'Schlagwort hinzufügen', suggestions: 'Verwendete Schlagwörter', remove: (tag) => `Schlagwort ${isolated(tag)} entfernen`, more: (count) => `${n(count)} weitere zeigen`,
  },
  notes,
  others: {
    title: 'Weitere Anrufe mit dieser Nummer', none: 'Keine weiteren Anrufe mit dieser Nummer', showAll: (count) => `Alle ${n(count)} zeigen`, failed: 'Nicht lesbar',
  },
  alias: {
    rename: 'Agent umbenennen', label: 'Name für diesen Agenten', placeholder: 'Nur hier gezeigter Name', server: (name) => `Auf dem Server: ${isolated(name)}`, reset: 'Namen des Servers verwenden', renamed: (name) => `Der Agent heißt jetzt „${isolated(name)}“`,
  },
  views: {
    label: 'Ansichten', saved: 'Eigene Ansichten',
    smart: { all: 'Alle Anrufe', review: 'Zu prüfen', negative: 'Negativ', missed: 'Verpasst', long: 'Lang', starred: 'Mit Stern' },
    smartHelp: {
      all: 'Jeder Anruf', review: 'Anrufe, die nicht als geprüft markiert sind', negative: 'Anrufe mit negativer Stimmung', missed: 'Keine Antwort, besetzt, fehlgeschlagen oder abgebrochen',
      long: 'Anrufe ab zehn Minuten', starred: 'Anrufe mit Stern',
    },
    save: 'Ansicht speichern', name: 'Name der Ansicht', newName: 'Neue Ansicht', menu: (name) => `Ansicht ${isolated(name)} ändern`,
    rename: 'Umbenennen', up: 'Nach oben', down: 'Nach unten', update: 'Durch aktuellen Filter ersetzen', remove: 'Löschen',
    removed: (name) => `Ansicht „${isolated(name)}“ gelöscht`, replaced: (name) => `Ansicht „${isolated(name)}“ ersetzt`, moved: (name, place, count) => `${isolated(name)} steht jetzt an Stelle ${n(place)} von ${n(count)}`, failed: (why) => `Die Ansicht wurde nicht geändert. ${why}`,
    reorderHelp: 'Zum Umordnen ziehen, oder Alt mit Pfeiltaste',
  },
  palette: {
    title: 'Alle Aktionen', placeholder: 'Was möchten Sie tun?', none: 'Keine Aktion mit diesem Namen', recent: 'Zuletzt verwendet', list: 'Aktionen',
  },
  actions: {
    groups: { calls: 'Anrufe', review: 'Durchsicht', views: 'Ansichten', window: 'Fenster' },
    next: 'Nächster Anruf', previous: 'Voriger Anruf', open: 'Anruf öffnen', back: 'Zurück: erst Auswahl, dann Details',
    nextPage: 'Nächste Seite', previousPage: 'Vorige Seite', search: 'Suchen', print: 'Liste drucken …', printCall: 'Anruf drucken …', savePdf: 'Als PDF sichern …', export: 'Anrufe exportieren', exportShort: 'Exportieren', insights: 'Zur Auswertung', calls: 'Zur Liste der Anrufe', exported: 'Der Export ist geschrieben',
    select: 'Anruf aus- oder abwählen', star: 'Stern setzen oder entfernen', reviewedNext: 'Als geprüft markieren und weiter', reviewed: 'Als geprüft oder ungeprüft markieren',
    tag: 'Schlagwort hinzufügen', note: 'Notiz schreiben', undo: 'Letzte Änderung rückgängig machen', copyText: 'Als Text kopieren', exportReview: 'Prüfdaten exportieren', importReview: 'Prüfdaten importieren …', backups: 'Sicherungen der Prüfdaten', copyTable: 'Für eine Tabelle kopieren', clearSelection: 'Auswahl aufheben',
    goTo: (view) => `Gehe zu: ${isolated(view)}`, saveView: 'Ansicht speichern', sync: 'Jetzt abgleichen', palette: 'Aktion suchen', keys: 'Tastenkürzel', settings: 'Einstellungen', activity: 'Abgleiche',
    selectNext: 'Auswählen, auch den nächsten', selectPrevious: 'Auswählen, auch den vorigen', firstRow: 'Erster Anruf der Seite', lastRow: 'Letzter Anruf der Seite',
    goHint: 'Gehe zu …', goCancel: 'Esc bricht ab',
  },
};

function aboutTime(eta_s: number): string {
  if (eta_s < 45) return 'unter einer Minute';
  const minutes = Math.max(1, Math.round(eta_s / 60));
  if (minutes < 90) return `noch etwa ${counted(minutes, 'Minute', 'Minuten')}`;
  return `noch etwa ${counted(Math.round(minutes / 60), 'Stunde', 'Stunden')}`;
}
