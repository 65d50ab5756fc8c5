import { Temporal } from 'temporal-polyfill';
import type { UnreachableReason } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { notices, scheduleNotice } from '../messages/notice.ts';
import { readDeputyChain } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { addresseeOf, holderOf } from './addressee.ts';
import { type Ask, type AskPart, asksIn, isWaiting, unanswered, wasTried } from './ask.ts';
import { inBatches } from './in-batches.ts';
import type { Round } from './round.ts';
import { calendarOf, opensAt } from './round-calendar.ts';

/** A round whose last reminder has gone, with those who have not answered all of it, in the order of the plan. */
export interface UnansweredRound {
  readonly round: Round;
  readonly people: readonly UnansweredPerson[];
}

export interface UnansweredPerson {
  /** Whose the questions are. */
  readonly personId: string;
  readonly parts: readonly AskPart[];
  /** Who answers today: the person, or who stands in for them. */
  readonly goesTo: string;
  /** Why Roder cannot write to whom they go to; absent: nothing is known to be wrong. */
  readonly unreachable?: UnreachableReason | undefined;
}

type PlanPorts = Pick<Ports, 'store' | 'clock'>;

/** After the last reminder Roder is silent, and each administrator gets one list. Planning it again changes nothing. */
export async function planUnanswered(ports: PlanPorts, plan: Plan, round: Round): Promise<void> {
  const { tenantId, id: roundId } = round;
  const about = { type: 'unanswered', roundId } as const;
  const at = toTimestamp(listedAt(plan, round));
  for (const personId of plan.administrators())
    await scheduleNotice(ports, { id: listId(roundId, personId), tenantId, personId, about, at });
}

/** The round's days have moved, and the list with them; one that has been sent stays the only one. */
export async function moveUnanswered(ports: PlanPorts, plan: Plan, round: Round): Promise<void> {
  const nextAt = toTimestamp(listedAt(plan, round));
  for (const personId of plan.administrators()) {
    await notices(ports.store).change(round.tenantId, listId(round.id, personId), (one) =>
      one.state === 'waiting' && !one.lease ? { ...one, nextAt, dueAt: nextAt } : undefined,
    );
  }
}

/** As the working day after the due day begins. */
function listedAt(plan: Plan, { due }: Pick<Round, 'due'>): Temporal.Instant {
  const calendar = calendarOf(plan);
  return opensAt(calendar.addWorkingDays(Temporal.PlainDate.from(due), 1), calendar);
}

function listId(roundId: string, personId: string): string {
  return `unanswered:${roundId}~${personId}`;
}

/** Who has something left to answer, as it is now. */
export async function readUnanswered(ports: PlanPorts, plan: Plan, round: Round): Promise<UnansweredRound> {
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const left = (await asksIn(ports, round)).filter((ask) => isWaiting(ask) && wasTried(ask));
  const people: UnansweredPerson[] = [];
  await inBatches(left, async (ask) => {
    const { tenantId } = round;
    const known = await readDeputyChain(ports.store, plan, { tenantId, personId: holderOf(ask) });
    const goesTo = addresseeOf(ask, known, today);
    const unreachable = known.get(goesTo)?.unreachable?.reason;
    people.push({ personId: holderOf(ask), parts: unanswered(ask), goesTo, unreachable });
  });
  return { round, people: people.toSorted(inPlanOrder(plan)) };
}

/** By the plan alone: no order of who is slow, nor of who has much. */
function inPlanOrder(plan: Plan) {
  const places = new Map(plan.content.roles.map(({ id }, place) => [id, place]));
  const place = ({ parts }: Pick<Ask, 'parts'>) =>
    Math.min(...parts.map(({ roleId }) => places.get(roleId) ?? Infinity));
  return (a: UnansweredPerson, b: UnansweredPerson) =>
    place(a) - place(b) || (a.personId < b.personId ? -1 : 1);
}
