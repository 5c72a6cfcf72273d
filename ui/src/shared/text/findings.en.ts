// What a sync and a check against the server found.
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted } from './counted';

const calls = (count: number) => counted(count, 'call', 'calls');
const unproven = 'so it cannot be proven that all are here';

export const findings = {
  unreadable: (rows: number) => `${counted(rows, 'row', 'rows')} of the server cannot be read as calls. They are set aside and tried again at each sync.`,
  countsMore: (more: number) => `The server counts ${calls(more)} more than it lists, ${unproven}. Everything it lists is.`,
  countsFewer: (fewer: number) => `The server counts ${calls(fewer)} fewer than it lists, ${unproven}. Everything it lists is.`,
  noTotal: `The server does not say how many calls there are, ${unproven}.`,
  keptChanging: 'Calls kept changing while they were read. The next sync goes on.',
  stoppedAsAsked: (requests: number) => `Stopped after ${counted(requests, 'request', 'requests')}, as asked. Sync again to go on.`,
  contradictory: (requests: number) => `Stopped after ${counted(requests, 'request', 'requests')}: the server’s answers contradict each other.`,
  totals: (remote: number, local: number) => `The server counts ${calls(remote)}, here are ${n(local)}.`,
  unstoredStatus: 'A call without a stored status is shown as completed, yet no status filter of the server finds it. Here it cannot be told from the others.',
  notHere: (id: string) => `Call ${isolated(id)} is not here yet.`,
  changed: (id: string) => `Call ${isolated(id)} has changed on the server.`,
  notThere: (id: string) => `Call ${isolated(id)} is no longer on the server.`,
  further: (count: number) => `And ${n(count)} more.`,
};
