import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type PersonRecord, persons } from './person.ts';

/** Somebody else answers until a day. Why is nobody's business and is not kept. */
export interface Away {
  readonly deputyId: string;
  readonly since: Timestamp;
  /** Local date: the first day back. */
  readonly returns: string;
}

/** A person and all their deputies in turn; who has no record has chosen nothing. */
export type People = ReadonlyMap<string, PersonRecord | undefined>;

/** The one who answers for a person on a day: themself, or while they are away their deputy, or hers in turn. */
export function whoAnswersFor(people: People, personId: string, day: Temporal.PlainDate): string {
  const passed = new Set([personId]);
  let answers = personId;
  for (;;) {
    const away = people.get(answers)?.away;
    if (!isAway(away, day)) return answers;
    // Two who chose each other at the same moment: then nobody stands in, and the ask stays where it was.
    if (passed.has(away.deputyId)) return personId;
    passed.add(away.deputyId);
    answers = away.deputyId;
  }
}

export function isAway(away: Away | undefined, day: Temporal.PlainDate): away is Away {
  return away !== undefined && day.toString() < away.returns;
}

/** Whether the person's absence would lead back to them: then nobody would answer. */
export function leadsBack(
  people: People,
  { personId, deputyId, day }: { personId: string; deputyId: string; day: Temporal.PlainDate },
): boolean {
  const without: People = new Map([...people, [personId, undefined]]);
  return whoAnswersFor(without, deputyId, day) === personId;
}

/** Everybody who has a record, in a few pages: for work that is about most of them. */
export async function everybody(store: DocumentStore, tenantId: string): Promise<People> {
  const people = new Map<string, PersonRecord>();
  for await (const record of persons(store).all(tenantId)) people.set(record.id, record);
  return people;
}

/** What `whoAnswersFor` needs to know of a person: one read for most, one more for each deputy in turn; none of `known`. */
export async function withDeputies(
  store: DocumentStore,
  tenantId: string,
  personId: string,
  known?: PersonRecord,
): Promise<People> {
  const people = new Map<string, PersonRecord | undefined>();
  for (let id: string | undefined = personId; id && !people.has(id); id = people.get(id)?.away?.deputyId) {
    people.set(id, id === known?.id ? known : await persons(store).find(tenantId, id));
  }
  return people;
}
