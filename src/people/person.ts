import type { Document, DocumentStore } from '../base/document-store.ts';
import type { UnreachableReason } from '../base/messenger.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
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
