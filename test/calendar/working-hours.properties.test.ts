import fc from 'fast-check';
import type { Temporal } from 'temporal-polyfill';
import { createWorkCalendar, type WorkCalendar, type WorkRules } from '../../src/calendar/work-calendar.ts';
import { clockChange, clockTime, day, instant, isNoLater, wallClock, workRules } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';
import { isFreeByLaw } from './swedish-law.ts';

type Make = (rules: WorkRules) => WorkCalendar;

/** A calendar that is right but for what is put in its place. */
const but =
  (wrong: (real: WorkCalendar) => Partial<WorkCalendar>): Make =>
  (rules) => {
    const real = createWorkCalendar(rules);
    return { ...real, ...wrong(real) };
  };
const of: Make = createWorkCalendar;
const tomorrow = (date: Temporal.PlainDate) => date.add({ days: 1 });

/** Right in winter, an hour late in summer. */
const winterTime = but((real) => ({
  at: (date, time) => real.at(date, time).add({ hours: isSummer(date) ? 1 : 0 }),
}));

testProperty('a time of day is within the working hours, as the clock there shows it', {
  of,
  holds: (make) =>
    fc.property(workRules, fc.oneof(day, clockChange), clockTime, (rules, date, time) => {
      const { from, to } = rules.workingHours;
      const shown = wallClock(make(rules).at(date, time));
      return from <= shown && shown <= to;
    }),
  mistakes: {
    'winter time held all year': winterTime,
    'the person’s hour went before the working hours': but(() => ({ at: onTheWall })),
    'skipped times were moved after the working hours were kept': (rules) => ({
      ...createWorkCalendar(rules),
      at: (date, time) => onTheWall(date, clamped(time, rules)),
    }),
  },
});

testProperty(
  'a time of day within the working hours is kept to the minute, the days around a clock change too',
  {
    of,
    holds: (make) =>
      fc.property(
        workRules,
        fc.oneof(day, clockChange),
        fc.integer({ min: -2, max: 2 }),
        clockTime,
        (rules, near, days, time) => {
          const { from, to } = rules.workingHours;
          const date = near.add({ days });
          // A clock that skips the hour in which work begins or ends moves its beginning or end.
          fc.pre(from <= time && time <= to && [from, time, to].every((one) => exists(date, one)));
          const instant = make(rules).at(date, time);
          return (
            wallClock(instant) === time &&
            instant.toZonedDateTimeISO(rules.timeZone).toPlainDate().equals(date)
          );
        },
      ),
    mistakes: {
      'winter time held all year': winterTime,
      'the day after were 24 hours later': but((real) => ({
        at: (date, time) => real.at(date.subtract({ days: 1 }), time).add({ hours: 24 }),
      })),
    },
  },
);

testProperty('the next working time is in working time, not before what was asked, and its own next', {
  of,
  holds: (make) =>
    fc.property(workRules, instant, (rules, asked) => {
      const calendar = make(rules);
      const next = calendar.nextWorkingTime(asked);
      const { from, to } = rules.workingHours;
      const local = next.toZonedDateTimeISO(rules.timeZone);
      const shown = wallClock(next);
      const isInHours = from <= shown && (shown < to || (shown === to && local.second === 0));
      return (
        isInHours &&
        !isFreeByLaw(local.toPlainDate(), rules) &&
        isNoLater(asked, next) &&
        calendar.nextWorkingTime(next).equals(next)
      );
    }),
  mistakes: {
    'only the day were looked at': but((real) => ({
      nextWorkingTime: (asked) => {
        const date = asked.toZonedDateTimeISO('Europe/Stockholm').toPlainDate();
        return real.isWorkingDay(date)
          ? asked
          : real.at(real.nextWorkingDay(date), real.rules.workingHours.from);
      },
    })),
    'the date were read in UTC': but((real) => ({
      nextWorkingTime: (asked) => {
        if (real.isWorkingTime(asked)) return asked;
        const date = asked.toZonedDateTimeISO('UTC').toPlainDate();
        return real.at(real.nextWorkingDay(date), real.rules.workingHours.from);
      },
    })),
    'evenings went on to the next day, working or not': but((real) => ({
      nextWorkingTime: (asked) => {
        if (real.isWorkingTime(asked)) return asked;
        const date = asked.toZonedDateTimeISO('Europe/Stockholm').toPlainDate();
        return real.at(tomorrow(date), real.rules.workingHours.from);
      },
    })),
  },
});

testProperty('no working time lies between what was asked and what comes next', {
  of,
  holds: (make) =>
    fc.property(workRules, instant, fc.double({ min: 0, max: 0.999, noNaN: true }), (rules, asked, share) => {
      const calendar = make(rules);
      const wait = calendar.nextWorkingTime(asked).epochMilliseconds - asked.epochMilliseconds;
      fc.pre(wait > 0);
      return !calendar.isWorkingTime(asked.add({ milliseconds: Math.floor(wait * share) }));
    }),
  mistakes: {
    'early mornings waited for the next day': but((real) => ({
      nextWorkingTime: (asked) => {
        if (real.isWorkingTime(asked)) return asked;
        const date = asked.toZonedDateTimeISO('Europe/Stockholm').toPlainDate();
        return real.at(real.addWorkingDays(date, 1), real.rules.workingHours.from);
      },
    })),
  },
});

function onTheWall(date: Temporal.PlainDate, time: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: 'Europe/Stockholm', plainTime: time }).toInstant();
}

function clamped(time: string, { workingHours: { from, to } }: WorkRules): string {
  if (time < from) return from;
  return time > to ? to : time;
}

function exists(date: Temporal.PlainDate, time: string): boolean {
  return wallClock(onTheWall(date, time)) === time;
}

function isSummer(date: Temporal.PlainDate): boolean {
  return onTheWall(date, '12:00').toZonedDateTimeISO('Europe/Stockholm').offset === '+02:00';
}
