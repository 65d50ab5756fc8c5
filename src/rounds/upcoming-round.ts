import { Temporal } from 'temporal-polyfill';
import type { UnreachableReason } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { everybody } from '../people/away.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { addresseeOf } from './addressee.ts';
import type { AskPart, Push } from './ask.ts';
import { countQuestions, estimateMinutes } from './burden.ts';
import { planAsks } from './plan-asks.ts';
import { pushesOfEach } from './push-plan.ts';
import { allRounds, type Round } from './round.ts';
import { calendarOf } from './round-calendar.ts';

/** A round before it opens: what it will ask of whom. */
export interface UpcomingRound {
  readonly round: Round;
  /** Those to see to first: who cannot be reached, then the heaviest load. */
  readonly people: readonly UpcomingPerson[];
}

export interface UpcomingPerson {
  readonly personId: string;
  readonly parts: readonly AskPart[];
  readonly questions: number;
  readonly minutes: number;
  readonly isOverCap: boolean;
  readonly pushes: readonly Push[];
  /** Who gets the first message: the person, or who answers for them that day. */
  readonly goesTo: string;
  /** `unknown`: they have never met Roder, so it is not known before it is tried. */
  readonly reach: 'ok' | 'unknown' | UnreachableReason;
}

type ReadPorts = Pick<Ports, 'store'>;

/** The one that opens next. Undefined: none is planned. */
export async function nextRound({ store }: ReadPorts, tenantId: string): Promise<Round | undefined> {
  const planned = (await allRounds(store, tenantId)).filter(({ state }) => state === 'planned');
  return planned.toSorted((a, b) => a.opens.localeCompare(b.opens))[0];
}

/** By the very functions that open a round and plan its messages, so that it says what will be. */
export async function readUpcoming(ports: ReadPorts, plan: Plan, round: Round): Promise<UpcomingRound> {
  const period = plan.period(round.id);
  const asked = period ? [...planAsks(plan, period.kind)] : [];
  const people = await everybody(ports.store, round.tenantId);
  const pushesOf = pushesOfEach({ round, calendar: calendarOf(plan), people });
  const opens = Temporal.PlainDate.from(round.opens);
  const upcoming = asked.map(([personId, parts]) => {
    const goesTo = addresseeOf({ personId }, people, opens);
    const burden = { questions: countQuestions(parts), minutes: estimateMinutes(parts) };
    return {
      ...{ personId, parts, pushes: pushesOf(personId), goesTo, ...burden },
      isOverCap: burden.minutes > plan.content.burdenCapMinutes,
      reach: reachOf(people.get(goesTo)),
    };
  });
  return { round, people: upcoming.toSorted(firstThings) };
}

function reachOf(record: PersonRecord | undefined): UpcomingPerson['reach'] {
  return record?.unreachable?.reason ?? (record?.conversationId ? 'ok' : 'unknown');
}

function firstThings(a: UpcomingPerson, b: UpcomingPerson): number {
  return urgency(a) - urgency(b) || b.minutes - a.minutes || b.questions - a.questions;
}

function urgency({ reach }: UpcomingPerson): number {
  return reach === 'ok' ? 2 : reach === 'unknown' ? 1 : 0;
}
