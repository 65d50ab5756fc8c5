import { RoderError } from '../base/errors.ts';
import type { Actor, Ports } from '../base/ports.ts';
import type { EntraVerifier } from '../http/entra-token.ts';
import { persons } from '../people/person.ts';
import { identityIn } from '../people/plan-identity.ts';
import { cell, type Permission } from '../permissions/matrix.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { Problem } from './problem.ts';

/** Who calls, as Entra says it, and never as the request claims. */
export type Caller =
  /** A program with roles of its own: it reads what a reader may (`docs/permissions.md`), or delivers values. */
  | {
      readonly kind: 'application';
      readonly tenantId: string;
      readonly clientId: string;
      readonly mayRead: boolean;
      readonly mayWrite: boolean;
    }
  /** Somebody's own token, with that person's rights and no others. */
  | { readonly kind: 'person'; readonly tenantId: string; readonly actor: Actor };

/** The application roles of Roder's app registration, and the scope in which a program acts for a person. */
export const readRole = 'Roder.Read';
export const writeRole = 'Roder.Values.Write';
export const personScope = 'access_as_user';

/** Throws a `Problem` that says why nobody is known. */
export async function callerOf(
  authorization: string | undefined,
  verify: EntraVerifier,
  { store }: Pick<Ports, 'store'>,
): Promise<Caller> {
  const token = /^Bearer +(\S+)$/iu.exec(authorization ?? '')?.[1];
  if (!token) throw new Problem(401, 'no-token');
  const { tenantId, objectId, clientId, isApplication, roles, scopes } = await verified(token, verify);
  if (isApplication)
    return {
      kind: 'application',
      tenantId,
      clientId: (clientId || objectId).toLowerCase(),
      mayRead: roles.includes(readRole),
      mayWrite: roles.includes(writeRole),
    };
  if (!scopes.includes(personScope)) throw new Problem(403, 'no-scope', { expected: personScope });
  // By what Teams has said of the person, as everywhere else: names in a token may be changed by their owner.
  const plan = await currentPlan(store, tenantId);
  const record = await persons(store).find(tenantId, objectId);
  const actor = { tenantId, personId: objectId };
  const personId = await identityIn(plan, { store }, actor, record?.principal, undefined);
  return { kind: 'person', tenantId, actor: { tenantId, personId } };
}

async function verified(token: string, verify: EntraVerifier) {
  try {
    return await verify(token);
  } catch (thrown) {
    if (!(thrown instanceof RoderError)) throw thrown;
    throw thrown.code === 'sign-in-away'
      ? new Problem(503, 'sign-in-away')
      : new Problem(401, 'token-refused');
  }
}

/** The demo has no sign-in and is on this machine alone: the token is `application`, or a person's object id. */
export function demoTokens(tenantId: string): EntraVerifier {
  const none = { tenantId, clientId: 'demo', roles: [], scopes: [], claims: {} };
  return async (token) => {
    if (token === 'application')
      return { ...none, objectId: 'demo', isApplication: true, roles: [readRole, writeRole] };
    if (!/^[\da-f-]{36}$/iu.test(token)) throw new RoderError('token-refused', 'The token is not believed.');
    return { ...none, objectId: token.toLowerCase(), isApplication: false, scopes: [personScope] };
  };
}

/** Whether the caller may see it; of an assignment, or of the whole. */
export function mayRead(plan: Plan, caller: Caller, deed: Permission, assignment?: Assignment): boolean {
  if (caller.kind === 'person') return mayDo(plan, caller.actor, deed, { assignment });
  return caller.mayRead && cell(deed, 'reader') === 'yes';
}
