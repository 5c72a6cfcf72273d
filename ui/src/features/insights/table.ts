// The table behind a chart: what it shows, and as tab-separated values for a spreadsheet.

export interface Cell {
  shown: string;
  /** For copying: a plain number, or the text as it came. */
  raw: string | number;
  /** Leads to the calls of this cell. */
  pick?: (() => void) | undefined;
}

export interface Row {
  key: string;
  cells: readonly Cell[];
  /** Leads to the calls of this row. */
  pick?: (() => void) | undefined;
}

export interface Table {
  head: readonly string[];
  rows: readonly Row[];
}

export const cell = (shown: string, raw: string | number = shown, pick?: Cell['pick']): Cell => ({ shown, raw, pick });

/** What would break a cell is replaced; what a spreadsheet would take for a formula gets an apostrophe. */
function written(raw: string | number): string {
  if (typeof raw === 'number') return String(raw);
  const plain = raw.replace(/\s+/g, ' ').trim();
  return /^[=@]|^[-+](?!\d+$)/.test(plain) ? `'${plain}` : plain;
}

export function asTsv({ head, rows }: Table): string {
  const lines = rows.map(({ cells }) => cells.map(({ raw }) => written(raw)).join('\t'));
  return `${[head.map(written).join('\t'), ...lines].join('\n')}\n`;
}
