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

/** What Roder stores about a person: how to reach them and their choices. No name, no figures. */
export interface PersonRecord extends Document {
  readonly kind: 'person';
  /**
   * The user principal name that Teams last gave (empty: none) and the plan version it was fetched for; set only if the
   * plan names people by user principal name.
   */
  readonly principal?: { readonly name: string; readonly planVersion: number } | undefined;
  /** The personal chat, once known from Teams. */
  readonly conversationId?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly unreachable?: { readonly reason: UnreachableReason; readonly since: Timestamp } | undefined;
  readonly language?: Language | undefined;
  /** When the person prefers reminders: a time of day and a weekday (1 is Monday). */
  readonly preference?: { readonly hour?: string; readonly weekday?: number } | undefined;
  /** Kept after the absence ends, so that a deputy who acts too late can be told. */
  readonly away?: Away | undefined;
  /** Where to find the asks that this person answers for others; each ask tells whether that still applies. */
  readonly standsIn?: { readonly for: readonly string[]; readonly asks: readonly string[] } | undefined;
  /** The latest cards in the personal chat with answers or notices, newest first; each ask tracks its own reminders. */
  readonly cards?: readonly OwnCard[] | undefined;
  /** The subject of the last question, so that a follow-up can refer to it: ids only, valid for 15 minutes. */
  readonly spoken?: SpokenOf | undefined;
}

export interface SpokenOf {
  readonly conversationId: string;
  readonly intent: string;
  readonly subjects: readonly { readonly type: string; readonly id: string }[];
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly aspect?: Aspect | undefined;
  /** What was offered to choose from, where it was asked back. */
  readonly choices?: readonly {
    readonly intent: string;
    readonly subject?: { readonly type: string; readonly id: string };
  }[];
  readonly at: Timestamp;
}

export function persons(store: DocumentStore): Documents<PersonRecord> {
  return documentsOf<PersonRecord>(store, { kind: 'person' });
}

/**
 * The person's own choice, else the plan's setting for them, else the organisation's language. For somebody who is not
 * in the plan: their Teams language (`locale`, such as `en-GB`), if known.
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
 * Stores where a person's chat is, on every turn there: Teams may move it, and a turn shows that the person can be
 * reached again. Writes only changes; `known` is the record as just read.
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
