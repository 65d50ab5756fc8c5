import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  lateness,
  type PushPreference,
  planPushes,
  type SnoozeChoice,
  snoozeUntil,
} from '../../src/calendar/push-times.ts';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { date, office, officeHours } from './arbitrary-times.ts';

const squeezing = createWorkCalendar({ ...officeHours, squeezeDaysFree: true });
const at = (text: string) => Temporal.Instant.from(text);

function pushes(opens: string, due: string, preference: PushPreference = {}, calendar = office): string[] {
  const planned = planPushes({ opens: date(opens), due: date(due), preference, calendar });
  return planned.map((push) => `${push.kind} ${push.at} ${push.rule}`);
}

describe('the pushes of a round', () => {
  test('are an opening, a reminder three working days before due, and one on the due morning', () => {
    expect(pushes('2026-09-01', '2026-09-18')).toEqual([
      'opening 2026-09-01T06:00:00Z opening-day',
      'reminder 2026-09-15T06:00:00Z three-working-days-before-due',
      'due-morning 2026-09-18T06:00:00Z due-day',
    ]);
  });

  test.each([
    ['holidays', '2026-05-04', '2026-05-18', ['2026-05-04', '2026-05-12', '2026-05-18']],
    ['Easter', '2026-03-23', '2026-04-08', ['2026-03-23', '2026-04-01', '2026-04-08']],
    ['midsummer', '2026-06-08', '2026-06-22', ['2026-06-08', '2026-06-16', '2026-06-22']],
    ['the summer', '2026-06-15', '2026-08-04', ['2026-06-15', '2026-06-29', '2026-08-04']],
    ['the year end and Epiphany', '2026-12-14', '2027-01-07', ['2026-12-14', '2026-12-30', '2027-01-07']],
    ['a leap day', '2028-02-14', '2028-03-01', ['2028-02-14', '2028-02-25', '2028-03-01']],
  ])('count over %s', (_, opens, due, days) => {
    expect(pushes(opens, due).map((push) => push.split(/[ T]/)[1])).toEqual(days);
  });

  test('count over squeeze days if the plan says so', () => {
    expect(pushes('2026-05-04', '2026-05-18', {}, squeezing)[1]).toContain('2026-05-11');
  });

  test('come by the clock there on both sides of both clock changes', () => {
    expect(pushes('2026-03-23', '2026-03-31').map((push) => push.split(' ')[1])).toEqual([
      '2026-03-23T07:00:00Z',
      '2026-03-26T07:00:00Z',
      '2026-03-31T06:00:00Z',
    ]);
    expect(pushes('2026-10-19', '2026-10-27').map((push) => push.split(' ')[1])).toEqual([
      '2026-10-19T06:00:00Z',
      '2026-10-22T06:00:00Z',
      '2026-10-27T07:00:00Z',
    ]);
  });

  test('come at the hour the person chose, within the working hours', () => {
    expect(pushes('2026-09-01', '2026-09-18', { hour: '13:15' })[2]).toContain('2026-09-18T11:15:00Z');
    expect(pushes('2026-03-27', '2026-04-09', { hour: '02:30' })[0]).toContain('2026-03-27T07:00:00Z');
    expect(pushes('2026-03-30', '2026-04-09', { hour: '02:30' })[0]).toContain('2026-03-30T06:00:00Z');
    expect(pushes('2026-10-26', '2026-11-09', { hour: '23:00' })[0]).toContain('2026-10-26T15:30:00Z');
  });

  test('open on the weekday the person chose', () => {
    expect(pushes('2026-09-01', '2026-09-18', { weekday: 4 })[0]).toBe(
      'opening 2026-09-03T06:00:00Z preferred-weekday',
    );
    expect(pushes('2026-09-01', '2026-09-18', { weekday: 2 })[0]).toBe(
      'opening 2026-09-01T06:00:00Z opening-day',
    );
    // 14 May is Ascension Day, so the first Thursday to work is a week later.
    expect(pushes('2026-05-11', '2026-06-01', { weekday: 4 })[0]).toContain('2026-05-21');
  });

  test('open at once when that weekday would come as late as the reminder', () => {
    expect(pushes('2026-09-08', '2026-09-18', { weekday: 1 })[0]).toContain('2026-09-14');
    expect(pushes('2026-09-09', '2026-09-18', { weekday: 2 })[0]).toBe(
      'opening 2026-09-09T06:00:00Z opening-day',
    );
    expect(pushes('2026-09-01', '2026-09-18', { weekday: 6 })[0]).toContain('2026-09-01');
  });

  test('come on the last working day when due is a free day', () => {
    expect(pushes('2026-09-01', '2026-09-19').slice(1)).toEqual([
      'reminder 2026-09-16T06:00:00Z three-working-days-before-due',
      'due-morning 2026-09-18T06:00:00Z last-working-day-before-due',
    ]);
    expect(pushes('2026-06-01', '2026-07-15').at(-1)).toContain('2026-06-30');
  });

  test('open on the next working day when opening is a free day', () => {
    expect(pushes('2026-07-06', '2026-08-31')[0]).toBe('opening 2026-08-03T06:00:00Z opening-day');
  });

  test.each([
    ['four days', '2026-09-14', '2026-09-18', ['opening', 'reminder', 'due-morning']],
    ['three days', '2026-09-15', '2026-09-18', ['opening', 'due-morning']],
    ['one day', '2026-09-17', '2026-09-18', ['opening', 'due-morning']],
    ['the same day', '2026-09-18', '2026-09-18', ['opening']],
    ['a Friday and a free day', '2026-09-18', '2026-09-20', ['opening']],
    ['free days alone', '2026-09-19', '2026-09-20', []],
    ['July alone', '2026-07-01', '2026-07-31', []],
  ])('are fewer in a round of %s', (_, opens, due, kinds) => {
    expect(pushes(opens, due).map((push) => push.split(' ')[0])).toEqual(kinds);
  });
});

