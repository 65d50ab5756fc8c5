import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { withDeputies } from '../people/away.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { addresseeOf, holderOf } from '../rounds/addressee.ts';
import { type Ask, askId, asks } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { claim, isHeld } from '../storage/claim.ts';

/** All that is due to one person: it goes into one message. */
export interface Bundle {
  readonly tenantId: string;
  /** Who gets the message: the one asked, or who answers for them today. */
  readonly personId: string;
  readonly record: PersonRecord | undefined;
  readonly asks: readonly Stored<Ask>[];
}

const readAtOnce = 100;

/** Due asks by who is to read them, in the order they fell due. */
export async function bundlesOf(ports: Ports, plan: Plan, due: readonly Stored<Ask>[]): Promise<Bundle[]> {
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const bundles = new Map<string, Bundle>();
  for (let start = 0; start < due.length; start += readAtOnce) {
    const part = due.slice(start, start + readAtOnce);
    const people = await Promise.all(
      part.map((ask) => withDeputies(ports.store, ask.tenantId, holderOf(ask))),
    );
    for (const [index, ask] of part.entries()) {
      const personId = addresseeOf(ask, people[index]!, today);
      const record = people[index]!.get(personId);
      const asksSoFar = bundles.get(personId)?.asks ?? [];
      bundles.set(personId, { tenantId: ask.tenantId, personId, record, asks: [...asksSoFar, ask] });
    }
  }
  return [...bundles.values()];
}

/**
 * Takes all of a bundle, or nothing. The first ask in order of ids decides: whoever misses it leaves the
 * person to the instance that has it, so that two never write to one person at the same moment.
 */
export async function claimBundle(
  ports: Ports,
  bundle: Bundle,
  openRounds: readonly Round[],
): Promise<Stored<Ask>[]> {
  const now = toTimestamp(ports.clock.now());
  const others = await otherAsks(ports, bundle, openRounds);
  const held = others.find((ask) => isHeld(ask, now));
  if (held) {
    await joinLater(ports, bundle, held.nextAt!);
    return [];
  }
  const due = others.filter((ask) => ask.nextAt !== undefined && ask.nextAt <= now);
  const [first, ...rest] = [...bundle.asks, ...due].sort((a, b) => (a.id < b.id ? -1 : 1));
  const claimed = first && (await claim(ports, asks(ports.store), first));
  if (!claimed) return [];
  const following = await Promise.all(rest.map((ask) => claimEvenIfChanged(ports, ask)));
  return [claimed, ...following.filter((ask) => ask !== undefined)];
}

/** The person's asks in other rounds, which may be due too or be on their way from another instance. */
async function otherAsks(ports: Ports, bundle: Bundle, openRounds: readonly Round[]): Promise<Stored<Ask>[]> {
  const known = new Set(bundle.asks.map((ask) => ask.id));
  const ids = openRounds.map((round) => askId(round.id, bundle.personId)).filter((id) => !known.has(id));
  const found = await Promise.all(ids.map((id) => asks(ports.store).find(bundle.tenantId, id)));
  // One that was given to somebody else goes to them.
  return found.filter((ask) => ask !== undefined).filter((ask) => holderOf(ask) === bundle.personId);
}

async function joinLater(ports: Ports, bundle: Bundle, nextAt: string): Promise<void> {
  await Promise.all(bundle.asks.map((ask) => asks(ports.store).replace({ ...ask, nextAt })));
}

/** Somebody may have answered another part of it in between; the person is ours already. */
async function claimEvenIfChanged(ports: Ports, ask: Stored<Ask>): Promise<Stored<Ask> | undefined> {
  const claimed = await claim(ports, asks(ports.store), ask);
  if (claimed) return claimed;
  const now = toTimestamp(ports.clock.now());
  const fresh = await asks(ports.store).find(ask.tenantId, ask.id);
  if (fresh?.state !== 'open' || isHeld(fresh, now)) return undefined;
  return claim(ports, asks(ports.store), fresh);
}
