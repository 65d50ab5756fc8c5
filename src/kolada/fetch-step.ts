import type { Temporal } from 'temporal-polyfill';
import { slotOf } from '../base/document-store.ts';
import type { MunicipalityGroup } from '../base/kolada.ts';
import { fromTimestamp, localDate, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { keepCatalogue } from './catalogue.ts';
import { groupCalled, withoutYear } from './group-median.ts';
import { keepKeyFigures } from './keep-key-figures.ts';
import type { FetchPorts, KoladaFetch, Pass } from './kolada-fetch.ts';

/** What a step makes of the document. */
export type Advanced = Pick<
  KoladaFetch,
  'planVersion' | 'pass' | 'finishedAt' | 'problem' | 'unknown' | 'group' | 'catalogue' | 'nextAt'
>;

/** So many key figures at a time: what Kolada takes in one question. */
const inOneStep = 25;
/** The catalogue changes seldom. */
const catalogueHours = 7 * 24;

/** The catalogue when it is old, then the group to compare with, then the plan's key figures in order. */
export async function advance(ports: FetchPorts, plan: Plan, held: KoladaFetch): Promise<Advanced> {
  const now = ports.clock.now();
  const again = { ...held, planVersion: plan.version, nextAt: toTimestamp(now) };
  const pass = held.planVersion === plan.version && held.pass ? held.pass : { done: 0, unknown: [] };
  if (isOld(held.catalogue?.at, now))
    return { ...again, pass, catalogue: await keepCatalogue(ports, held.tenantId) };
  const wanted = wantedKeyFigures(plan);
  if (wanted.length > 0 && pass.group === undefined)
    return { ...again, pass: { ...pass, group: await findGroup(ports, plan) } };
  const ids = wanted.slice(pass.done, pass.done + inOneStep);
  if (ids.length === 0) return finished(plan, again, pass, now);
  const unknown = await keepKeyFigures(ports, { tenantId: held.tenantId, plan, ids, group: pass.group });
  return {
    ...again,
    pass: { ...pass, done: pass.done + ids.length, unknown: [...pass.unknown, ...unknown] },
  };
}

/** Those the plan names, also beside values of our own: they are what others can be compared by. */
export function wantedKeyFigures(plan: Plan): string[] {
  if (!plan.content.organisation.kolada) return [];
  return [...new Set(plan.content.indicators.flatMap(({ kolada }) => kolada ?? []))].toSorted();
}

function isOld(at: string | undefined, now: Temporal.Instant): boolean {
  return !at || fromTimestamp(at).until(now, { largestUnit: 'hour' }).hours >= catalogueHours;
}

async function findGroup({ kolada }: FetchPorts, plan: Plan): Promise<MunicipalityGroup | null> {
  const { comparisonGroup, kolada: own } = plan.content.organisation;
  if (!comparisonGroup) return null;
  const found = groupCalled(await kolada.groups(withoutYear(comparisonGroup)), comparisonGroup);
  return found ? { ...found, members: found.members.filter((id) => id !== own) } : null;
}

function finished(plan: Plan, held: KoladaFetch, pass: Pass, now: Temporal.Instant): Advanced {
  return {
    ...held,
    pass: undefined,
    finishedAt: toTimestamp(now),
    unknown: pass.unknown,
    group: pass.group?.title,
    nextAt: toTimestamp(nextMorning(plan, held.tenantId, now)),
  };
}

/** Before anybody works, each organisation some minutes from the next so that Kolada is not asked by all at once. */
function nextMorning(plan: Plan, tenantId: string, now: Temporal.Instant): Temporal.Instant {
  const { timeZone } = plan.content;
  const tomorrow = localDate(now, timeZone).add({ days: 1 });
  const minutes = slotOf(tenantId) * 3;
  return tomorrow.toZonedDateTime({ timeZone, plainTime: '04:10' }).add({ minutes }).toInstant();
}
