// German words of the accounts on this desk.
import { isolated } from '../format/plain';
import { counted } from './counted';
import type { profiles as english } from './profiles.en';

const calls = (count: number) => counted(count, 'Anruf', 'Anrufe');

export const profiles: typeof english = {
  label: 'Profile', current: (name) => `Profil: ${isolated(name)}. Wechseln`, unreadable: 'nicht lesbar',
  add: 'Konto hinzufügen …', manage: 'Verwalten …', addTitle: 'Konto hinzufügen', create: 'Weiter',
  addHelp: 'Ein eigenes Profil für das Konto: Anrufe, Notizen und Token bleiben von allen anderen getrennt.',
  name: 'Name des Profils', nameRule: 'Verwenden Sie 1 bis 64 Buchstaben ohne Umlaute, Ziffern, - und _.', nameTaken: 'Ein Profil mit diesem Namen gibt es schon.',
  manageTitle: 'Profile', open: 'gerade offen', notConnected: 'Nicht verbunden', neverSynced: 'noch nie abgeglichen', synced: (when) => `letzter Abgleich ${when}`, calls,
  rename: 'Umbenennen', renameWhat: (name) => `${isolated(name)} umbenennen`,
  rebuild: 'Neu laden', rebuildTitle: (name) => `Anrufe von ${isolated(name)} neu laden`,
  rebuildHelp: 'Die gespeicherten Anrufe und der Suchindex werden gelöscht und neu vom Server geholt. Einstellungen, Token, Notizen, Schlagwörter und Markierungen bleiben. Anrufe, die der Server nicht mehr führt, sind danach nicht mehr gespeichert.',
  rebuildDo: 'Neu laden',
  remove: 'Entfernen', removeTitle: (name) => `${isolated(name)} entfernen`, removeIntro: 'Das löscht endgültig von diesem Computer:',
  removeCalls: (count) => `${calls(count)} im Speicher`, removeCallsUnknown: 'die gespeicherten Anrufe',
  removeReview: (count) => `Markierungen, Schlagwörter und Notizen zu ${counted(count, 'Anruf', 'Anrufen')}, eigene Ansichten und alle Sicherungen davon`, removeReviewUnknown: 'Markierungen, Schlagwörter und Notizen, eigene Ansichten und alle Sicherungen davon',
  removeKeychain: 'das Token im Schlüsselbund des Systems', removeTokenFile: 'die Datei mit dem Token', removeFolder: (dir) => `den Ordner ${isolated(dir)}`,
  removeServer: 'Auf dem Server wird nichts gelöscht.', removeDo: 'Endgültig entfernen',
  tokenLeft: 'Das Profil ist entfernt, aber der Schlüsselbund hat das Token nicht hergegeben. Löschen Sie dort den Eintrag „Offhook“.',
  inUse: 'Ein Abgleich oder ein Export benutzt dieses Profil gerade. Warten Sie dessen Ende ab und versuchen Sie es noch einmal.',
};
