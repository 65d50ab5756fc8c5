import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { PushKind, PushReason } from '../calendar/push-times.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { NoticeAbout } from './notice.ts';

/** What was sent to whom, when, and the result. Short-lived; contains no text. The id begins with the time. */
export interface SendLogEntry extends Document {
  readonly kind: 'sendLog';
  readonly at: Timestamp;
  /** The recipient or intended recipient; absent: a channel. */
  readonly personId?: string | undefined;
  /** The leadership channel it went to, or should have. */
  readonly channelId?: string | undefined;
  /** The receiver outside, by the id of its webhook. */
  readonly webhookId?: string | undefined;
  /** The application that delivered something: its client id in Entra. */
  readonly clientId?: string | undefined;
  /** What a webhook or a delivery is about, in ids: `round.opened 2026-D`, `i14 2026-08`. */
  readonly about?: string | undefined;
  readonly askIds: readonly string[];
  /** For a message about rounds and not about single asks. */
  readonly roundIds?: readonly string[] | undefined;
  /**
   * `digest`: news a person has chosen to follow. `notice`: tells of somebody's decision. `post`: a summary in a
   * channel. `post-update`: an update of a posted summary, logged only if it fails. `webhook`: an event to a
   * receiver outside. `value`: not sent, but delivered by a system.
   */
  readonly push: PushKind | 'digest' | 'notice' | 'post' | 'post-update' | 'webhook' | 'value';
  /** The notice's subject; `restore`: the question what to do with messages that may have been sent. */
  readonly notice?: NoticeAbout['type'] | 'restore' | undefined;
  /** Why it was due then. */
  readonly rule?: PushReason | 'day-after-due' | PostRule | undefined;
  readonly dueAt: Timestamp;
  readonly outcome: SendResult;
  readonly reason?: string | undefined;
  /** An earlier attempt's result is unknown: Teams may have shown the message already. */
  readonly perhapsSecondCopy?: true | undefined;
  readonly activityId?: string | undefined;
}

/** Why a summary was posted: the round's first, its closing one, or a new one because the posted message is gone. */
export type PostRule = 'first-summary' | 'closing-summary' | 'message-gone';

export const sendResults = [
  'sent',
  'skipped',
  'retry',
  'unknown',
  'unreachable',
  'failed',
  'received',
] as const;
/** After `retry` and `unknown` comes another attempt, with a later entry. `received`: it came to Roder. */
export type SendResult = (typeof sendResults)[number];

export function sendLog(store: DocumentStore): Documents<SendLogEntry> {
  return documentsOf<SendLogEntry>(store, { kind: 'sendLog' });
}

export type NewSendLogEntry = Omit<SendLogEntry, 'kind' | 'schema' | 'id' | 'at' | 'nextAt'> & {
  /** Distinguishes messages to one person at the same moment; absent: its first ask, or the person. */
  readonly subject?: string;
};

export async function writeSendLog(
  ports: Pick<Ports, 'store' | 'clock'>,
  { subject, ...entry }: NewSendLogEntry,
): Promise<void> {
  const at = toTimestamp(ports.clock.now());
  const about = subject ?? entry.askIds[0] ?? recipientOf(entry);
  await sendLog(ports.store).upsert({
    ...entry,
    at,
    id: `${idTime(at)}~${about}~${entry.push}~${entry.outcome}`,
  });
}

/** The id of the person, channel or webhook; for what came to Roder, of the program that delivered it. */
export function recipientOf({
  personId,
  channelId,
  webhookId,
  clientId,
}: Pick<SendLogEntry, 'personId' | 'channelId' | 'webhookId' | 'clientId'>): string {
  return personId ?? channelId ?? webhookId ?? clientId ?? '';
}

export interface SendLogQuery {
  readonly since?: Timestamp | undefined;
  /** Exclusive. */
  readonly until?: Timestamp | undefined;
  /** Ids of people, channels, webhooks and programs. */
  readonly recipients?: readonly string[] | undefined;
  readonly roundId?: string | undefined;
  readonly outcomes?: readonly SendResult[] | undefined;
}

/** Oldest first. The times limit what is read; the other criteria filter it. */
export async function* searchSendLog(
  store: DocumentStore,
  tenantId: string,
  { since, until, recipients, roundId, outcomes }: SendLogQuery,
): AsyncGenerator<SendLogEntry> {
  const range = { ...(since ? { from: idTime(since) } : {}), ...(until ? { to: idTime(until) } : {}) };
  for await (const entry of sendLog(store).all(tenantId, range)) {
    if (recipients && !recipients.includes(recipientOf(entry))) continue;
    if (roundId && !isOf(entry, roundId)) continue;
    if (outcomes && !outcomes.includes(entry.outcome)) continue;
    yield entry;
  }
}

function isOf({ askIds, roundIds = [] }: SendLogEntry, wanted: string): boolean {
  return roundIds.includes(wanted) || askIds.some((id) => id.startsWith(`${wanted}:`));
}

function idTime(at: Timestamp): string {
  return at.replaceAll(/[-:.]/gu, '');
}
