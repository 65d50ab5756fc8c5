import type { KoladaValue, MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { type GroupMedian, keyFigures } from './key-figure.ts';

/** Fewer say too little, and could be told apart. */
const fewest = 3;

/**
 * The median of each year that at least half of the municipalities have a value for: the newest year is often
 * half collected, and the first to report are not like the rest. A median, since one odd value in a group of
 * seven would move a mean.
 */
export function mediansOf(
  values: readonly KoladaValue[],
  members: number,
): Omit<GroupMedian, 'preliminary'>[] {
  const years = Map.groupBy(values, ({ year }) => year);
  return [...years]
    .map(([year, all]) => ({ year, numbers: all.flatMap(({ value }) => value ?? []) }))
    .filter(({ numbers }) => numbers.length >= Math.max(fewest, members / 2))
    .map(({ year, numbers }) => ({ year, value: median(numbers), count: numbers.length }))
    .toSorted((a, b) => a.year - b.year);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The group the plan names. Kolada makes its groups anew with a year in the title: a name without one means the
 * newest, and where the named year is gone, the newest that is otherwise called the same.
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

/** What to ask Kolada for, to be given every year of the group. */
export function withoutYear(title: string): string {
  return words(title).replace(/(?:,? |,|\b)(19|20)\d\d$/u, '');
}

function words(title: string): string {
  return title.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/gu, ' ');
}

function yearOf(title: string): number {
  return Number(/\b(19|20)\d\d\b/u.exec(title)?.[0] ?? 0);
}

/** What similar municipalities have, for one indicator and year: computed by us from what was fetched. */
export interface Comparison {
  /** The group's name, as Kolada has it. */
  readonly group: string;
  readonly year: number;
  /** The median, in the indicator's unit. */
  readonly value: number;
  /** Of how many municipalities. */
  readonly count: number;
  readonly preliminary: boolean;
  /** Our own value of the same year, as Kolada has it. */
  readonly own?: number | undefined;
  /** Kolada's name for what is compared; said where the indicator itself is measured by ourselves. */
  readonly title: string;
  readonly fetchedAt: Timestamp;
}

/** The newest year that enough of the group have a value for; undefined where there is none. Asks Kolada nothing. */
export async function findComparison(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  { kolada }: Pick<Indicator, 'kolada'>,
): Promise<Comparison | undefined> {
  const known = kolada ? await keyFigures(store).find(tenantId, kolada) : undefined;
  const newest = known?.group?.medians.at(-1);
  if (!known?.group || !newest) return undefined;
  const own = known.own.find(({ year }) => year === newest.year)?.value;
  return { ...newest, own, group: known.group.title, title: known.title, fetchedAt: known.fetchedAt };
}
