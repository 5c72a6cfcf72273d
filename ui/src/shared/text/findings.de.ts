// Was ein Abgleich und ein Vergleich mit dem Server ergeben haben.
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted } from './counted';
import type { Catalogue } from './en';

const calls = (count: number) => counted(count, 'Anruf', 'Anrufe');
const unproven = 'daher lässt sich nicht belegen, dass alle hier sind';

export const findings: Catalogue['activity']['findings'] = {
  unreadable: (rows) => `${counted(rows, 'Zeile', 'Zeilen')} des Servers sind nicht als Anruf lesbar. Bei jedem Abgleich wird es wieder versucht.`,
  countsMore: (more) => `Der Server zählt ${calls(more)} mehr, als er aufführt; ${unproven}. Was er aufführt, ist hier.`,
  countsFewer: (fewer) => `Der Server zählt ${calls(fewer)} weniger, als er aufführt; ${unproven}. Was er aufführt, ist hier.`,
  noTotal: `Der Server sagt nicht, wie viele Anrufe es gibt; ${unproven}.`,
  keptChanging: 'Anrufe änderten sich, während sie gelesen wurden. Der nächste Abgleich macht dort weiter.',
  stoppedAsAsked: (requests) => `Wie gewünscht nach ${counted(requests, 'Anfrage', 'Anfragen')} angehalten. Ein weiterer Abgleich macht dort weiter.`,
  contradictory: (requests) => `Nach ${counted(requests, 'Anfrage', 'Anfragen')} angehalten: Die Antworten des Servers widersprechen einander.`,
  totals: (remote, local) => `Der Server zählt ${calls(remote)}, hier sind es ${n(local)}.`,
  unstoredStatus: 'Ein Anruf ohne gespeicherten Status wird als abgeschlossen gezeigt, doch kein Statusfilter des Servers findet ihn. Hier ist er von den anderen nicht zu unterscheiden.',
  notHere: (id) => `Anruf ${isolated(id)} ist noch nicht hier.`,
  changed: (id) => `Anruf ${isolated(id)} hat sich auf dem Server geändert.`,
  notThere: (id) => `Anruf ${isolated(id)} ist nicht mehr auf dem Server.`,
  further: (count) => `Und ${n(count)} weitere.`,
};
