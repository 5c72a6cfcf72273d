// What an error means where its code alone does not tell enough, in German.
import { isolated } from '../format/plain';
import { counted } from './counted';
import type { troubles as english } from './troubles.en';

export const troubles: typeof english = {
  details: 'Einzelheiten',
  unusable: 'Eine Datei oder ein Ordner ist nicht benutzbar', unusableHelp: (path) => `Prüfen Sie, ob ${isolated(path)} Ihnen gehört und Sie dort schreiben dürfen.`,
  tooNew: 'Die Daten stammen von einem neueren Offhook', tooNewHelp: (path) => `${isolated(path)} blieb unberührt. Aktualisieren Sie Offhook, um sie zu öffnen.`,
  reviewDamaged: 'Ihre Prüfdaten sind beschädigt', reviewDamagedHelp: (path) => `${isolated(path)} blieb unberührt.`,
  backup: (name) => `Spielen Sie die neueste Sicherung zurück mit: offhook review restore ${isolated(name)}`, noBackup: 'Es gibt keine Sicherung. Verschieben Sie die Datei, um mit einer leeren zu beginnen.',
  status: (status) => `Er antwortete mit Fehler ${status}.`,
  wait: (seconds) => `Er bittet um eine Pause von ${seconds < 120 ? counted(seconds, 'Sekunde', 'Sekunden') : counted(Math.ceil(seconds / 60), 'Minute', 'Minuten')}.`,
  field: (name) => `„${isolated(name)}“ hat einen Wert, der sich nicht verwenden lässt.`,
  refused: 'Das lässt sich nicht verwenden',
  refusals: {
    endpoint: 'Die Adresse muss mit https:// beginnen, oder für diesen Computer mit http://.',
    token_of_other_address: 'Eine andere Adresse braucht ihr eigenes Token. Geben Sie es ein.',
    token: 'Das Token enthält Zeichen, die kein Token hat.',
    rate_limit: 'Das Anfragelimit braucht ganze Zahlen ab 1.',
    profile_name: 'Ein Profilname hat 1 bis 64 Buchstaben ohne Akzente, Ziffern, - und _.',
    profile_taken: 'Ein Profil dieses Namens gibt es schon. Wählen Sie einen anderen Namen.',
    profile_gone: 'Ein Profil dieses Namens gibt es nicht.',
    comparison: 'Der Server kennt nicht alle gewählten Filter, also gibt es nichts zu vergleichen.',
    login_entry: 'Der Eintrag des Systems für die Anmeldung ließ sich nicht ändern.',
    no_token: 'Für dieses Konto ist hier kein Token. Geben Sie es wieder ein, um weiter abzugleichen.',
    keychain: 'Der Schlüsselbund des Systems hat das Token nicht behalten. Entsperren Sie ihn, oder wählen Sie einen anderen Ort.',
    not_connected: 'Noch ist kein Konto verbunden. Verbinden Sie zuerst Ihr Konto.',
    label: 'Namen und Schlagwörter haben bis zu 100 Zeichen in einer Zeile, und auch eine Notiz hat ihre Grenze.',
    review_file: 'Das ist keine Datei mit Prüfdaten, oder sie ist beschädigt. Nichts wurde geändert.',
    backup: 'Die Sicherung lässt sich nicht verwenden. Wählen Sie eine andere.',
    other: '',
  },
};
