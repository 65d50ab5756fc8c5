import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type People, readDeputyChain, whoAnswersFor } from '../people/away.ts';
import { type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Ask, askId, asks } from './ask.ts';
import { openRounds, type Round } from './round.ts';

/** Whose the ask is for the whole round: the person asked, or the one the administrator gave it to. */
export function holderOf(ask: Pick<Ask, 'personId' | 'givenTo'>): string {
  return ask.givenTo?.personId ?? ask.personId;
}

/** The one person an ask goes to on a day, and who may answer it then. */
export function addresseeOf(
  ask: Pick<Ask, 'personId' | 'givenTo'>,
  people: People,
  day: Temporal.PlainDate,
): string {
  return whoAnswersFor(people, holderOf(ask), day);
}

/** The same today, read from the store. */
export async function findAddressee(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  ask: Pick<Ask, 'tenantId' | 'personId' | 'givenTo'>,
): Promise<string> {
  const { tenantId } = ask;
  const people = await readDeputyChain(store, plan, { tenantId, personId: holderOf(ask) });
  return addresseeOf(ask, people, localDate(clock.now(), plan.content.timeZone));
}

/**
 * What is open to a person today, their own first: asks that are theirs, or that they answer for somebody else.
 * `known`: the open rounds, where the turn has read them.
 */
export async function asksFor(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, personId }: Actor,
  plan: Plan,
  known?: readonly Round[],
): Promise<Stored<Ask>[]> {
  const { people, given } = await standsInFor(ports.store, tenantId, personId);
  const open = known ?? (await openRounds(ports.store, tenantId));
  const ids = open.flatMap((round) => people.map((one) => askId(round.id, one)));
  const found = await Promise.all(
    [...new Set([...ids, ...given])].map((id) => asks(ports.store).find(tenantId, id)),
  );
  const mine: Stored<Ask>[] = [];
  for (const ask of found) {
    if (!ask || ask.state === 'closed' || !open.some(({ id }) => id === ask.roundId)) continue;
    if ((await findAddressee(ports, plan, ask)) === personId) mine.push(ask);
  }
  return mine;
}

/** The hints of the person and of those they stand in for, in turn; whether each still holds is asked of the ask. */
async function standsInFor(store: DocumentStore, tenantId: string, personId: string) {
  const people: string[] = [];
  const given: string[] = [];
  const waiting = [personId];
  for (let id = waiting.shift(); id; id = waiting.shift()) {
    if (people.includes(id)) continue;
    people.push(id);
    const { standsIn } = (await persons(store).find(tenantId, id)) ?? {};
    waiting.push(...(standsIn?.for ?? []));
    given.push(...(standsIn?.asks ?? []));
  }
  return { people, given };
}

/** Kept with who helps, so that their asks are found without looking through everybody's. */
export async function hintStandIn(
  store: DocumentStore,
  { tenantId, personId }: Actor,
  hint: { readonly for: string } | { readonly ask: string },
): Promise<void> {
  const withHint = ({ standsIn }: Pick<PersonRecord, 'standsIn'>) => ({
    for: add(standsIn?.for, 'for' in hint ? hint.for : undefined),
    asks: add(standsIn?.asks, 'ask' in hint ? hint.ask : undefined),
  });
  const known = await persons(store).change(tenantId, personId, (one) => ({
    ...one,
    standsIn: withHint(one),
  }));
  if (known) return;
  const created = await persons(store).create({ tenantId, id: personId, standsIn: withHint({}) });
  if (created.outcome === 'conflict') await hintStandIn(store, { tenantId, personId }, hint);
}

/** The latest hints are kept, so that a record stays small for ever. */
const maxHints = 50;

function add(hints: readonly string[] = [], hint: string | undefined): string[] {
  return hint ? [...hints.filter((one) => one !== hint), hint].slice(-maxHints) : [...hints];
}
