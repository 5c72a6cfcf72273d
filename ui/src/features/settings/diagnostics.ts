// Copies what helps whoever looks into a fault; nothing in it is about the account or its callers.
import { diagnostics, toErrorBody } from '$ipc';
import { text } from '$shared/text';
import { errorLine } from '$shared/text/words';
import { copyText } from '$shared/ui/clipboard';

let prepared = '';

/** Fetches them ahead: the clipboard takes only what is there at the moment of the click. */
export const prepareDiagnostics = async () => {
  prepared = await diagnostics().catch(() => '');
};

/** Resolves to a line that says what came of it. */
export async function copyDiagnostics(): Promise<string> {
  try {
    return (await copyText(prepared || (await diagnostics()))) ? text.diagnostics.copied : text.diagnostics.refused;
  } catch (thrown) {
    return errorLine(toErrorBody(thrown));
  }
}
