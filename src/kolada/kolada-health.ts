import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { wantedKeyFigures } from './fetch-step.ts';
import { current, type FetchProblem, koladaFetches } from './kolada-fetch.ts';

/** How it is with what is fetched from Kolada: for the administrator, and for `roder doctor`. */
export interface KoladaHealth {
  /** Whether anything is fetched at all; a command that runs beside the service does not know. */
  readonly connected: boolean;
  /** How many key figures the plan names; none where it does not name the municipality either. */
  readonly wanted: number;
  readonly finishedAt?: Timestamp | undefined;
  readonly problem?: FetchProblem | undefined;
  /** When it is tried next. */
  readonly nextAt?: Timestamp | undefined;
  /** Ids in the plan that Kolada does not have. */
  readonly unknown: readonly string[];
  /** The group to compare with: as the plan names it, and as it was found. */
  readonly group?: { readonly wanted: string; readonly found?: string | undefined } | undefined;
  /** How many key figures the catalogue has. */
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
