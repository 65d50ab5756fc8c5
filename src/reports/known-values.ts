import type { DocumentStore } from '../base/document-store.ts';
import type { ByGender } from '../base/kolada.ts';
import { periodOfDays } from '../calendar/dated-period.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { prefillId, prefills } from '../kolada/key-figure.ts';
import { periodAsked } from '../plan/period-asked.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import type { Round } from '../rounds/round.ts';
import { deliveredValues, standingDelivery } from './delivered-values.ts';
import {
  byGenderOf,
  periodLabelled,
  readIndicatorSeries,
  reportedPoint,
  type SeriesPoint,
  type SeriesSource,
  withPoint,
} from './indicator-series.ts';
import type { KnownSource, ReportState } from './report.ts';

/** A value that need not be asked for, and where it is from. */
export interface KnownValue extends ByGender {
  readonly value: number;
  readonly source: KnownSource;
  /** When it was fetched from where it is from; absent: it is the plan's own. */
  readonly fetchedAt?: Timestamp | undefined;
  /** What the system delivered before it corrected itself. */
  readonly before?: number | undefined;
}

export interface KnownQuestion {
  readonly store: DocumentStore;
  readonly tenantId: string;
  readonly plan: Plan;
  readonly round: Round;
}

/**
 * What is known of the period asked about: what a system has delivered, else the plan's own history, else a source
 * outside.
 */
export async function knownValue(
  asked: KnownQuestion,
  indicator: Indicator,
): Promise<KnownValue | undefined> {
  const covers = asked.plan.period(asked.round.id)?.covers;
  if (!covers) return undefined;
  const isYear = periodOfDays(covers.from, covers.to).key === covers.to.slice(0, 4);
  const { key } = periodAsked(indicator, covers);
  const delivered = await deliveredValues(asked.store).find(asked.tenantId, indicator.id);
  const standing = standingDelivery(delivered, key);
  if (standing) {
    const { value, women, men, source: system, date, before } = standing;
    return { value, women, men, source: { source: 'system', period: key, system, date }, before };
  }
  const planned = indicator.history?.find(
    ({ period }) => periodLabelled(period, indicator, asked.plan)?.key === key,
  );
  if (planned)
    return { value: planned.value, ...byGenderOf(planned), source: { source: 'plan', period: key } };
  const yearly = indicator.frequency === 'annual' || isYear;
  return yearly && indicator.source === 'kolada' ? fromOutside(asked, indicator, covers) : undefined;
}

/** Sources publish late: the newest of these years stands, and says which year it is of. */
export function prefillYears({ to }: { readonly to: string }): number[] {
  const year = Number(to.slice(0, 4));
  return [year, year - 1, year - 2];
}

async function fromOutside(
  { store, tenantId }: KnownQuestion,
  { id }: Indicator,
  covers: { readonly to: string },
): Promise<KnownValue | undefined> {
  const found = await Promise.all(
    prefillYears(covers).map((year) => prefills(store).find(tenantId, prefillId(id, year))),
  );
  const known = found.find((one) => one !== undefined);
  if (!known) return undefined;
  const preliminary = known.preliminary || undefined;
  const source = { source: known.source, period: String(known.year), preliminary };
  return { value: known.value, ...byGenderOf(known), source, fetchedAt: known.fetchedAt };
}

export interface IndicatorValues {
  readonly indicator: Indicator;
  readonly series: readonly SeriesPoint[];
}

/** The values to show with a report: those of earlier rounds, and last what the report itself says. */
export async function reportValues(
  source: SeriesSource & { readonly round: Round },
  state: ReportState,
  indicators: readonly Indicator[],
): Promise<IndicatorValues[]> {
  const rounds = source.rounds.filter((one) => one.id !== source.round.id && one.due <= source.round.due);
  return Promise.all(
    indicators.map(async (indicator) => {
      const earlier = await readIndicatorSeries({ ...source, rounds }, indicator);
      return { indicator, series: withReported(earlier, state, { indicator, ...source }) };
    }),
  );
}

/** The values before a round with the one that its report gives. */
export function withReported(
  earlier: readonly SeriesPoint[],
  state: ReportState,
  { indicator, ...at }: { readonly indicator: Indicator; readonly plan: Plan; readonly round: Round },
): SeriesPoint[] {
  const given = state.readings[indicator.id];
  const point = given && reportedPoint(given, indicator, at);
  return point ? withPoint(earlier, point) : [...earlier];
}
