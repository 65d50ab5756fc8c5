import type { Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type PersonRecord, persons } from './person.ts';

export interface Whereabouts {
  readonly conversationId: string;
  readonly serviceUrl: string;
}

/**
 * Keeps where a person's own chat is, on every turn there: Teams may move it, and being written to shows
 * that the person is reachable again. Writes only what changed; `known` is what has just been read of the person.
 */
export async function rememberPerson(
  ports: Pick<Ports, 'store'>,
  actor: Actor,
  where: Whereabouts,
  known?: Stored<PersonRecord>,
): Promise<Stored<PersonRecord>> {
  if (known && isSame(known, where)) return known;
  const people = persons(ports.store);
  const changed = await people.change(actor.tenantId, actor.personId, (record) =>
    isSame(record, where) ? undefined : { ...record, ...where, unreachable: undefined },
  );
  if (changed) return changed;
  const created = await people.create({ tenantId: actor.tenantId, id: actor.personId, ...where });
  return created.outcome === 'done' ? created.document : rememberPerson(ports, actor, where);
}

function isSame(record: PersonRecord, where: Whereabouts): boolean {
  return (
    record.conversationId === where.conversationId &&
    record.serviceUrl === where.serviceUrl &&
    !record.unreachable
  );
}

/** The app was removed from the person's chat: nothing can be sent there until it is installed again. */
export async function forgetChat(ports: Pick<Ports, 'store' | 'clock'>, actor: Actor): Promise<void> {
  const since = toTimestamp(ports.clock.now());
  await persons(ports.store).change(actor.tenantId, actor.personId, (record) => ({
    ...record,
    conversationId: undefined,
    unreachable: { reason: 'not-installed', since },
  }));
}
