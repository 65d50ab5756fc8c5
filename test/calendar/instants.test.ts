import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate, toTimestamp } from '../../src/calendar/instants.ts';
import { instant } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';

describe('a stored instant', () => {
  test('has milliseconds even where they are none, and nothing finer', () => {
    expect(toTimestamp(Temporal.Instant.from('2026-09-18T06:00:00Z'))).toBe('2026-09-18T06:00:00.000Z');
    expect(toTimestamp(Temporal.Instant.from('2026-09-18T06:00:00.123999Z'))).toBe(
      '2026-09-18T06:00:00.123Z',
    );
  });

  test('is on the date of the place asked for', () => {
    const night = Temporal.Instant.from('2026-12-31T23:30:00Z');
    expect(`${localDate(night, 'Europe/Stockholm')}`).toBe('2027-01-01');
    expect(`${localDate(night, 'UTC')}`).toBe('2026-12-31');
  });
});

testProperty('stored instants sort as text the way they came, and are read back to the millisecond', {
  of: toTimestamp,
  holds: (write) =>
    fc.property(instant, fc.nat(2000), (first, milliseconds) => {
      const second = first.add({ milliseconds });
      const isSame = milliseconds === 0;
      return (
        (isSame ? write(first) === write(second) : write(first) < write(second)) &&
        fromTimestamp(write(second)).equals(second)
      );
    }),
  mistakes: {
    'milliseconds were left out where they are none': (one) => one.toString(),
    'instants were written as the clock shows them': (one) =>
      `${one.toZonedDateTimeISO('Europe/Stockholm').toPlainDateTime()}Z`,
  },
});
