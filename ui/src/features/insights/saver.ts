// How a chart becomes a file: the window writes it to the downloads and says where it is.
import { getContext, setContext } from 'svelte';
import { savePicture, showExported, toErrorBody } from '$ipc';
import type { Toasts } from '$shared/state/toasts.svelte';
import { insightsText } from '$shared/text/insights';
import { errorToast } from '$shared/text/words';

/** Writes a file under this name, or one like it, and tells the person. */
export type Saver = (name: string, content: Blob | null) => Promise<void>;

const key = Symbol('saver');

/** For all cards below the component that calls this. */
export function provideSaver(toasts: Toasts): void {
  const failed = (thrown: unknown) => toasts.show({ kind: 'picture', ...errorToast(toErrorBody(thrown), (line) => `${insightsText.notSaved}: ${line}`) });
  setContext<Saver>(key, async (name, content) => {
    try {
      if (!content) throw new Error(name);
      const path = await savePicture({ name, content: [...new Uint8Array(await content.arrayBuffer())] });
      const show = () => void showExported(path).catch(failed);
      toasts.show({ kind: 'picture', text: insightsText.saved(path), tone: 'plain', action: { label: insightsText.show, run: show } });
    } catch (thrown) {
      failed(thrown);
    }
  });
}

export const theSaver = (): Saver => getContext<Saver>(key);
