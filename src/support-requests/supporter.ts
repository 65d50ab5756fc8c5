import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import { readDeputyChain, whoAnswersFor } from '../people/away.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Role } from '../plan/plan-schema.ts';
import type { Author } from '../reports/report.ts';
import type { Wish } from './support-request.ts';

/** Who is asked for help. */
export interface Supporter {
  /** Whom the wish names. */
  readonly named: string;
  /** Who answers for them today: themself, or their deputy. */
  readonly reader: string;
  readonly record: PersonRecord | undefined;
}

export interface SupporterQuery {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly wish: Wish;
  readonly today: Temporal.PlainDate;
}

/** Undefined: nobody by name. Then it is leadership's, and stands in their summary. */
export async function findSupporter(
  store: DocumentStore,
  asked: SupporterQuery,
): Promise<Supporter | undefined> {
  const { tenantId, plan, wish, today } = asked;
  const named = personNamed(plan, wish);
  if (!named) return undefined;
  const people = await readDeputyChain(store, plan, { tenantId, personId: named });
  const reader = whoAnswersFor(people, named, today);
  return reader === wish.by.personId ? undefined : { named, reader, record: people.get(reader) };
}

/**
 * The holder of the role. Whoever is named in free text is known to the administrator, who is asked to help on;
 * so is whoever is to do something about a wish to nobody, in a plan without a channel for leadership.
 */
function personNamed(plan: Plan, { from, fromWords, notTheirs }: Wish): string | undefined {
  if (from && !notTheirs && plan.role(from)) return plan.respondents(from)[0]?.personId;
  const isLeaderships = !from && !fromWords && !notTheirs && plan.content.channels.length > 0;
  return isLeaderships ? undefined : plan.administrators()[0];
}

/** Whether the person is one of those a wish names: several may share a role, and a deputy stands in. */
export function isNamed(plan: Plan, wish: Wish, supporter: Supporter | undefined, personId: string): boolean {
  const holders = wish.from ? plan.personsWithRole(wish.from) : [];
  return [...holders, supporter?.named, supporter?.reader].includes(personId);
}

/** In which role somebody replies: the one that was asked, or else the one that lets them. */
export function replierOf(plan: Plan, { from }: Wish, personId: string): Author {
  const roles = plan.rolesOf(personId);
  if (from && roles.some(({ id }) => id === from)) return { personId, roleId: from };
  const rank = ({ access }: Role) => ['leadership', 'administrator', 'manager', 'reader'].indexOf(access);
  const [first] = roles.toSorted((a, b) => rank(a) - rank(b));
  return { personId, roleId: first?.id ?? from ?? '' };
}
