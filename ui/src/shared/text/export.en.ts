// The words of the export dialog.
import type { Code } from '$ipc/bindings';
import { formatCount as n } from '../format/number';
import { counted } from './counted';

const calls = (count: number) => counted(count, 'call', 'calls');

/** Errors that mean something else here than elsewhere. */
const problems: Partial<Record<Code, string>> = {
  busy: 'Another export is being written. Try again when it is done.',
  cancelled: 'Cancelled. Nothing was written.',
  disk_full: 'The disk is full. Free some space or choose another place; no file was left half written.',
};

export const exporting = {
  what: {
    heading: 'What is written', selected: (count: number) => `${n(count)} selected ${count === 1 ? 'call' : 'calls'}`, all: (count: number) => `All ${n(count)} in the list`,
    whole: 'All pages, in the order of the list', chosen: 'The calls you selected, also those on other pages', none: 'No call matches, so there is nothing to write.',
  },
  format: { heading: 'Format' },
  forms: {
    xlsx: { name: 'Excel workbook', help: 'Real dates and durations, filters on' },
    csv_excel: { name: 'CSV for Excel', help: 'Opens in any spreadsheet with a double click' },
    csv_machines: { name: 'CSV for programs', help: 'Plain, every value as the server sent it' },
    json: { name: 'JSON', help: 'One document in the shape of the API' },
    ndjson: { name: 'NDJSON', help: 'One call on each line, for streaming' },
    parquet: { name: 'Parquet', help: 'Typed columns, for DuckDB and Spark' },
  },
  columns: {
    heading: 'Columns', shown: 'As in the table', all: 'All', chosen: 'Choose', pick: 'Columns to write',
    names: {
      id: 'Call id', agent_id: 'Agent id', from_number: 'From', to_number: 'To', direction: 'Direction', status: 'Status', duration: 'Duration',
      sentiment: 'Sentiment', call_summary: 'Summary', created_at: 'Time', agent_name: 'Agent', started_at: 'Started', ended_at: 'Ended',
    },
    noneChosen: 'Choose at least one column.',
  },
  review: { heading: 'Review', label: 'With my stars, tags and notes' },
  zone: { heading: 'Times in', local: (zone: string) => `My time (${zone})` },
  file: { heading: 'File', replace: 'Replace it', exists: 'There is already a file of this name.', noPath: 'Name the file to write.' },
  do: { start: 'Export', cancelling: 'Cancelling…' },
  progress: {
    preparing: 'Preparing…', finishing: 'Finishing the file…', rows: (rows: number, total: number) => `${n(rows)} of ${calls(total)}`,
    behind: 'You can close this and work on; the export continues.',
  },
  done: {
    title: (rows: number) => `${calls(rows)} written`, open: 'Open', show: 'Show in folder', copyPath: 'Copy path', another: 'Export again', pathCopied: 'Path copied',
    cut: (count: number) => `${counted(count, 'cell', 'cells')} longer than Excel allows: cut, and marked where it was cut.`,
    unwritable: (count: number) => `${counted(count, 'cell', 'cells')} with characters this format cannot hold: those were replaced.`,
  },
  problems,
};
