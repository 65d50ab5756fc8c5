import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, localDate, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { keepCatalogue } from './catalogue.ts';
import { groupCalled, withoutYear } from './group-median.ts';
import { keepKeyFigures } from './keep-key-figures.ts';
import {
  current,
  type FetchPorts,
  type FetchProblem,
  type KoladaFetch,
  koladaFetches,
  type Pass,
} from './kolada-fetch.ts';

/** The fields of the document that a step updates. */
export type Advanced = Pick<
  KoladaFetch,
  'planVersion' | 'pass' | 'finishedAt' | 'problem' | 'unknown' | 'group' | 'catalogue' | 'nextAt'
>;

/** Key figures per step: as many as Kolada accepts in one request. */
const idsPerStep = 25;
/** The catalogue changes seldom. */
const catalogueHours = 7 * 24;

/** One step: first the catalogue if it is old, then the group to compare with, then the plan's key figures in order. */
export async function fetchStep(ports: FetchPorts, plan: Plan, held: KoladaFetch): Promise<Advanced> {
  const now = ports.clock.now();
  const again = { ...held, planVersion: plan.version, nextAt: toTimestamp(now) };
  const pass = held.planVersion === plan.version && held.pass ? held.pass : { done: 0, unknown: [] };
  if (isOld(held.catalogue?.at, now))
    return { ...again, pass, catalogue: await keepCatalogue(ports, held.tenantId) };
  const wanted = wantedKeyFigures(plan);
  if (wanted.length > 0 && pass.group === undefined)
    return { ...again, pass: { ...pass, group: await findGroup(ports, plan) } };
  const ids = wanted.slice(pass.done, pass.done + idsPerStep);
  if (ids.length === 0) return finished(plan, again, pass, now);
  const unknown = await keepKeyFigures(ports, { tenantId: held.tenantId, plan, ids, group: pass.group });
  return {
    ...again,
    pass: { ...pass, done: pass.done + ids.length, unknown: [...pass.unknown, ...unknown] },
  };
}

/**
 * All key figures that the plan names, including those of indicators that the municipality measures itself: these are
 * for comparison with others.
 */
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

/** Before working hours, with the tenants some minutes apart so that they do not all call Kolada at once. */
function nextMorning(plan: Plan, tenantId: string, now: Temporal.Instant): Temporal.Instant {
  const { timeZone } = plan.content;
  const tomorrow = localDate(now, timeZone).add({ days: 1 });
  const minutes = (createHash('sha256').update(tenantId).digest().readUInt8() % 16) * 3;
  return tomorrow.toZonedDateTime({ timeZone, plainTime: '04:10' }).add({ minutes }).toInstant();
}

/** The state of the Kolada fetch, for the administrator and `roder doctor`. */
export interface KoladaHealth {
  /** Whether anything is fetched at all; a command that runs beside the service cannot know. */
  readonly connected: boolean;
  /** How many key figures the plan names; 0 if the plan does not name the municipality. */
  readonly wanted: number;
  readonly finishedAt?: Timestamp | undefined;
  readonly problem?: FetchProblem | undefined;
  readonly nextAt?: Timestamp | undefined;
  /** Key figure ids in the plan that Kolada does not know. */
  readonly unknown: readonly string[];
  /** The group to compare with: its name in the plan, and the one found in Kolada. */
  readonly group?: { readonly wanted: string; readonly found?: string | undefined } | undefined;
  /** Number of key figures in the catalogue. */
  readonly catalogue: number;
}

export async function koladaHealth(
  { store, kolada }: Pick<Ports, 'store' | 'kolada'>,
  tenantId: string,
): Promise<KoladaHealth> {
  const plan = await currentPlan(store, tenantId);
  const known = await koladaFetches(store).find(tenantId, current);
  const wantedGroup = plan?.content.organisation.comparisonGroup;
  return {
    connected: kolada !== undefined,
    wanted: plan ? wantedKeyFigures(plan).length : 0,
    finishedAt: known?.finishedAt,
    problem: known?.problem,
    nextAt: known?.nextAt,
    unknown: known?.unknown ?? [],
    group: wantedGroup ? { wanted: wantedGroup, found: known?.group } : undefined,
    catalogue: known?.catalogue?.count ?? 0,
  };
}
