import type { Stored } from '../base/document-store.ts';
import { KoladaError } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { claim } from '../storage/claim.ts';
import { type Advanced, fetchStep } from './fetch-step.ts';
import { current, type FetchPorts, type KoladaFetch, koladaFetches } from './kolada-fetch.ts';

/** `step`: more can be fetched right away. `nothing`: nothing is due. */
export type Fetched = 'step' | 'nothing';

/**
 * Fetches one step of what is due from Kolada. Never runs within a turn: answers to people are read from the store.
 * Runs once a day, at once for a new plan, and with growing pauses after failures. Without Kolada (`KOLADA_URL=off`,
 * the demo) it is a no-op and nothing is reported missing.
 */
export async function fetchDueKeyFigures(ports: Ports, tenantId: string): Promise<Fetched> {
  const { kolada } = ports;
  const plan = await currentPlan(ports.store, tenantId);
  if (!kolada || !plan) return 'nothing';
  const due = await dueFetch(ports, tenantId, plan);
  const held = due && (await claim(ports, koladaFetches(ports.store), due));
  if (!held) return 'nothing';
  const after = await advanceSafely({ ...ports, kolada }, plan, held);
  const written = await koladaFetches(ports.store).replace({ ...held, ...after, lease: undefined });
  return written.outcome === 'done' && after.pass && !after.problem ? 'step' : 'nothing';
}

async function dueFetch(
  ports: Ports,
  tenantId: string,
  { version }: Plan,
): Promise<Stored<KoladaFetch> | undefined> {
  const now = toTimestamp(ports.clock.now());
  const known = await koladaFetches(ports.store).find(tenantId, current);
  if (!known) {
    const first = { tenantId, id: current, planVersion: version, nextAt: now };
    const created = await koladaFetches(ports.store).create(first);
    return created.outcome === 'done' ? created.document : undefined;
  }
  // A new plan is fetched at once, unless Kolada has just failed or another instance is fetching.
  const isNew = known.planVersion !== version && !known.lease && !known.problem;
  return isNew || known.nextAt === undefined || known.nextAt <= now ? known : undefined;
}

async function advanceSafely(ports: FetchPorts, plan: Plan, held: Stored<KoladaFetch>): Promise<Advanced> {
  try {
    return { ...(await fetchStep(ports, plan, held)), problem: undefined };
  } catch (error) {
    if (!(error instanceof KoladaError)) throw error;
    return failed(ports, held, error);
  }
}

const firstDelayMs = 15 * 60_000;
const longestDelayMs = 24 * 3_600_000;

/**
 * Values already stored stay, with their age. A retired API version is logged as an error, because somebody must act.
 */
function failed(ports: FetchPorts, held: Stored<KoladaFetch>, error: KoladaError): Advanced {
  const now = ports.clock.now();
  const failures = (held.problem?.failures ?? 0) + 1;
  const delay = Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
  const wait = error.code === 'kolada-stopping' ? 0 : Math.max(delay, error.afterMs ?? 0);
  const facts = { event: 'kolada-failed', tenantId: held.tenantId, code: error.code, failures };
  if (error.code === 'kolada-gone') ports.log.error(facts, error.message);
  else if (error.code !== 'kolada-stopping') ports.log.warn(facts, error.message);
  const { planVersion, pass, finishedAt, unknown, group, catalogue } = held;
  const since = held.problem?.since ?? toTimestamp(now);
  return {
    planVersion,
    pass,
    finishedAt,
    unknown,
    group,
    catalogue,
    problem: error.code === 'kolada-stopping' ? held.problem : { code: error.code, since, failures },
    nextAt: toTimestamp(now.add({ milliseconds: wait })),
  };
}
