// What a sync and a check against the server found, in the person's words.
import type { Difference, SyncWarning } from '$ipc';
import { oneLine } from '$shared/format/plain';
import { text } from '$shared/text';

/** Ids are the server's own and may be of any length. */
const longestId = 80;

export function warningLine(warning: SyncWarning): string {
  const words = text.activity.findings;
  switch (warning.kind) {
    case 'unreadable': return words.unreadable(warning.rows);
    case 'counts_more': return words.countsMore(warning.calls);
    case 'counts_fewer': return words.countsFewer(warning.calls);
    case 'no_total': return words.noTotal;
    case 'kept_changing': return words.keptChanging;
    case 'stopped_as_asked': return words.stoppedAsAsked(warning.requests);
    case 'contradictory': return words.contradictory(warning.requests);
    case 'other': return oneLine(warning.sentence, 300);
  }
}

export function differenceLine(difference: Difference): string {
  const words = text.activity.findings;
  switch (difference.kind) {
    case 'totals': return words.totals(difference.remote, difference.local);
    case 'unstored_status': return words.unstoredStatus;
    case 'not_here': return words.notHere(oneLine(difference.id, longestId));
    case 'changed': return words.changed(oneLine(difference.id, longestId));
    case 'not_there': return words.notThere(oneLine(difference.id, longestId));
    case 'further': return words.further(difference.count);
  }
}
