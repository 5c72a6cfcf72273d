// The made-up backend's exports: they take a while, can be cancelled and write nothing.
// ?state=export-exists says that the file is there, ?state=export-denied that the folder takes
// none, ?state=export-cut reports cells that were cut.
import type { ErrorBody, ExportDone, ExportOrder, ExportProgress, ListRequest, PrintOrder } from './bindings';

const steps = 12;
const bytesPerCall: Record<ExportOrder['form'], number> = { xlsx: 190, csv_excel: 410, csv_machines: 405, json: 620, ndjson: 600, parquet: 120 };

const fail = (code: ErrorBody['code'], message: string, detail: ErrorBody['detail'] = null): ErrorBody => ({ code, message, retryable: false, detail });

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
    open_exported: () => null,
    show_exported: () => null,
    print_pages: ({ order }) => this.#print(order as PrintOrder),
    pdf_folder: () => (this.#state === 'no-pdf' ? null : '/home/alex/Downloads'),
  };

  async #print({ path, overwrite }: PrintOrder): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (this.#state === 'export-exists' && path !== null && !overwrite) throw fail('export_failed', `${path} exists already; choose another name, or replace it.`, 'file_exists');
    if (path === null) window.print();
    return true;
  }

  async #write(body: ListRequest, order: ExportOrder): Promise<ExportDone> {
    this.#cancelled = false;
    if (this.#state === 'export-exists' && !order.overwrite) throw fail('export_failed', `${order.path} exists already; choose another name, or replace it.`, 'file_exists');
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
