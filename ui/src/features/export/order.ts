// What is to be written where: file names, columns and the order that goes to the backend.
import type { ExportOrder, ListRequest } from '$ipc';
import { dayAt } from '$shared/format/time';

export type Form = ExportOrder['form'];
export type ColumnChoice = 'shown' | 'all' | 'chosen';

/** In the order in which they are offered. */
export const forms: readonly Form[] = ['xlsx', 'csv_excel', 'csv_machines', 'json', 'ndjson', 'parquet'];

const extensions: Record<Form, string> = { xlsx: 'xlsx', csv_excel: 'csv', csv_machines: 'csv', json: 'json', ndjson: 'ndjson', parquet: 'parquet' };

/** A call's fields, in the order in which they are written when all are. */
export const callFields = [
  'id', 'agent_id', 'from_number', 'to_number', 'direction', 'status', 'duration', 'sentiment', 'call_summary', 'created_at', 'agent_name', 'started_at', 'ended_at',
] as const;
export type CallField = (typeof callFields)[number];

/** Only tables for people have columns to choose; the others hold whole calls. */
export const hasColumns = (form: Form): boolean => form === 'xlsx' || form === 'csv_excel' || form === 'csv_machines';
/** Where times are written for reading, and so in somebody's time zone. */
export const hasZone = (form: Form): boolean => form === 'xlsx' || form === 'csv_excel';

/** What the list is asked for, in short: what can be exported. */
export interface Subject {
  request: ListRequest;
  inWords: string;
  total: number;
  selected: readonly string[];
  /** The table's columns, as the fields they show. */
  shown: readonly CallField[];
}

/** What the person has chosen in the dialog. */
export interface Draft {
  form: Form;
  path: string;
  onlySelected: boolean;
  columns: ColumnChoice;
  chosen: readonly CallField[];
  withReview: boolean;
  zone: 'local' | 'utc';
}

const inUtc = ({ form, zone }: Pick<Draft, 'form' | 'zone'>) => zone === 'utc' && hasZone(form);

/** "…/offhook-calls-2026-11-25.xlsx", in the way of writing paths that the folder shows; the day is that of the times in the file. */
export function defaultPath(folder: string, draft: Pick<Draft, 'form' | 'zone'>, now: Date): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  const start = folder === '' || folder.endsWith(separator) ? folder : `${folder}${separator}`;
  return `${start}offhook-calls-${inUtc(draft) ? now.toISOString().slice(0, 10) : dayAt(now)}.${extensions[draft.form]}`;
}

/** The path with the format's own extension; an ending that belongs to no format is the person's and stays. */
export function withExtension(path: string, form: Form): string {
  const known = Object.values(extensions).join('|');
  const ours = new RegExp(`\\.(${known})$`, 'i');
  if (ours.test(path)) return path.replace(ours, `.${extensions[form]}`);
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '' || name.includes('.') ? path : `${path}.${extensions[form]}`;
}

/** No column named means all of them. */
function columnsOf({ form, columns, chosen }: Draft, { shown }: Subject): CallField[] {
  if (!hasColumns(form) || columns === 'all') return [];
  return columns === 'shown' ? [...shown] : callFields.filter((field) => chosen.includes(field));
}

/** How many calls will be written. */
export const countOf = ({ onlySelected }: Draft, { selected, total }: Subject): number => (onlySelected ? selected.length : total);

/** What is missing before it can be written; null when nothing is. */
export function missing(draft: Draft, subject: Subject): 'calls' | 'columns' | 'path' | null {
  if (countOf(draft, subject) === 0) return 'calls';
  if (hasColumns(draft.form) && draft.columns === 'chosen' && draft.chosen.length === 0) return 'columns';
  return draft.path.trim() === '' ? 'path' : null;
}

export interface Written {
  body: ListRequest;
  order: ExportOrder;
}

/** The command's two halves. Chosen calls are written whatever the filter says by now. */
export function orderOf(draft: Draft, subject: Subject, here: { zone: string; language: string }, overwrite: boolean): Written {
  const { sort } = subject.request;
  const wanted: ListRequest = draft.onlySelected ? (sort === undefined ? {} : { sort }) : { ...subject.request };
  // All pages.
  delete wanted.limit;
  delete wanted.offset;
  const order: ExportOrder = {
    form: draft.form, path: draft.path.trim(), overwrite, columns: columnsOf(draft, subject), with_review: draft.withReview,
    zone: inUtc(draft) ? 'UTC' : here.zone, days_in: here.zone, language: here.language, ids: draft.onlySelected ? [...subject.selected] : null,
  };
  return { body: wanted, order };
}
