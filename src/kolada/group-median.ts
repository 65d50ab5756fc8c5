import type { KoladaValue, MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { type GroupMedian, keyFigures } from './key-figure.ts';

/** A median of fewer municipalities says too little and could reveal single values. */
const minMunicipalities = 3;

/**
 * The median of each year for which at least half of the municipalities have a value: the newest year is often half
 * collected, and the first to report are not typical. The median, because one odd value in a group of seven would shift
 * a mean.
 */
export function mediansOf(
  values: readonly KoladaValue[],
  members: number,
): Omit<GroupMedian, 'preliminary'>[] {
  const years = Map.groupBy(values, ({ year }) => year);
  return [...years]
    .map(([year, all]) => ({ year, numbers: all.flatMap(({ value }) => value ?? []) }))
    .filter(({ numbers }) => numbers.length >= Math.max(minMunicipalities, members / 2))
    .map(({ year, numbers }) => ({ year, value: median(numbers), count: numbers.length }))
    .toSorted((a, b) => a.year - b.year);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Finds the group that the plan names. Kolada recreates its groups with a year in the title: a name without a year
 * means the newest, and if the named year is gone, the newest with an otherwise equal title is used.
 */
export function groupCalled(
  groups: readonly MunicipalityGroup[],
  name: string,
): MunicipalityGroup | undefined {
  const exact = groups.find(({ title }) => words(title) === words(name));
  if (exact) return exact;
  const same = groups.filter(({ title }) => withoutYear(title) === withoutYear(name));
  return same.toSorted((a, b) => yearOf(b.title) - yearOf(a.title))[0];
}

/** The search text that makes Kolada return the group of every year. */
export function withoutYear(title: string): string {
  return words(title).replace(/(?:,? |,|\b)(19|20)\d\d$/u, '');
}

function words(title: string): string {
  return title.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/gu, ' ');
}

function yearOf(title: string): number {
  return Number(/\b(19|20)\d\d\b/u.exec(title)?.[0] ?? 0);
}

/** The value of similar municipalities for one indicator and year, computed by Roder from fetched values. */
export interface GroupComparison {
  /** The group's name in Kolada. */
  readonly group: string;
  readonly year: number;
  /** The median, in the indicator's unit. */
  readonly value: number;
  /** Number of municipalities behind the median. */
  readonly count: number;
  readonly preliminary: boolean;
  /** The municipality's own value for the same year, from Kolada. */
  readonly own?: number | undefined;
  /** Kolada's title for the figure compared; shown if the municipality measures the indicator itself. */
  readonly title: string;
  readonly fetchedAt: Timestamp;
}

/** The comparison for the newest year with enough values; undefined if there is none. Makes no request to Kolada. */
export async function findComparison(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  { kolada }: Pick<Indicator, 'kolada'>,
): Promise<GroupComparison | undefined> {
  const known = kolada ? await keyFigures(store).find(tenantId, kolada) : undefined;
  const newest = known?.group?.medians.at(-1);
  if (!known?.group || !newest) return undefined;
  const own = known.own.find(({ year }) => year === newest.year)?.value;
  return { ...newest, own, group: known.group.title, title: known.title, fetchedAt: known.fetchedAt };
}
