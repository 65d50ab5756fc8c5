import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  formatDate,
  formatDay,
  formatMoment,
  formatMonth,
  formatStoredDate,
} from '../../src/language/dates.ts';

const day = Temporal.PlainDate.from('2026-09-18');

describe('a date that is shown', () => {
  test('is written out, with the year where it is not the reader’s own', () => {
    expect(formatDate(day, 'sv')).toBe('18 september 2026');
    expect(formatDay(day, 'sv', Temporal.PlainDate.from('2026-01-02'))).toBe('fredag 18 september');
    expect(formatDay(day, 'sv', Temporal.PlainDate.from('2025-12-30'))).toBe('fredag 18 september 2026');
    expect(formatDay(day, 'en', day)).toBe('Friday 18 September');
    expect(formatDay(day, 'en')).toBe('Friday 18 September 2026');
    expect(formatMonth(Temporal.PlainYearMonth.from('2026-06'), 'sv')).toBe('juni 2026');
  });

  test('as it is stored is the day where the organisation is, and a date alone is itself in every zone', () => {
    const day = (stored: string, zone = 'Europe/Stockholm') => formatStoredDate(stored, zone, 'sv');
    expect(day('2026-09-18')).toBe('18 september 2026');
    expect(day('2026-09-18', 'Pacific/Auckland')).toBe('18 september 2026');
    expect(day('2026-09-18T21:59:59.999Z')).toBe('18 september 2026');
    expect(day('2026-09-18T22:00:00.000Z')).toBe('19 september 2026');
    expect(day('2026-12-31T22:30:00.000Z')).toBe('31 december 2026');
    expect(() => day('in spring')).toThrow(RangeError);
  });

  test('with a time is the organisation’s own, on either side of a clock change', () => {
    const moment = (text: string) => formatMoment(Temporal.Instant.from(text), 'Europe/Stockholm', 'sv');
    expect(moment('2026-10-25T00:30:00Z')).toBe('25 oktober 2026 02:30');
    expect(moment('2026-10-25T01:30:00Z')).toBe('25 oktober 2026 02:30');
    expect(moment('2026-10-25T02:30:00Z')).toBe('25 oktober 2026 03:30');
  });
});
