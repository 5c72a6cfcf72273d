// German words of what is copied for a report of a fault.
import type { diagnostics as english } from './diagnostics.en';

export const diagnostics: typeof english = {
  copy: 'Diagnose kopieren', copied: 'Diagnose kopiert: ohne Anrufe, Namen, Nummern und Token', refused: 'Die Zwischenablage ist nicht benutzbar',
};
