import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNumber, parseNumber } from '../../src/language/numbers.ts';

describe('a number that somebody has typed', () => {
  test.each([
    ['12', 12],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1 234,5', 1234.5],
    ['1\u00a0234', 1234],
    ['1\u202f234\u202f567', 1234567],
    ['-3', -3],
    ['−3,25', -3.25],
    ['–3', -3],
    ['  7 ', 7],
    ['90 %', 90],
    ['90%', 90],
    ['0', 0],
    ['-0', 0],
    ['007', 7],
  ])('%j is %d', (typed, value) => {
    expect(parseNumber(typed)).toEqual({ value });
  });

  test.each([
    '',
    ' ',
    'cirka 12',
    '12,5,5',
    '1,234.5',
    '12 34',
    '1e9',
    'NaN',
    'Infinity',
    '0x10',
    '12-',
    '٣',
  ])('%j is none, and nothing is guessed', (typed) => {
    expect(parseNumber(typed)).toEqual({ fault: 'not-a-number' });
  });

  test('with more than fifteen digits is a slip, not a value', () => {
    expect(parseNumber('123456789012345')).toEqual({ value: 123456789012345 });
    expect(parseNumber('1234567890123456')).toEqual({ fault: 'too-long' });
  });

  test('whatever it is, is read without a crash, and as a finite number or not at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseNumber(typed);
        return 'fault' in parsed || Number.isFinite(parsed.value);
      }),
    );
  });

  test.each(['sv', 'en'] as const)('is read back as it was shown (%s)', (language) => {
    const tenths = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((whole) => whole / 10);
    fc.assert(
      fc.property(tenths, (value) => {
        const shown = formatNumber(value, 'sv', '%');
        expect(parseNumber(shown)).toEqual({ value: value === 0 ? 0 : value });
        if (language === 'en' && Math.abs(value) < 1000) {
          expect(parseNumber(formatNumber(value, 'en'))).toEqual({ value: value === 0 ? 0 : value });
        }
      }),
    );
  });
});

describe('a number that is shown', () => {
  test('follows Swedish rules: decimal comma, spaces that do not break, a real minus', () => {
    expect(formatNumber(1234.5, 'sv', 'kr')).toBe('1\u00a0234,5\u00a0kr');
    expect(formatNumber(-2.1, 'sv', '%')).toBe('−2,1\u00a0%');
  });

  test('follows English rules', () => {
    expect(formatNumber(1234.5, 'en', 'days')).toBe('1,234.5\u00a0days');
    expect(formatNumber(-2.1, 'en', '%')).toBe('−2.1%');
  });
});
