// Die Wörter der Sicherungen der Prüfdaten.
import type { backups as en } from './backups.en';
import { counted } from './counted';

export const backups: typeof en = {
  title: 'Sicherungen Ihrer Prüfdaten',
  help: 'Ihre Sterne, Prüfmarken, Schlagwörter, Notizen, eigenen Ansichten und Agentennamen, wie sie zu diesen Zeiten waren.',
  none: 'Es gibt noch keine Sicherung. Vor der ersten Änderung jedes Tages wird eine angelegt.',
  kinds: { daily: 'Vor der ersten Änderung des Tages', before_import: 'Vor einem Import', before_restore: 'Bevor eine andere Sicherung zurückgeholt wurde' },
  holds: (calls, notes) => `${counted(calls, 'Anruf', 'Anrufe')} markiert, ${counted(notes, 'Notiz', 'Notizen')}`,
  unreadable: 'nicht lesbar',
  restore: 'Zurückholen', restoreWhat: (when) => `Sicherung von ${when} zurückholen`,
  ask: (when) => `Sicherung von ${when} zurückholen?`,
  means: 'Sterne, Prüfmarken, Schlagwörter, Notizen, eigene Ansichten und Agentennamen werden, wie sie damals waren. Die Anrufe bleiben, wie sie sind.',
  kept: 'Der jetzige Stand wird zuvor gesichert, so dass Sie zu ihm zurückkehren können.',
  done: (when) => `Ihre Prüfdaten sind wieder auf dem Stand von ${when}`, failed: 'Nichts wurde zurückgeholt',
};
