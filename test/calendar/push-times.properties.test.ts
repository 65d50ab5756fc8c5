import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type PlannedPush, type PushPreference, planPushes } from '../../src/calendar/push-times.ts';
import { createWorkCalendar, type WorkCalendar, type WorkRules } from '../../src/calendar/work-calendar.ts';
import { clockChange, day, localDay, preference, wallClock, workRules } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';
import { isFreeByLaw } from './swedish-law.ts';

interface Round {
  readonly opens: Temporal.PlainDate;
  readonly due: Temporal.PlainDate;
  readonly preference: PushPreference;
  readonly rules: WorkRules;
}
type Plan = typeof planPushes;

const of: Plan = planPushes;
const round: fc.Arbitrary<Round> = fc
  .record({ opens: day, length: fc.nat(80), preference, rules: workRules })
  .map(({ opens, length, ...rest }) => ({ opens, due: opens.add({ days: length }), ...rest }));
const plannedBy = (plan: Plan, { rules, ...round }: Round) =>
  plan({ ...round, calendar: createWorkCalendar(rules) });
const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) > 0;
const hoursLater = (push: PlannedPush, hours: number) => ({ ...push, at: push.at.add({ hours }) });
/** Right, but of a calendar that is wrong. */
const asIf =
  (wrong: (real: WorkCalendar) => Partial<WorkCalendar>): Plan =>
  ({ calendar, ...round }) =>
    planPushes({ ...round, calendar: { ...calendar, ...wrong(calendar) } });

testProperty('no push comes on a free day or in July', {
  of,
  holds: (plan) =>
    fc.property(round, (one) =>
      plannedBy(plan, one).every(({ at }) => {
        const date = localDay(at);
        return !isFreeByLaw(date, one.rules) && date.month !== 7;
      }),
    ),
  mistakes: {
    'all days were counted back from due': asIf(() => ({
      addWorkingDays: (date, n) => date.add({ days: n }),
    })),
    'a free due day were kept': asIf(() => ({ previousWorkingDay: (date) => date })),
    'a free opening day were kept': asIf(() => ({ nextWorkingDay: (date) => date })),
    'pushes came half a day late': (round) => planPushes(round).map((push) => hoursLater(push, 12)),
  },
});

testProperty('no push comes outside the working hours', {
  of,
  holds: (plan) =>
    fc.property(round, (one) => {
      const { from, to } = one.rules.workingHours;
      return plannedBy(plan, one).every(({ at }) => from <= wallClock(at) && wallClock(at) <= to);
    }),
  mistakes: {
    'the person’s hour went before them': asIf(({ rules }) => ({
      at: (date, time) => date.toZonedDateTime({ timeZone: rules.timeZone, plainTime: time }).toInstant(),
    })),
    'they were taken for UTC': (round) => planPushes(round).map((push) => hoursLater(push, 1)),
  },
});

testProperty('each push comes at the person’s hour, before a clock change as after it', {
  of,
  holds: (plan) =>
    fc.property(
      ...([
        clockChange,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        preference,
        workRules,
      ] as const),
      (change, before, after, preference, rules) => {
        const [opens, due] = [change.subtract({ days: before }), change.add({ days: after })];
        const { from, to } = rules.workingHours;
        const hour = preference.hour ?? from;
        const expected = [from, to, hour].sort()[1];
        return plannedBy(plan, { opens, due, preference, rules }).every(
          ({ at }) => wallClock(at) === expected,
        );
      },
    ),
  mistakes: {
    'days were 24 hours from the opening': (round) => {
      const pushes = planPushes(round);
      const first = pushes[0];
      if (!first) return [];
      const days = (push: PlannedPush) => localDay(first.at).until(localDay(push.at)).days;
      return pushes.map((push) => ({ ...push, at: first.at.add({ hours: 24 * days(push) }) }));
    },
  },
});

testProperty('there are three pushes at most, each on a later day than the one before, from opening to due', {
  of,
  holds: (plan) =>
    fc.property(round, (one) => {
      const days = plannedBy(plan, one).map(({ at }) => localDay(at));
      const bounds = [one.opens.subtract({ days: 1 }), ...days, one.due.add({ days: 1 })];
      return (
        days.length <= 3 && bounds.every((date, index) => index === 0 || isAfter(date, bounds[index - 1]!))
      );
    }),
  mistakes: {
    'short rounds got all three': (round) =>
      planPushes({ ...round, opens: round.due.subtract({ days: 80 }) }).map((push) =>
        push.kind === 'opening' ? { ...push, at: planPushes(round)[0]?.at ?? push.at } : push,
      ),
    'the preferred weekday were waited for without end': (round) => {
      const [opening, ...rest] = planPushes(round);
      return opening ? [hoursLater(opening, 24 * 7), ...rest] : rest;
    },
    'a fourth came the day before due': (round) => {
      const pushes = planPushes(round);
      return pushes.length === 3 ? [...pushes.slice(0, 2), hoursLater(pushes[2]!, -24), pushes[2]!] : pushes;
    },
    'a free due day were followed by one': (round) =>
      planPushes(round).map((push) => {
        const { calendar, due } = round;
        const day = calendar.nextWorkingDay(due);
        return push.kind === 'due-morning' ? { ...push, at: calendar.at(day, '12:00') } : push;
      }),
  },
});

testProperty('whoever can be told that a round is open is told so first', {
  of,
  holds: (plan) =>
    fc.property(round, (one) => {
      let hasWorkingDay = false;
      for (let date = one.opens; !isAfter(date, one.due); date = date.add({ days: 1 })) {
        hasWorkingDay ||= !isFreeByLaw(date, one.rules);
      }
      return plannedBy(plan, one)[0]?.kind === (hasWorkingDay ? 'opening' : undefined);
    }),
  mistakes: {
    'short rounds began with the reminder': (round) =>
      planPushes(round).filter((_, index, all) => all.length > 1 || index > 0),
    'rounds of free days were told of': ({ due, ...round }) =>
      planPushes({ ...round, due: due.add({ days: 4 }) }),
  },
});

testProperty('a later due day never makes a push earlier', {
  of,
  holds: (plan) =>
    fc.property(round, fc.nat(20), (one, days) => {
      const now = plannedBy(plan, one);
      const postponed = plannedBy(plan, { ...one, due: one.due.add({ days }) });
      return now.every(({ kind, at }) => {
        const same = postponed.find((push) => push.kind === kind);
        return kind === 'opening' || !same || Temporal.Instant.compare(same.at, at) >= 0;
      });
    }),
  mistakes: {
    'a free due day were counted from the week before': ({ due, ...round }) =>
      planPushes({ ...round, due: round.calendar.isWorkingDay(due) ? due : due.subtract({ days: 7 }) }),
  },
});

let asked = 0;

testProperty('planned again, by the same calendar or a new one, the pushes are the same', {
  of,
  holds: (plan) =>
    fc.property(round, (one) => {
      const told = () =>
        plannedBy(plan, one)
          .map(({ kind, at, rule }) => `${kind} ${at} ${rule}`)
          .join();
      const [first, again] = [told(), told()];
      return first === again;
    }),
  mistakes: {
    'pushes were spread over the minutes as they are asked for': (round) => {
      asked += 1;
      return planPushes(round).map((push) => ({ ...push, at: push.at.add({ minutes: asked % 5 }) }));
    },
  },
});
