import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { documentsOf } from '../storage/documents.ts';

/**
 * Somebody is signed in to the pages. Its id is the hash of a key that the person's browser alone holds, so that
 * whoever reads the store can be nobody; in the store at all so that every instance accepts it, and so that it can be
 * ended.
 */
export interface Session extends Document {
  readonly kind: 'session';
  /** Entra object id. */
  readonly objectId: string;
  /** As Entra says it, for a plan that names people so. */
  readonly principal?: string | undefined;
  readonly endsAt: Timestamp;
  /** As Teams looks; absent: as the browser does. */
  readonly theme?: Theme | undefined;
  /** Chosen on a page; absent: as everywhere else in Roder. */
  readonly language?: Language | undefined;
}

export const themes = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const sessionHours = 4;
const maxForgotten = 50;

const sessions = (store: DocumentStore) => documentsOf<Session>(store, { kind: 'session' });

export interface NewSession {
  readonly actor: Actor;
  readonly principal?: string | undefined;
  readonly theme?: Theme | undefined;
}

/** Begins one and gives what the browser is to keep. What has ended since is taken away. */
export async function beginSession(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { actor: { tenantId, personId: objectId }, principal, theme }: NewSession,
): Promise<string> {
  const key = randomBytes(32).toString('base64url');
  const now = clock.now();
  const endsAt = toTimestamp(now.add({ hours: sessionHours }));
  for (const ended of await sessions(store).due({
    tenantId,
    before: toTimestamp(now),
    limit: maxForgotten,
  }))
    await sessions(store).delete(ended);
  await sessions(store).create({
    tenantId,
    id: idOf(key),
    objectId,
    principal,
    theme,
    endsAt,
    nextAt: endsAt,
  });
  return `${tenantId}.${key}`;
}

/** What a cookie says: whose store it is in, and the key. */
function partsOf(cookie: string): { tenantId: string; key: string } | undefined {
  const [, tenantId, key] = /^([\da-f-]{36})\.([\w-]{43})$/u.exec(cookie) ?? [];
  return tenantId && key ? { tenantId, key } : undefined;
}

/**
 * The session that a cookie is of, if it has not ended; of the organisations that are served alone. `neverEnds`: in the
 * demo, whose clock is moved by months.
 */
export async function findSession(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  cookie: string,
  { tenants, neverEnds = false }: { readonly tenants: readonly string[]; readonly neverEnds?: boolean },
): Promise<Stored<Session> | undefined> {
  const parts = partsOf(cookie);
  if (!parts || !tenants.includes(parts.tenantId)) return undefined;
  const found = await sessions(store).find(parts.tenantId, idOf(parts.key));
  return found && (neverEnds || found.endsAt > toTimestamp(clock.now())) ? found : undefined;
}

export async function endSession({ store }: Pick<Ports, 'store'>, session: Stored<Session>): Promise<void> {
  await sessions(store).delete(session);
}

export async function changeSession(
  { store }: Pick<Ports, 'store'>,
  { tenantId, id }: Session,
  changed: Partial<Pick<Session, 'language'>>,
): Promise<void> {
  await sessions(store).change(tenantId, id, (one) => ({ ...one, ...changed }));
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * What a form must bring to be of this session. Different each time it is written, so that it cannot be guessed at by
 * how well a page compresses.
 */
export function formToken(cookie: string): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${signed(cookie, salt)}`;
}

export function isFormToken(cookie: string, token: string): boolean {
  const [salt = '', mark = ''] = token.split('.');
  const [given, right] = [Buffer.from(mark), Buffer.from(signed(cookie, salt))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function signed(cookie: string, salt: string): string {
  return createHmac('sha256', cookie).update(`form ${salt}`).digest('base64url');
}
