// Which number of a call is the other party's, and the other calls with it.
import { listCalls, type Call } from '$ipc';

export const othersShown = 5;

/** The number that is not ours: who called, or who was called. */
export function otherParty(call: Call): string | null {
  return (call.direction === 'outbound' ? call.to_number : call.from_number) || null;
}

export interface OtherCalls {
  /** At most `othersShown`, newest first, without the call itself. */
  calls: Call[];
  /** With the call itself. */
  total: number;
}

export async function otherCalls(id: string, phone_number: string): Promise<OtherCalls> {
  const { calls, total } = await listCalls({ phone_number, limit: othersShown + 1 });
  return { calls: calls.filter((call) => call.id !== id).slice(0, othersShown), total };
}
