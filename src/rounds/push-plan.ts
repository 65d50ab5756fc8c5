import { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate, toTimestamp } from '../calendar/instants.ts';
import { type PlannedPush, type PushPreference, planPushes } from '../calendar/push-times.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { type People, whoAnswersFor } from '../people/away.ts';
import type { Ask, Push } from './ask.ts';
import type { Round } from './round.ts';

/** All that decides when an ask is sent. */
export interface PushSubject {
  readonly round: Pick<Round, 'opens' | 'due'>;
  readonly calendar: WorkCalendar;
  /** Whose the ask is. */
  readonly holder: string;
  /** The holder and those who stand in for them: each is written to at their own hour. */
  readonly people: People;
}

/** A round's days for those who are first asked today: the opening message comes when there is something to open. */
export function daysFromToday(
  { opens, due }: Pick<Round, 'opens' | 'due'>,
  { now, calendar }: { now: Temporal.Instant; calendar: WorkCalendar },
): Pick<Round, 'opens' | 'due'> {
  const today = localDate(now, calendar.rules.timeZone).toString();
  return { opens: [today, opens].toSorted().at(-1)!, due };
}

/** The pushes of an ask that is new in a round. */
export function pushesFor(subject: PushSubject): Push[] {
  const { round, calendar } = subject;
  const [opens, due] = [Temporal.PlainDate.from(round.opens), Temporal.PlainDate.from(round.due)];
  const planned = planPushes({ opens, due, preference: preferenceOn(subject, opens), calendar });
  return planned.map((push) => atTheirHour(push, subject));
}

/** The same for each person of a round: worked out once for all who have the same wishes, and nearly all have none. */
export function pushesOfEach(subject: Omit<PushSubject, 'holder'>): (holder: string) => Push[] {
  const planned = new Map<string, Push[]>();
  return (holder) => {
    const { away, preference } = subject.people.get(holder) ?? {};
    if (away) return pushesFor({ ...subject, holder });
    const wishes = `${preference?.hour} ${preference?.weekday}`;
    const pushes = planned.get(wishes) ?? pushesFor({ ...subject, holder });
    planned.set(wishes, pushes);
    return pushes;
  };
}

/**
 * An ask's pushes after something has changed: the person's hour, who answers, the round's dates, or a wish
 * for later. What has been sent stays as it was; never more than the three. Doing it again changes nothing.
 */
export function replanned(
  ask: Pick<Ask, 'pushes' | 'later' | 'askedFrom'>,
  { round, ...rest }: PushSubject,
  now: Temporal.Instant,
): Push[] {
  const subject = { ...rest, round: { ...round, opens: ask.askedFrom ?? round.opens } };
  const settled = ask.pushes.filter((push) => push.outcome && !isRevivable(push, now));
  const isFulfilled = settled.some(
    ({ rule, at }) => rule === 'own-choice' && localDay(at, subject) === ask.later,
  );
  const pending = pushesFor(subject)
    .filter((push) => settled.every((one) => one.kind !== push.kind))
    .filter((push) => settled.every((one) => localDay(one.at, subject) < localDay(push.at, subject)))
    .map((push) => stillAhead(push, ask.pushes, now))
    .map((push) => (ask.askedFrom ? asFirst(push, now) : push));
  return [...settled, ...(ask.later && !isFulfilled ? postponed(pending, ask.later, subject) : pending)];
}

/** Why a planned push is left out: the person has asked for another day after it. */
export const askedForLater = 'asked-for-later';

/** Left out for a wish that may have been taken back since. */
function isRevivable({ reason, at }: Push, now: Temporal.Instant): boolean {
  return reason === askedForLater && at > toTimestamp(now);
}

/** The first push from the day on comes on that day; what would have come before it is left out. */
function postponed(pending: readonly Push[], later: string, subject: PushSubject): Push[] {
  const covered = pending.filter((push) => localDay(push.at, subject) <= later);
  const carrier = covered.at(-1) ?? pending[0];
  if (!carrier) return [];
  const own = {
    kind: carrier.kind,
    at: timeOn(Temporal.PlainDate.from(later), subject),
    rule: 'own-choice',
  } as const;
  const leftOut = covered
    .slice(0, -1)
    .map((push) => ({ ...push, outcome: 'skipped', reason: askedForLater }) as const);
  const after = pending.filter((push) => push !== carrier && !covered.includes(push));
  return [...leftOut, own, ...after];
}

/** A push whose new time has already gone keeps the time it had. */
function stillAhead(push: Push, before: readonly Push[], now: Temporal.Instant): Push {
  const known = before.find((one) => one.kind === push.kind);
  return known && push.at <= toTimestamp(now) ? { ...push, at: known.at, rule: known.rule } : push;
}

/** Whoever can be reached from today on is asked at their hour, or at once where that has gone. */
function asFirst(push: Push, now: Temporal.Instant): Push {
  if (push.kind !== 'opening' || push.rule !== 'opening-day') return push;
  const at = [push.at, toTimestamp(now)].toSorted().at(-1)!;
  return { ...push, at, rule: 'reached-again' };
}

function atTheirHour({ kind, at, rule }: PlannedPush, subject: PushSubject): Push {
  return { kind, at: timeOn(localDate(at, subject.calendar.rules.timeZone), subject), rule };
}

function timeOn(day: Temporal.PlainDate, subject: PushSubject): string {
  const { calendar } = subject;
  return toTimestamp(calendar.at(day, preferenceOn(subject, day).hour ?? calendar.rules.workingHours.from));
}

function preferenceOn({ people, holder }: PushSubject, day: Temporal.PlainDate): PushPreference {
  return people.get(whoAnswersFor(people, holder, day))?.preference ?? {};
}

function localDay(at: string, { calendar }: PushSubject): string {
  return localDate(fromTimestamp(at), calendar.rules.timeZone).toString();
}
