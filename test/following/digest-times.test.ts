import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { cadences, nextDigestAt } from '../../src/following/digest-times.ts';
import { readFollowWords } from '../../src/following/read-follow-words.ts';

const calendar = createWorkCalendar({
  timeZone: 'Europe/Stockholm',
  workingHours: { from: '08:00', to: '16:30' },
  squeezeDaysFree: true,
});

describe('the next digest', () => {
  test.each([
    ['week', '2026-09-07T08:00:00Z', {}, '2026-09-14T08:00'],
    ['month', '2026-09-07T08:00:00Z', {}, '2026-10-05T08:00'],
    ['month', '2026-09-30T08:00:00Z', { weekday: 4, hour: '14:00' }, '2026-10-01T14:00'],
    ['quarter', '2026-09-07T08:00:00Z', { weekday: 5 }, '2026-10-02T08:00'],
    ['month', '2026-06-15T08:00:00Z', {}, '2026-08-03T08:00'],
    ['week', '2026-03-27T08:00:00Z', { weekday: 1, hour: '23:00' }, '2026-03-30T16:30'],
  ] as const)('every %s after %s comes as %j says', (every, after, own, expected) => {
    const next = nextDigestAt(every, Temporal.Instant.from(after), { own, calendar });
    expect(next.toZonedDateTimeISO('Europe/Stockholm').toPlainDateTime().toString()).toContain(expected);
  });

  test('is always later, and always in working time, whatever the day, the pace and the choice', () => {
    const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 0, 1) });
    const own = fc.record({
      weekday: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
      hour: fc.option(fc.constantFrom('00:00', '02:30', '09:15', '23:59'), { nil: undefined }),
    });
    fc.assert(
      fc.property(instants, fc.constantFrom(...cadences), own, (at, every, chosen) => {
        const after = Temporal.Instant.fromEpochMilliseconds(at);
        const next = nextDigestAt(every, after, { own: chosen, calendar });
        expect(next.epochMilliseconds).toBeGreaterThan(at);
        expect(calendar.isWorkingTime(next)).toBe(true);
      }),
    );
  });
});

describe('what is said with "följ"', () => {
  test.each([
    ['hamnområdet varje månad', 'month', undefined],
    ['hamnområdet', 'month', undefined],
    ['äldreomsorgen varje vecka på torsdagar kl 14', 'week', { weekday: 4, hour: '14:00' }],
    ['hamnen varje fredag klockan 9.30', 'week', { weekday: 5, hour: '09:30' }],
    ['the harbour every quarter', 'quarter', undefined],
    ['elderly care every Monday at 8', 'week', { weekday: 1, hour: '08:00' }],
    ['hamnen kl 99', 'month', undefined],
  ])('%j is read', (text, every, own) => {
    expect(readFollowWords(text)).toEqual({ every, own });
  });
});