describe('a snooze', () => {
  const friday = '2026-09-11T09:00:00Z';
  const snoozed = (
    choice: SnoozeChoice,
    now = friday,
    due = '2026-09-18',
    preference: PushPreference = {},
  ) => {
    const until = snoozeUntil(choice, { now: at(now), due: date(due), preference, calendar: office });
    return 'fault' in until ? until.fault : `${until}`;
  };

  test('until tomorrow is the next working day, at the hour the person chose', () => {
    expect(snoozed('tomorrow', '2026-09-10T09:00:00Z')).toBe('2026-09-11T06:00:00Z');
    expect(snoozed('tomorrow')).toBe('2026-09-14T06:00:00Z');
    expect(snoozed('tomorrow', friday, '2026-09-18', { hour: '15:00' })).toBe('2026-09-14T13:00:00Z');
    expect(snoozed('tomorrow', '2026-03-27T09:00:00Z', '2026-04-10')).toBe('2026-03-30T06:00:00Z');
    expect(snoozed('tomorrow', '2026-10-23T09:00:00Z', '2026-11-10')).toBe('2026-10-26T07:00:00Z');
  });

  test('until Monday is the Monday to come, on Mondays too, and the day after a free one', () => {
    expect(snoozed('monday')).toBe('2026-09-14T06:00:00Z');
    expect(snoozed('monday', '2026-09-07T09:00:00Z')).toBe('2026-09-14T06:00:00Z');
    expect(snoozed('monday', '2026-04-01T09:00:00Z', '2026-04-10')).toBe('2026-04-07T06:00:00Z');
  });

  test('until a day of the person’s own is that day, or the next working day', () => {
    expect(snoozed(date('2026-09-16'))).toBe('2026-09-16T06:00:00Z');
    expect(snoozed(date('2026-09-12'))).toBe('2026-09-14T06:00:00Z');
    expect(snoozed(date('2026-09-11'), friday, '2026-09-18', { hour: '14:00' })).toBe('2026-09-11T12:00:00Z');
  });

  test('may last until the due day, and not past its working hours', () => {
    expect(snoozed(date('2026-09-18'))).toBe('2026-09-18T06:00:00Z');
    expect(snoozed(date('2026-09-18'), friday, '2026-09-18', { hour: '23:00' })).toBe('2026-09-18T14:30:00Z');
    expect(snoozed(date('2026-09-21'))).toBe('past-due');
    expect(snoozed('tomorrow', '2026-09-18T09:00:00Z')).toBe('past-due');
    expect(snoozed('monday', friday, '2026-09-13')).toBe('past-due');
    expect(snoozed('tomorrow', '2026-06-30T09:00:00Z', '2026-07-10')).toBe('past-due');
  });

  test('cannot last until a time that has gone', () => {
    expect(snoozed(date('2026-09-10'))).toBe('in-the-past');
    expect(snoozed(date('2026-09-11'))).toBe('in-the-past');
    expect(snoozed(date('2026-09-12'), '2026-09-13T09:00:00Z')).toBe('in-the-past');
  });

  test('counts days where the organisation is', () => {
    // Wednesday has come there, while it is still Tuesday in UTC.
    expect(snoozed('tomorrow', '2026-09-15T22:15:00Z')).toBe('2026-09-17T06:00:00Z');
  });
});

describe('something sent after its time', () => {
  const late = (planned: string, now: string) => lateness(at(planned), at(now), office);

  test.each([
    ['on-time', '2026-09-15T05:00:00Z', 'before its time'],
    ['on-time', '2026-09-15T06:00:00Z', 'at its time'],
    ['on-time', '2026-09-15T06:15:00Z', 'a quarter of an hour later'],
    ['late', '2026-09-15T06:15:01Z', 'after that'],
    ['late', '2026-09-16T06:00:00Z', 'a working day later'],
    ['too-late', '2026-09-16T06:00:01Z', 'after that'],
  ])('is %s at %s, %s', (expected, now) => {
    expect(late('2026-09-15T06:00:00Z', now)).toBe(expected);
  });

  test('is given the next working day over weekends, July and clock changes', () => {
    expect(late('2026-09-18T06:00:00Z', '2026-09-21T06:00:00Z')).toBe('late');
    expect(late('2026-09-18T06:00:00Z', '2026-09-21T06:01:00Z')).toBe('too-late');
    expect(late('2026-06-30T06:00:00Z', '2026-08-03T06:00:00Z')).toBe('late');
    expect(late('2026-03-27T07:00:00Z', '2026-03-30T06:00:00Z')).toBe('late');
    expect(late('2026-03-27T07:00:00Z', '2026-03-30T06:30:00Z')).toBe('too-late');
    expect(late('2026-10-23T06:00:00Z', '2026-10-26T07:00:00Z')).toBe('late');
  });
});
