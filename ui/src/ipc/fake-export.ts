// The made-up backend's exports: they take a while, can be cancelled and write nothing.
// ?state=export-exists says that the file is there, ?state=export-denied that the folder takes
// none, ?state=export-cut reports cells that were cut.
import type { ErrorBody, ExportDone, ExportOrder, ExportProgress, ListRequest } from './bindings';

const steps = 12;
const bytesPerCall: Record<ExportOrder['form'], number> = { xlsx: 190, csv_excel: 410, csv_machines: 405, json: 620, ndjson: 600, parquet: 120 };

const fail = (code: ErrorBody['code'], message: string): ErrorBody => ({ code, message, retryable: false });

export class FakeExport {
  #state: string;
  #count: (body: ListRequest) => number;
  #announce: (progress: ExportProgress) => void;
  #cancelled = false;

  constructor(state: string, count: (body: ListRequest) => number, announce: (progress: ExportProgress) => void) {
    this.#state = state;
    this.#count = count;
    this.#announce = announce;
  }

  readonly commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    export_calls: ({ body, order }) => this.#write(body as ListRequest, order as ExportOrder),
    export_cancel: () => { this.#cancelled = true; return null; },
    export_folder: () => '/home/alex/Downloads',
    show_exported: () => null,
  };

  async #write(body: ListRequest, order: ExportOrder): Promise<ExportDone> {
    this.#cancelled = false;
    if (this.#state === 'export-exists' && !order.overwrite) throw fail('export_failed', `${order.path}: the file exists; choose another name, or allow it with --overwrite`);
    if (this.#state === 'export-denied') throw fail('export_failed', `${order.path}: Permission denied (os error 13)`);
    const total = order.ids?.length ?? this.#count(body);
    for (let step = 1; step <= steps; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, this.#state === 'export-slow' ? 1500 : 60));
      if (this.#cancelled) throw fail('cancelled', '');
      this.#announce({ rows: Math.round((total * step) / steps), total, eta_s: step < 3 ? null : (steps - step) * 6, finishing: step === steps });
    }
    const cut = this.#state === 'export-cut';
    return { path: order.path, rows: total, bytes: 4200 + total * bytesPerCall[order.form], cells_cut: cut ? 3 : 0, cells_with_unwritable_characters: cut ? 1 : 0 };
  }
}
