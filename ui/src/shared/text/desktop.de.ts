// The words of how Offhook behaves among other programs, in German.
import type { desktop as english } from './desktop.en';

export const desktop: typeof english = {
  title: 'Desktop',
  negative: 'Neue negative Anrufe melden', negativeHelp: 'Nach dem Abgleich zeigt das System, wie viele gekommen sind. Der erste Abgleich meldet nichts.',
  tray: 'Symbol im Infobereich', trayHelp: 'Es sagt, wie lange der letzte Abgleich her ist. Das Schließen des Fensters verbirgt es dann dort; „Beenden“ im Menü des Symbols beendet Offhook.', trayUnseen: 'Diese Oberfläche zeigt zurzeit keinen Infobereich; das Schließen des Fensters beendet Offhook also weiterhin.',
  atLogin: 'Bei der Anmeldung öffnen', atLoginHelp: 'Das System startet Offhook, wenn Sie sich anmelden. Mit dem Symbol im Infobereich bleibt es dort.', atLoginUnknown: 'Dieses System sagt nicht, was es bei der Anmeldung öffnet.',
};
