import { readDate } from '../calendar/date-rules.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Language, say } from '../language/language.ts';
import type { SendLogQuery } from '../messages/send-log.ts';
import { isCalled, namesFor } from '../plan/names.ts';
import { type Plan, personIdOf } from '../plan/plan-index.ts';

/** What somebody looks for in the send log, as they write it. */

/** Everybody with a role in a department, and the channels where its summaries are read. */
function recipientsIn({ content, personsWithRole }: Plan, departmentId: string): string[] {
  const roles = content.roles.filter(({ department }) => department === departmentId);
  const channels = content.channels.filter(({ departments = [] }) => departments.includes(departmentId));
  return [...roles.flatMap(({ id }) => personsWithRole(id)), ...channels.map(({ id }) => id)];
}

/**
 * By role or department, as the plan writes or says it; else the person of that id, also one the plan no longer has; or a channel
 * of leadership's, by its name or id.
 */
export function recipientsCalled(who: string, plan: Plan, language: Language): string[] {
  const called = who.toLowerCase();
  const roles = plan.content.roles.filter(
    (role) => role.id.toLowerCase() === called || isCalled(role, called),
  );
  const holders = roles.flatMap(({ id }) => plan.personsWithRole(id));
  const departments = plan.content.departments
    .filter((one) => one.id.toLowerCase() === called || isCalled(one, called))
    .flatMap(({ id }) => recipientsIn(plan, id));
  // A person, a program that delivers values, or a receiver of events: no plan has the latter two.
  const isId = /^(?:[0-9a-f-]{36}|wh-[0-9a-f]{12})$/u.test(called);
  const person = plan.person(called);
  const channels = plan.content.channels
    .filter(({ id, name }) => id.toLowerCase() === called || say(name, language).toLowerCase() === called)
    .map(({ id }) => id);
  const found = [...holders, ...departments];
  return [...new Set([...found, ...(person ? [personIdOf(person)] : isId ? [called] : []), ...channels])];
}

/**
 * A day, a round, a role, a department or a channel, also by the beginning of its name; by the organisation's own name
 * everything. Undefined: nothing is called so.
 */
export function readSearch(
  words: string,
  { plan, language }: { plan: Plan; language: Language },
): SendLogQuery | undefined {
  const day = readDate(words);
  const { timeZone, periods, roles, channels } = plan.content;
  if (day) {
    const [since, until] = [day, day.add({ days: 1 })].map((one) =>
      toTimestamp(one.toZonedDateTime({ timeZone }).toInstant()),
    );
    return { since, until };
  }
  const begins = (name: string) => name.toLowerCase().startsWith(words.toLowerCase());
  const period = periods.find(({ id, name }) => begins(id) || begins(say(name, language)));
  if (period) return { roundId: period.id };
  if (isCalled(plan.content.organisation, words.toLowerCase())) return {};
  const named = recipientsCalled(words, plan, language);
  const begun = [
    ...roles.filter((role) => namesFor(role).some(begins)).flatMap(({ id }) => plan.personsWithRole(id)),
    ...plan.content.departments
      .filter((one) => namesFor(one).some(begins))
      .flatMap(({ id }) => recipientsIn(plan, id)),
    ...channels.filter(({ name }) => begins(say(name, language))).map(({ id }) => id),
  ];
  const recipients = named.length > 0 ? named : [...new Set(begun)];
  return recipients.length > 0 ? { recipients } : undefined;
}
