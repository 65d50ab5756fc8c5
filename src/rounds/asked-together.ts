import { Temporal } from 'temporal-polyfill';
import type { Plan } from '../plan/plan-index.ts';
import { holderOf } from './addressee.ts';
import type { Ask, AskPart } from './ask.ts';
import { datesOf } from './round-calendar.ts';

/**
 * One question once: what one person is asked in rounds that are open at the same time, about periods that end on
 * the same day, is one form with one answer, recorded in each. Rounds about other days have answers of their own:
 * what was said of August is not what is said of September, though both can still be changed.
 */

/** The asks in the groups that are answered together; of each group the one that names the form comes first. */
export function askedTogether<A extends Ask>(plan: Plan, asks: readonly A[]): A[][] {
  const endOf = ({ roundId }: Ask) => plan.period(roundId)?.covers.to ?? roundId;
  const groups = Map.groupBy(asks, (ask) => `${ask.personId} ${holderOf(ask)} ${endOf(ask)}`);
  return [...groups.values()].map((group) => group.toSorted((a, b) => compare(plan, a, b)));
}

/** A round that asks how it goes comes before one that asks for values; then the one that is open longest. */
function compare(plan: Plan, one: Ask, other: Ask): number {
  const judges = ({ parts }: Ask) => Number(parts.some(({ as }) => as === 'owner'));
  const closes = ({ roundId }: Ask) => {
    const period = plan.period(roundId);
    return period ? datesOf(plan, period).closes : Temporal.PlainDate.from('1970-01-01');
  };
  return (
    judges(other) - judges(one) ||
    Temporal.PlainDate.compare(closes(other), closes(one)) ||
    (one.id < other.id ? -1 : 1)
  );
}

/** All that a group asks: each assignment once, with every value; answered where it is answered in each round. */
export function partsTogether(asks: readonly Pick<Ask, 'parts'>[]): AskPart[] {
  const parts = new Map<string, AskPart>();
  for (const part of asks.flatMap((ask) => ask.parts)) {
    const known = parts.get(part.assignmentId);
    parts.set(part.assignmentId, known ? both(known, part) : part);
  }
  return [...parts.values()].toSorted((a, b) => Number(b.as === 'owner') - Number(a.as === 'owner'));
}

function both(one: AskPart, other: AskPart): AskPart {
  const first = one.as === 'owner' || other.as !== 'owner' ? one : other;
  const indicatorIds = [...new Set([...one.indicatorIds, ...other.indicatorIds])];
  const answeredAt = one.answeredAt && other.answeredAt;
  // Somebody else's only where it is in each round.
  const answeredBy = one.answeredBy && other.answeredBy && first.answeredBy;
  return { ...first, indicatorIds, answeredAt, answeredBy };
}

/** The group of asks as if it were one: its id is that of the first. */
export function asOneAsk<A extends Ask>(asks: readonly [A, ...A[]]): A {
  const [first] = asks;
  if (asks.length === 1) return first;
  const state = asks.every((one) => one.state === 'answered') ? 'answered' : 'open';
  return { ...first, state, parts: partsTogether(asks) };
}
