import type { Request } from 'restify';
import type { Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Demo, readingIn, type Turn } from '../bot/turn.ts';
import type { Language, Translate } from '../language/language.ts';
import { languageOf, persons } from '../people/person.ts';
import { identityIn } from '../people/plan-identity.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Reader } from '../reports/reader.ts';
import { cookieName, readCookie } from './guards.ts';
import { findSession, type Session } from './sessions.ts';

/** What the pages are made with. */
export interface WebOptions {
  readonly ports: Ports;
  /** Those that are served. */
  readonly tenants: readonly string[];
  /** Absent: nobody signs in, and whoever sits at this machine picks a person. */
  readonly signIn?: SignInOptions | undefined;
  /** Whether this person may have another page now: as often as messages in the chat. */
  readonly allows: (tenantId: string, personId: string) => boolean;
  /** Told when a visitor has made work due. */
  readonly workIsDue: () => void;
  readonly demo?: Demo | undefined;
}

export interface SignInOptions {
  readonly appId: string;
  /** Microsoft's sign-in, without a slash at its end. */
  readonly signInUrl: string;
  /** See `http/entra-token.ts`: throws for one that is not believed. */
  readonly verify: (token: string) => Promise<SignedIn>;
}

export interface SignedIn {
  readonly tenantId: string;
  readonly objectId: string;
  readonly isApplication: boolean;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Somebody at a page: who they are, as a turn in the chat has it, so that the same use cases serve both. */
export interface Visit {
  readonly ports: Ports;
  readonly turn: Turn;
  readonly t: Translate;
  /** Absent: there is no plan yet. */
  readonly reader: Reader | undefined;
  readonly session: Stored<Session>;
  readonly cookie: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
}

/** A visit where there is a plan. */
export type PlannedVisit = Visit & { readonly reader: Reader; readonly plan: Plan };

/** Undefined: nobody is signed in, or no longer. */
export async function readVisit(options: WebOptions, request: Request): Promise<Visit | undefined> {
  const { ports, tenants, demo, signIn } = options;
  const cookie = readCookie(request, cookieName(!signIn));
  const session = await findSession(ports, cookie, { tenants, neverEnds: !signIn });
  if (!session) return undefined;
  const { tenantId, objectId, principal } = session;
  const [plan, seen] = await Promise.all([
    currentPlan(ports.store, tenantId),
    persons(ports.store).find(tenantId, objectId),
  ]);
  const teams: Actor = { tenantId, personId: objectId };
  const personId = await identityIn(plan, ports, teams, seen?.principal, async () => principal);
  const record = personId === objectId ? seen : await persons(ports.store).find(tenantId, personId);
  const language = session.language ?? languageOf(plan, record, personId, request.headers['accept-language']);
  const reading = readingIn(language, { plan, clock: ports.clock });
  return {
    ports,
    turn: {
      actor: { tenantId, personId },
      plan,
      record,
      ...reading,
      timeZone: ports.timeZone,
      where: 'personal',
      demo,
    },
    t: reading.t,
    reader: reading.reader,
    session,
    cookie,
    params: (request.params ?? {}) as Visit['params'],
    query: new URLSearchParams(request.getQuery()),
  };
}

export function may({ turn }: Visit, deed: Parameters<typeof mayDo>[2], subject = {}): boolean {
  return mayDo(turn.plan, turn.actor, deed, subject);
}

/** What is said before anybody is known: as the browser asks. */
export function languageOfBrowser({ headers }: Pick<Request, 'headers'>): Language {
  const asked = headers['accept-language'] ?? '';
  return /^en\b/iu.test(asked) ? 'en' : 'sv';
}
