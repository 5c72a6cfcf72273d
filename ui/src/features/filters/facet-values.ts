// Which values a facet offers, in which order, with how many calls.
import type { Facet, FacetValue } from '$ipc';
import type { IconName } from '$shared/ui/icons';

export interface FacetRow {
  value: string;
  /** The name beside a value that is an id. */
  label: string | null;
  /** Null while the backend has not counted yet. */
  count: number | null;
  chosen: boolean;
}

/** A value as the rail draws it. */
export interface DrawnRow extends FacetRow {
  /** The test id goes by this; one section may hold two fields. */
  field: string;
  word: string;
  icon?: IconName;
  toggle: () => void;
}

/** Longer lists go on in a list of their own. */
export const shortList = 8;

/** What was counted, by value; null while nothing was. There can be ten thousand tags. */
type Counted = ReadonlyMap<string, FacetValue> | null;

function countedIn(facets: readonly Facet[] | null, field: Facet['field']): Counted {
  if (facets === null) return null;
  const values = facets.find((facet) => facet.field === field)?.values ?? [];
  return new Map(values.map((entry) => [entry.value, entry]));
}

function row(value: string, counted: Counted, chosen: ReadonlySet<string>, label: string | null = null): FacetRow {
  const found = counted?.get(value);
  return { value, label: found?.label ?? label, count: counted === null ? null : (found?.count ?? 0), chosen: chosen.has(value) };
}

/** Fixed values in their own order, then what else occurs or is chosen: the rows do not jump. */
export function fixedRows(facets: readonly Facet[] | null, field: Facet['field'], fixed: readonly string[], chosen: readonly string[]): FacetRow[] {
  const counted = countedIn(facets, field);
  const chosenSet = new Set(chosen);
  const occurring = [...(counted?.values() ?? [])].filter(({ count }) => count > 0).map(({ value }) => value);
  return [...new Set([...fixed, ...occurring, ...chosen])].map((value) => row(value, counted, chosenSet));
}

/** A value that exists, with its name where it is an id. */
export interface Named {
  value: string;
  name: string | null;
}

/** Names by how many calls they have; those without any stay in their usual order. */
export function rankedRows(facets: readonly Facet[] | null, field: Facet['field'], known: readonly Named[], chosen: readonly string[]): FacetRow[] {
  const counted = countedIn(facets, field);
  const chosenSet = new Set(chosen);
  const names = new Map(known.map(({ value, name }) => [value, name]));
  const values = new Set([...names.keys(), ...(counted?.keys() ?? []), ...chosen]);
  return [...values].map((value) => row(value, counted, chosenSet, names.get(value))).sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
}

/** The first few, and whatever else is chosen. */
export const shortened = <Row extends FacetRow>(rows: readonly Row[]): Row[] => rows.filter(({ chosen }, index) => index < shortList || chosen);
