// The words of how Offhook behaves among other programs, in German.
import type { desktop as english } from './desktop.en';

export const desktop: typeof english = {
  title: 'Desktop',
  negative: 'Neue negative Anrufe melden', negativeHelp: 'Nach dem Abgleich zeigt das System, wie viele gekommen sind. Der erste Abgleich meldet nichts.',
  atLogin: 'Bei der Anmeldung öffnen', atLoginHelp: 'Das System startet Offhook, wenn Sie sich anmelden.', atLoginUnknown: 'Dieses System sagt nicht, was es bei der Anmeldung öffnet.',
};
