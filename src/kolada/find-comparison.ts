import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { keyFigures } from './key-figure.ts';

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
