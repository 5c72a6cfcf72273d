// Lays a printout out for paper and has it printed.
import { mount, unmount } from 'svelte';
import { printPages, type PrintOrder } from '$ipc';
import { roomOn, type Printout } from './printout';
import Sheets from './Sheets.svelte';

/** Where Letter is what lies in the printer; A4 everywhere else. */
const letterRegions = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'CR', 'DO', 'GT', 'PA', 'PH', 'PR', 'SV', 'VE']);

/** What the language of the system says; one that is none, such as "C", says nothing. */
export function paperOf(language: string): PrintOrder['paper'] {
  const [known] = Intl.getCanonicalLocales(/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : []);
  const region = known === undefined ? undefined : new Intl.Locale(known).maximize().region;
  return region !== undefined && letterRegions.has(region) ? 'letter' : 'a4';
}

let present: ReturnType<typeof mount> | null = null;

function clear(): void {
  if (present) void unmount(present);
  present = null;
}

/** Resolves to whether anything was printed; without a path, the system's dialog asks where to. */
export async function print(printout: Printout, path: string | null, overwrite: boolean): Promise<boolean> {
  clear();
  const paper = paperOf(navigator.language);
  const room = roomOn(path === null ? 'either' : paper, printout.landscape);
  await new Promise<void>((resolve) => {
    present = mount(Sheets, { target: document.body, props: { printout, room, onready: resolve } });
  });
  try {
    return await printPages({ paper, landscape: printout.landscape, path, overwrite });
  } finally {
    // Some systems print after they have answered; they tell when.
    if (path !== null) clear();
    else window.addEventListener('afterprint', clear, { once: true });
  }
}
