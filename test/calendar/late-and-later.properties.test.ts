import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { lateness, snoozeUntil } from '../../src/calendar/push-times.ts';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { day, instant, isNoLater, localDay, preference, wallClock, workRules } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';
import { isFreeByLaw } from './swedish-law.ts';

const snooze = fc
  .record({ now: instant, daysLeft: fc.integer({ min: -2, max: 30 }), preference, rules: workRules })
  .chain(({ now, daysLeft, ...rest }) => {
    const today = localDay(now);
    const own = fc.integer({ min: -3, max: 40 }).map((days) => today.add({ days }));
    const choice = fc.oneof(fc.constantFrom('tomorrow' as const, 'monday' as const), own);
    return fc.record({
      now: fc.constant(now),
      choice,
      due: fc.constant(today.add({ days: daysLeft })),
      rest: fc.constant(rest),
    });
  })
  .map(({ rest, ...drawn }) => ({ ...drawn, ...rest }));

testProperty('a snooze ends in working time, after now and no later than the due day', {
  of: snoozeUntil,
  holds: (snoozed) =>
    fc.property(snooze, ({ choice, rules, ...context }) => {
      const until = snoozed(choice, { ...context, calendar: createWorkCalendar(rules) });
      if ('fault' in until) return true;
      const { from, to } = rules.workingHours;
      return (
        !isFreeByLaw(localDay(until), rules) &&
        from <= wallClock(until) &&
        wallClock(until) <= to &&
        !isNoLater(until, context.now) &&
        Temporal.PlainDate.compare(localDay(until), context.due) <= 0
      );
    }),
  mistakes: {
    'tomorrow were 24 hours on': (choice, context) =>
      choice === 'tomorrow' ? context.now.add({ hours: 24 }) : snoozeUntil(choice, context),
    'due were not looked at': (choice, context) =>
      snoozeUntil(choice, { ...context, due: context.due.add({ days: 60 }) }),
    'a day that has gone were taken': (choice, context) =>
      typeof choice === 'string'
        ? snoozeUntil(choice, context)
        : snoozeUntil(choice, { ...context, now: context.now.subtract({ hours: 48 }) }),
  },
});

testProperty('a snooze is refused only for a day that has gone or lies after due', {
  of: snoozeUntil,
  holds: (snoozed) =>
    fc.property(snooze, fc.nat(30), ({ rules, preference, now, due }, ahead) => {
      const choice = localDay(now).add({ days: ahead + 1 });
      fc.pre(!isFreeByLaw(choice, rules));
      const until = snoozed(choice, { now, due, preference, calendar: createWorkCalendar(rules) });
      const isPastDue = Temporal.PlainDate.compare(choice, due) > 0;
      return 'fault' in until
        ? isPastDue && until.fault === 'past-due'
        : !isPastDue && localDay(until).equals(choice);
    }),
  mistakes: {
    'the due day itself were past due': (choice, context) =>
      snoozeUntil(choice, { ...context, due: context.due.subtract({ days: 1 }) }),
  },
});

testProperty(
  'what is late by a working day is still sent, what is late by two is not, whatever lies between',
  {
    of: lateness,
    holds: (how) =>
      fc.property(day, workRules, fc.nat(60), (date, rules, minutes) => {
        const calendar = createWorkCalendar(rules);
        const [first, second, third] = [1, 2, 3].map((n) =>
          calendar.at(calendar.addWorkingDays(date, n), rules.workingHours.from).add({ minutes }),
        );
        return how(first!, second!, calendar) === 'late' && how(first!, third!, calendar) === 'too-late';
      }),
    mistakes: {
      'a working day were 24 hours': (at, now) =>
        isNoLater(now, at.add({ hours: 24 })) ? 'late' : 'too-late',
      'any weekend were waited out': (at, now) =>
        isNoLater(now, at.add({ hours: 96 })) ? 'late' : 'too-late',
    },
  },
);

testProperty('what waits longer never becomes less late', {
  of: lateness,
  holds: (how) =>
    fc.property(instant, fc.nat(4 * 24 * 60), fc.nat(4 * 24 * 60), workRules, (at, wait, more, rules) => {
      const order = ['on-time', 'late', 'too-late'];
      const after = (minutes: number) =>
        order.indexOf(how(at, at.add({ minutes }), createWorkCalendar(rules)));
      return after(wait) <= after(wait + more);
    }),
  mistakes: {
    'the next morning began anew': (at, now, calendar) =>
      localDay(now).equals(localDay(at)) ? lateness(at, now, calendar) : 'on-time',
  },
});
