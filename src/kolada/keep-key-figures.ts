import type { KeyFigureFacts, KoladaValue, MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { mediansOf } from './group-median.ts';
import { type KeyFigure, keyFigures, prefillId, prefills } from './key-figure.ts';
import type { FetchPorts } from './kolada-fetch.ts';

export interface Wanted {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly ids: readonly string[];
  readonly group: MunicipalityGroup | null | undefined;
}

/** Enough for a comparison over time; a prefill looks back two years. */
const yearsBack = 6;

/** Fetches and stores these key figures; returns the ids that Kolada does not know. */
export async function keepKeyFigures(ports: FetchPorts, wanted: Wanted): Promise<string[]> {
  const { kolada, clock } = ports;
  const { ids, plan, group } = wanted;
  const own = plan.content.organisation.kolada!;
  const facts = new Map((await kolada.keyFigures(ids)).map((one) => [one.id, one]));
  const known = ids.filter((id) => facts.has(id));
  if (known.length > 0) {
    const today = localDate(clock.now(), plan.content.timeZone);
    const years = Array.from({ length: yearsBack }, (_, back) => today.year - back);
    const municipalities = [own, ...(group?.members ?? [])];
    const values = await kolada.values({ keyFigures: known, municipalities, years });
    const byKeyFigure = Map.groupBy(values, ({ keyFigure }) => keyFigure);
    const fetched = { own, today: today.toString(), at: toTimestamp(clock.now()) };
    for (const id of known)
      await keepOne(ports, wanted, facts.get(id)!, { ...fetched, values: byKeyFigure.get(id) ?? [] });
  }
  return ids.filter((id) => !facts.has(id));
}

interface FetchedValues {
  readonly own: string;
  /** Local date. */
  readonly today: string;
  readonly at: Timestamp;
  readonly values: readonly KoladaValue[];
}

/**
 * If a figure that had values comes back without any, the response is assumed to be truncated: the stored values stay,
 * with their age, until Kolada says otherwise.
 */
async function keepOne(
  ports: Ports,
  wanted: Wanted,
  facts: KeyFigureFacts,
  fetched: FetchedValues,
): Promise<void> {
  const { tenantId, group } = wanted;
  const before = await keyFigures(ports.store).find(tenantId, facts.id);
  if (fetched.values.length === 0 && before && before.own.length > 0) {
    ports.log.warn(
      { event: 'kolada-missing', tenantId, keyFigure: facts.id },
      'Kolada left out a key figure.',
    );
    return;
  }
  const own = fetched.values.filter(({ municipality }) => municipality === fetched.own);
  const others = fetched.values.filter(({ municipality }) => municipality !== fetched.own);
  const preliminary = (year: number) => isPreliminary(facts, year, fetched.today);
  const medians = group ? mediansOf(others, group.members.length) : [];
  const known: KeyFigure = {
    kind: 'keyFigure',
    schema: 1,
    tenantId,
    id: facts.id,
    title: facts.title,
    fetchedAt: fetched.at,
    own: own
      .flatMap(({ year, value, women, men }) =>
        value === null ? [] : [{ year, value, women, men, preliminary: preliminary(year) }],
      )
      .toSorted((a, b) => a.year - b.year),
    group: group
      ? {
          title: group.title,
          members: group.members.length,
          medians: medians.map((one) => ({ ...one, preliminary: preliminary(one.year) })),
        }
      : undefined,
  };
  await keyFigures(ports.store).upsert(known);
  const withdrawn = own.filter(({ value }) => value === null).map(({ year }) => year);
  for (const indicator of wanted.plan.content.indicators) {
    if (indicator.kolada === facts.id && indicator.source === 'kolada')
      await keepPrefills(ports, indicator, known, withdrawn);
  }
}

/** Whether values for the year may still change: today is between the two dates, and they apply to that year. */
function isPreliminary(
  { preliminaryFrom, finalFrom, year }: KeyFigureFacts,
  of: number,
  today: string,
): boolean {
  if (!preliminaryFrom || !finalFrom || year !== of) return false;
  return preliminaryFrom <= today && today < finalFrom;
}

/** A value that Kolada has withdrawn is no longer prefilled; a report that confirmed it keeps it. */
async function keepPrefills(
  ports: Ports,
  indicator: Indicator,
  { tenantId, own, fetchedAt }: KeyFigure,
  withdrawn: readonly number[],
): Promise<void> {
  const all = prefills(ports.store);
  const split = (value: number | undefined) =>
    indicator.byGender && value !== undefined ? rounded(value, indicator) : undefined;
  for (const { year, value: raw, women, men, preliminary } of own) {
    const [id, value] = [prefillId(indicator.id, year), rounded(raw, indicator)];
    const before = await all.find(tenantId, id);
    if (before && before.value !== value)
      ports.log.info(
        { event: 'kolada-revised', tenantId, indicatorId: indicator.id, year },
        'Kolada has changed a value.',
      );
    await all.upsert({
      tenantId,
      id,
      indicatorId: indicator.id,
      year,
      value,
      women: split(women),
      men: split(men),
      source: 'kolada',
      preliminary,
      fetchedAt,
    });
  }
  for (const year of withdrawn) {
    const gone = await all.find(tenantId, prefillId(indicator.id, year));
    if (gone) await all.delete(gone);
  }
}

/** Rounds to as many decimals as the plan's own values have, at least one: Kolada's raw values have six or more. */
export function rounded(value: number, { history = [] }: Pick<Indicator, 'history'>): number {
  const decimals = history.map((one) => String(one.value).split('.')[1]?.length ?? 0);
  const factor = 10 ** Math.min(Math.max(1, ...decimals), 6);
  return Math.round(value * factor) / factor;
}
