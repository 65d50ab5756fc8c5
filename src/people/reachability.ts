import type { UnreachableReason } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { persons } from './person.ts';

/**
 * Whether Roder can write to a person. `installed`: there is a chat, and the last message was delivered. `never-seen`:
 * no attempt yet, and no word from Teams; if the app is installed by policy, the first message will work. The others
 * are Teams' latest answer.
 */
export type Reach = 'installed' | 'never-seen' | UnreachableReason;

/** Most urgent first. */
export const reachOrder: readonly Reach[] = [
  'gone',
  'not-installed',
  'blocked',
  'disabled-by-admin',
  'never-seen',
  'installed',
];

export interface PersonReach {
  /** The id the plan uses for the person. */
  readonly personId: string;
  readonly roleIds: readonly string[];
  readonly reach: Reach;
  /** Since when Teams has refused messages. */
  readonly since?: Timestamp | undefined;
}

const readAtOnce = 100;

/** Everybody in the plan, most urgent first. For the administrator and `roder doctor`. */
export async function reachability(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
): Promise<PersonReach[]> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return [];
  const found: PersonReach[] = [];
  for (let start = 0; start < plan.personIds.length; start += readAtOnce) {
    const some = plan.personIds.slice(start, start + readAtOnce);
    found.push(...(await Promise.all(some.map((personId) => reachOf(store, plan, { tenantId, personId })))));
  }
  return found.toSorted((a, b) => reachOrder.indexOf(a.reach) - reachOrder.indexOf(b.reach));
}

async function reachOf(
  store: Ports['store'],
  plan: Plan,
  { tenantId, personId }: { tenantId: string; personId: string },
): Promise<PersonReach> {
  const record = await persons(store).find(tenantId, personId);
  const roleIds = plan.rolesOf(personId).map(({ id }) => id);
  const { unreachable, conversationId } = record ?? {};
  if (unreachable) return { personId, roleIds, reach: unreachable.reason, since: unreachable.since };
  return { personId, roleIds, reach: conversationId ? 'installed' : 'never-seen' };
}

/**
 * Records that Teams refuses messages to the person, for the administrator; cleared when the person writes to Roder.
 */
export async function markUnreachable(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, personId }: Actor,
  reason: UnreachableReason,
): Promise<void> {
  const unreachable = { reason, since: toTimestamp(ports.clock.now()) };
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, unreachable }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, unreachable });
}
