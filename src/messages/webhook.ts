import { randomBytes } from 'node:crypto';
import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/** What happens that other systems may be told of. */
export const webhookEvents = [
  'round.opened',
  'round.closed',
  'report.submitted',
  'report.changed',
  'support.wanted',
  'support.answered',
  'summary.updated',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** A receiver outside: where events go, which of them, and what they are signed by. */
export interface Webhook extends Document {
  readonly kind: 'webhook';
  readonly url: string;
  /** Absent: all of them. */
  readonly events?: readonly WebhookEvent[] | undefined;
  /** The newest first. */
  readonly secrets: readonly WebhookSecret[];
  readonly at: Timestamp;
}

export interface WebhookSecret {
  /** 32 bytes, base64. */
  readonly key: string;
  /** Until when it is still signed by, beside the one that took over; absent: it is the one. */
  readonly until?: Timestamp | undefined;
}

/** What an event is about, in ids: what holds of it is looked up when it is told. */
export type WebhookAbout =
  | { readonly type: 'round.opened' | 'round.closed' | 'summary.updated'; readonly roundId: string }
  /** Submitted or changed, by the number that the contribution got. */
  | { readonly type: 'report'; readonly reportId: string; readonly contributionId: string }
  | { readonly type: 'support.wanted'; readonly requestId: string; readonly wish: number }
  | {
      readonly type: 'support.answered';
      readonly requestId: string;
      readonly wish: number;
      /** Counted from 0. */
      readonly reply: number;
    };

/** One event on its way to one receiver. Its id is `event~webhook`, so that the same is told once. */
export interface WebhookMessage extends Claimable {
  readonly kind: 'webhookMessage';
  readonly webhookId: string;
  readonly about: WebhookAbout;
  /** When it happened. */
  readonly at: Timestamp;
  readonly state: 'waiting' | 'sent' | 'dropped' | 'failed';
  readonly settledAt?: Timestamp | undefined;
  readonly reason?: string | undefined;
}

export function webhooks(store: DocumentStore): Documents<Webhook> {
  return documentsOf<Webhook>(store, { kind: 'webhook' });
}

export function webhookMessages(store: DocumentStore): Documents<WebhookMessage> {
  return documentsOf<WebhookMessage>(store, { kind: 'webhookMessage' });
}

export interface Announced {
  readonly tenantId: string;
  /** Names the event, so that announcing it again tells nobody twice. */
  readonly event: string;
  readonly about: WebhookAbout;
  /** Where it is announced before it has happened: what has not then is dropped. */
  readonly inSeconds?: number;
}

/** Tells every receiver as due work. */
export async function announce(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenantId, event, about, inSeconds = 0 }: Announced,
): Promise<void> {
  const at = toTimestamp(clock.now());
  const nextAt = toTimestamp(clock.now().add({ seconds: inSeconds }));
  for await (const { id: webhookId, events } of webhooks(store).all(tenantId)) {
    if (events && !events.some((one) => one === about.type || one.startsWith(`${about.type}.`))) continue;
    const id = `${event}~${webhookId}`;
    await webhookMessages(store).create({ tenantId, id, webhookId, about, at, state: 'waiting', nextAt });
  }
}

/** Once made, the secret is never shown again. */
export interface WithSecret {
  readonly webhook: Stored<Webhook>;
  /** As receivers write it: `whsec_…` */
  readonly secret: string;
}

export async function addWebhook(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenantId, url, events }: Pick<Webhook, 'tenantId' | 'url' | 'events'>,
): Promise<WithSecret> {
  const key = newKey();
  const id = `wh-${randomBytes(6).toString('hex')}`;
  const at = toTimestamp(clock.now());
  const webhook = await webhooks(store).upsert({ tenantId, id, url, events, secrets: [{ key }], at });
  return { webhook, secret: `whsec_${key}` };
}

/** So long a receiver has to take up a new secret: meanwhile each event is signed by both. */
const overlapHours = 24;

/** Undefined: there is no such webhook. */
export async function rotateSecret(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
): Promise<WithSecret | undefined> {
  const key = newKey();
  const until = toTimestamp(clock.now().add({ hours: overlapHours }));
  const now = toTimestamp(clock.now());
  const webhook = await webhooks(store).change(tenantId, id, (one) => {
    const kept = one.secrets
      .filter((secret) => !secret.until || secret.until > now)
      .map((secret) => ({ until, ...secret }));
    return { ...one, secrets: [{ key }, ...kept] };
  });
  return webhook && { webhook, secret: `whsec_${key}` };
}

/** What waits for it is dropped when it falls due. False: there is no such webhook. */
export async function removeWebhook(
  { store }: Pick<Ports, 'store'>,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
): Promise<boolean> {
  const found = await webhooks(store).find(tenantId, id);
  return found !== undefined && (await webhooks(store).delete(found)) === 'done';
}

/** The keys that an event is signed by now. */
export function standingKeys({ secrets }: Pick<Webhook, 'secrets'>, now: Timestamp): readonly string[] {
  return secrets.filter(({ until }) => !until || until > now).map(({ key }) => key);
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}
