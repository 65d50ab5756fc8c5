import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import type { Actor } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type PersonRecord, persons } from './person.ts';

/** An absence: a deputy answers until the person returns. Roder does not store the reason. */
export interface Away {
  readonly deputyId: string;
  readonly since: Timestamp;
  /** Local date of the first day back. */
  readonly returns: string;
}

/** A person and their chain of deputies, by id; undefined for somebody without a record. */
export type People = ReadonlyMap<string, PersonRecord | undefined>;

/**
 * Who answers for a person on a day: the person, or during an absence their deputy, or that deputy's deputy in turn.
 */
export function whoAnswersFor(people: People, personId: string, day: Temporal.PlainDate): string {
  const passed = new Set([personId]);
  let answers = personId;
  for (;;) {
    const away = people.get(answers)?.away;
    if (!isAway(away, day)) return answers;
    // A cycle (two people chose each other at the same moment): nobody stands in, and the ask stays with the person.
    if (passed.has(away.deputyId)) return personId;
    passed.add(away.deputyId);
    answers = away.deputyId;
  }
}

export function isAway(away: Away | undefined, day: Temporal.PlainDate): away is Away {
  return away !== undefined && day.toString() < away.returns;
}

/** Whether choosing this deputy would lead back to the person, so that nobody would answer. */
export function wouldLoop(
  people: People,
  { personId, deputyId, day }: { personId: string; deputyId: string; day: Temporal.PlainDate },
): boolean {
  const without: People = new Map([...people, [personId, undefined]]);
  return whoAnswersFor(without, deputyId, day) === personId;
}

/** All person records, in a few pages: for work that concerns most people. */
export async function everybody(store: DocumentStore, plan: Plan, tenantId: string): Promise<People> {
  const people = new Map<string, PersonRecord>();
  for await (const record of persons(store).all(tenantId)) people.set(record.id, asPlanned(record, plan));
  return people;
}

/** A deputy who has left the plan answers for nobody: what was theirs to answer is the person's again. */
function asPlanned<R extends PersonRecord | undefined>(record: R, plan: Plan): R {
  return record?.away && !plan.person(record.away.deputyId) ? { ...record, away: undefined } : record;
}

/** The records `whoAnswersFor` needs: usually one read, plus one per further deputy; `known` saves the first. */
export async function readDeputyChain(
  store: DocumentStore,
  plan: Plan,
  { tenantId, personId }: Actor,
  known?: PersonRecord,
): Promise<People> {
  const people = new Map<string, PersonRecord | undefined>();
  for (let id: string | undefined = personId; id && !people.has(id); id = people.get(id)?.away?.deputyId) {
    const record = id === known?.id ? known : await persons(store).find(tenantId, id);
    people.set(id, asPlanned(record, plan));
  }
  return people;
}
