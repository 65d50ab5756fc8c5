import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { UnreachableReason } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { Away } from './away.ts';
import type { OwnCard } from './own-cards.ts';

/** What Roder keeps of a person: how to reach them and what they have chosen. No name, no figures. */
export interface PersonRecord extends Document {
  readonly kind: 'person';
  /**
   * The user principal name as Teams last said it (empty: it has none), and the plan for which it was asked: only
   * where the plan names people by it.
   */
  readonly principal?: { readonly name: string; readonly planVersion: number } | undefined;
  /** The personal chat, once Teams has shown it. */
  readonly conversationId?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly unreachable?: { readonly reason: UnreachableReason; readonly since: Timestamp } | undefined;
  readonly language?: Language | undefined;
  /** When the person wants to be reminded: a time of day, a weekday (1 is Monday). */
  readonly preference?: { readonly hour?: string; readonly weekday?: number } | undefined;
  /** Stays when it is over, so that a deputy who comes late is told so. */
  readonly away?: Away | undefined;
  /** Where to look for asks that this person answers for others; each ask says whether it still holds. */
  readonly standsIn?: { readonly for: readonly string[]; readonly asks: readonly string[] } | undefined;
  /** The latest cards in the personal chat that are answers or notices, the newest first; reminders are the asks' to know. */
  readonly cards?: readonly OwnCard[] | undefined;
  /** What was last asked of, so that the next question can go on from it: ids alone, for a quarter of an hour. */
  readonly spoken?: SpokenOf | undefined;
}

export interface SpokenOf {
  readonly conversationId: string;
  readonly intent: string;
  readonly subjects: readonly { readonly type: string; readonly id: string }[];
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly aspect?: Aspect | undefined;
  readonly at: Timestamp;
}

export function persons(store: DocumentStore): Documents<PersonRecord> {
  return documentsOf<PersonRecord>(store, { kind: 'person' });
}

/**
 * The person's own choice, else the plan's word for them, else the organisation's language; for somebody who
 * is not in the plan the language of their Teams (`locale`, as `en-GB`), where it is known.
 */
export function languageOf(
  plan: Plan | undefined,
  record: PersonRecord | undefined,
  personId: string,
  locale?: string,
): Language {
  const planned = plan?.person(personId);
  const client = locale && !planned ? (locale.startsWith('sv') ? 'sv' : 'en') : undefined;
  return record?.language ?? planned?.language ?? client ?? plan?.content.language ?? 'sv';
}

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
