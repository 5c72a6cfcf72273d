// Whose clocks the window shows: the system's time zone, or the one that was chosen.
import { recall, remember } from './storage';

/** The zone of this computer; empty where the platform cannot tell, which leaves it to the host. */
function systemZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'Etc/Unknown' ? '' : timeZone;
}

/** The IANA name as the platform spells it ("europe/berlin" is found, too); null when there is none. */
export function zoneNamed(text: string): string | null {
  const wanted = text.trim().replace(/\s+/g, '_');
  if (!/^[a-z]/i.test(wanted)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

class ZoneInUse {
  /** Null: the system's. What was kept and is no zone any more counts as that. */
  choice = $state<string | null>(zoneNamed(recall('zone') ?? ''));
  /** An IANA name; empty where nothing was chosen and the system's is not known. */
  readonly name = $derived(this.choice ?? systemZone());

  choose(choice: string | null): void {
    this.choice = choice;
    remember('zone', choice ?? '');
  }
}

export const zone = new ZoneInUse();
