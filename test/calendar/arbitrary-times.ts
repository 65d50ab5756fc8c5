import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { createWorkCalendar, type WorkRules } from '../../src/calendar/work-calendar.ts';

/** What the property tests draw from: every day of 2024 to 2040, and the rules a plan may have. */
const firstDay = new Temporal.PlainDate(2024, 1, 1);
const dayCount = firstDay.until(new Temporal.PlainDate(2040, 12, 31)).days;

export const anyDay = fc.integer({ min: 0, max: dayCount }).map((days) => firstDay.add({ days }));

/** Days around what is hard: clock changes, year ends, Easter to midsummer, both ends of July. */
const hardDays = fc
  .tuple(
    fc.integer({ min: 2024, max: 2040 }),
    fc.constantFrom(
      '01-06',
      '02-28',
      '03-29',
      '04-10',
      '05-17',
      '06-06',
      '06-21',
      '06-30',
      '08-01',
      '10-27',
      '12-25',
      '12-31',
    ),
    fc.integer({ min: -4, max: 4 }),
  )
  .map(([year, day, days]) => Temporal.PlainDate.from(`${year}-${day}`).add({ days }));

export const day = fc.oneof(anyDay, hardDays);

/** The last Sundays of March and October, on which the clock changes in Stockholm. */
export const clockChange = fc
  .tuple(fc.integer({ min: 2024, max: 2040 }), fc.constantFrom(3, 10))
  .map(([year, month]) => {
    const last = new Temporal.PlainDate(year, month, 31);
    return last.subtract({ days: last.dayOfWeek % 7 });
  });

export const clockTime = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(toClockTime);

export const workRules: fc.Arbitrary<WorkRules> = fc.record({
  timeZone: fc.constant('Europe/Stockholm'),
  workingHours: fc
    .tuple(fc.integer({ min: 0, max: 22 * 60 }), fc.integer({ min: 60, max: 12 * 60 }))
    .map(([from, length]) => ({
      from: toClockTime(from),
      to: toClockTime(Math.min(from + length, 24 * 60 - 1)),
    })),
  squeezeDaysFree: fc.boolean(),
});

export const instant = fc
  .tuple(day, fc.integer({ min: 0, max: 24 * 60 * 60 - 1 }))
  .map(([date, seconds]) => date.toZonedDateTime('UTC').add({ seconds }).toInstant());

export const preference = fc.record(
  { hour: clockTime, weekday: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: [] },
);

export const officeHours: WorkRules = {
  timeZone: 'Europe/Stockholm',
  workingHours: { from: '08:00', to: '16:30' },
  squeezeDaysFree: false,
};
export const office = createWorkCalendar(officeHours);

function toClockTime(minutes: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

export function wallClock(instant: Temporal.Instant, timeZone = officeHours.timeZone): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

export function date(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}

export function isNoLater(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) <= 0;
}

export function localDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(officeHours.timeZone).toPlainDate();
}
