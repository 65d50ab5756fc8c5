import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { createWorkCalendar, type WorkCalendar, type WorkRules } from '../../src/calendar/work-calendar.ts';
import { clockTime, day, workRules } from './arbitrary-times.ts';
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
const someDays = fc.integer({ min: -30, max: 30 });
const isWeekend = (date: Temporal.PlainDate) => date.dayOfWeek > 5;
const tomorrow = (date: Temporal.PlainDate) => date.add({ days: 1 });
const isSorted = (...dates: Temporal.PlainDate[]) =>
  dates.every((date, index) => index === 0 || Temporal.PlainDate.compare(dates[index - 1]!, date) <= 0);

testProperty('a working day is one that neither the law nor the rules make free', {
  of,
  holds: (make) =>
    fc.property(
      workRules,
      day,
      (rules, date) => make(rules).isWorkingDay(date) === !isFreeByLaw(date, rules),
    ),
  mistakes: {
    'only weekends were free': but(() => ({ isWorkingDay: (date) => !isWeekend(date) })),
    'July were not off': but(({ isWorkingDay }) => ({
      isWorkingDay: (date) => isWorkingDay(date) || (date.month === 7 && !isWeekend(date)),
    })),
    'Christmas eve were not free': but(({ isWorkingDay }) => ({
      isWorkingDay: (date) => isWorkingDay(date) || (date.toString().endsWith('12-24') && !isWeekend(date)),
    })),
    'squeeze days were never free': (rules) => createWorkCalendar({ ...rules, squeezeDaysFree: false }),
    'squeeze days were always free': (rules) => createWorkCalendar({ ...rules, squeezeDaysFree: true }),
  },
});

testProperty('the next and the previous working day are the nearest ones', {
  of,
  holds: (make) =>
    fc.property(workRules, day, (rules, date) => {
      const calendar = make(rules);
      const free = (one: Temporal.PlainDate) => isFreeByLaw(one, rules);
      const [previous, next] = [calendar.previousWorkingDay(date), calendar.nextWorkingDay(date)];
      if (free(previous) || free(next) || !isSorted(previous, date, next)) return false;
      for (let one = tomorrow(previous); isSorted(tomorrow(one), next); one = tomorrow(one))
        if (!free(one)) return false;
      return true;
    }),
  mistakes: {
    'Saturday went back to Friday': but(({ nextWorkingDay, previousWorkingDay }) => ({
      nextWorkingDay: (date) => (date.dayOfWeek === 6 ? previousWorkingDay(date) : nextWorkingDay(date)),
    })),
    'Saturday became Monday without a look at Monday': but(({ nextWorkingDay }) => ({
      nextWorkingDay: (date) => (date.dayOfWeek === 6 ? date.add({ days: 2 }) : nextWorkingDay(date)),
    })),
    'a working day gave way to the next': but(({ addWorkingDays }) => ({
      nextWorkingDay: (date) => addWorkingDays(date, 1),
      previousWorkingDay: (date) => addWorkingDays(date, -1),
    })),
  },
});

testProperty('a number of working days on is a working day, and counting them back gives the number', {
  of,
  holds: (make) =>
    fc.property(workRules, day, someDays, (rules, date, n) => {
      const calendar = make(rules);
      const moved = calendar.addWorkingDays(date, n);
      return (n === 0 || !isFreeByLaw(moved, rules)) && calendar.workingDaysBetween(date, moved) === n;
    }),
  mistakes: {
    'all days were counted': but(({ nextWorkingDay }) => ({
      addWorkingDays: (date, n) => nextWorkingDay(date.add({ days: n })),
    })),
    'the first day were counted too': but(({ addWorkingDays, isWorkingDay }) => ({
      addWorkingDays: (date, n) => addWorkingDays(date, n > 1 && isWorkingDay(date) ? n - 1 : n),
    })),
  },
});

testProperty('a later day never gives an earlier one', {
  of,
  holds: (make) =>
    fc.property(workRules, day, fc.nat(40), someDays, (rules, date, ahead, n) => {
      const calendar = make(rules);
      const later = date.add({ days: ahead });
      return (
        isSorted(calendar.nextWorkingDay(date), calendar.nextWorkingDay(later)) &&
        isSorted(calendar.previousWorkingDay(date), calendar.previousWorkingDay(later)) &&
        isSorted(calendar.addWorkingDays(date, n), calendar.addWorkingDays(later, n))
      );
    }),
  mistakes: {
    'a free day of July went to a week after it': but(({ nextWorkingDay }) => ({
      nextWorkingDay: (date) => nextWorkingDay(date.add({ days: isWeekend(date) ? 7 : 0 })),
    })),
  },
});

testProperty('asked again, of the same calendar or a new one, the answer is the same', {
  of,
  holds: (make) =>
    fc.property(workRules, day, clockTime, someDays, (rules, date, time, n) => {
      const calendar = make(rules);
      const answers = (one: WorkCalendar) =>
        `${one.addWorkingDays(date, n)} ${one.at(one.nextWorkingDay(date), time)}`;
      const first = answers(calendar);
      return first === answers(calendar) && first === answers(make(rules));
    }),
  mistakes: {
    'a day once given were not given again': but((real) => {
      const given = new Set<string>();
      const nextWorkingDay = (date: Temporal.PlainDate): Temporal.PlainDate => {
        const next = real.nextWorkingDay(date);
        if (given.has(`${next}`)) return nextWorkingDay(tomorrow(next));
        given.add(`${next}`);
        return next;
      };
      return { nextWorkingDay };
    }),
  },
});
