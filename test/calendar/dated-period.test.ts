import { describe, expect, test } from '@jest/globals';
import {
  byDates,
  partAround,
  periodOfDays,
  readPeriod,
  yearBefore,
  yearToDate,
} from '../../src/calendar/dated-period.ts';

const keyOf = (label: string) => readPeriod(label)?.key;

describe('a period', () => {
  // biome-ignore format: a table is read by its lines
  test.each([
    ['2026', '2026'], ['helår 2025', '2025'], ['2026-H', '2026'], ['Full year 2026', '2026'],
    ['2026-08', '2026-08'], ['2026-M08', '2026-08'], ['augusti 2026', '2026-08'], ['aug 2026', '2026-08'],
    ['Sept. 2026', '2026-09'], ['2026 maj', '2026-05'], ['May 2026', '2026-05'],
    ['2026-Q1', '2026-Q1'], ['Kv 1 2026', '2026-Q1'], ['2026-K3', '2026-Q3'], ['Kvartal 4 2025', '2025-Q4'],
    ['Q4-2025', '2025-Q4'], ['första kvartalet 2026', '2026-Q1'], ['april–juni 2026', '2026-Q2'],
    ['first quarter of 2026', '2026-Q1'], ['3:e kvartalet 2026', '2026-Q3'],
    ['2026-T2', '2026-T2'], ['Tertial 2 2026', '2026-T2'], ['maj-augusti 2026', '2026-T2'],
    ['2026-H1', '2026-H1'], ['första halvåret 2026', '2026-H1'], ['våren 2025', '2025-H1'], ['HT 2025', '2025-H2'],
    ['2026-D', '2026-01--2026-08'], ['Delår 2026', '2026-01--2026-08'], ['jan–aug 2026', '2026-01--2026-08'],
    ['2024/25', '2024-07--2025-06'], ['läsåret 2024/2025', '2024-07--2025-06'],
    ['2023–2025', '2023-01--2025-12'], ['november 2025–januari 2026', '2025-11--2026-01'],
    ['2026-12-31', '2026-12-31'], ['2026-10-01--2026-11-15', '2026-10-01--2026-11-15'],
  ])('"%s" is %s', (label, key) => {
    expect(keyOf(label)).toBe(key);
    // A key is read back as itself.
    expect(keyOf(key)).toBe(key);
  });

  test.each(['kalle', '2026-13', '2026-Q5', 'tertial 4 2026', 'ma 2026', '2026-02-30', '2024/26', ''])(
    '"%s" is none',
    (label) => {
      expect(readPeriod(label)).toBeUndefined();
    },
  );

  test('has the same key whichever days or words it was made of', () => {
    expect(periodOfDays('2026-01-01', '2026-03-31').key).toBe('2026-Q1');
    expect(periodOfDays('2024-02-01', '2024-02-29').key).toBe('2024-02');
    expect(yearToDate({ to: '2026-04-30' }).key).toBe('2026-T1');
    expect(yearBefore(periodOfDays('2024-01-01', '2024-02-29')).key).toBe('2023-01--2023-02');
    expect(partAround('2026-08-31', 4).key).toBe('2026-T2');
  });

  test('is ordered by its days, and not as its words are spelt', () => {
    const labels = ['2026-M08', 'Kv 1 2026', '2026', 'våren 2025', '2026-K3', 'dec 2025', 'tertial 2 2026'];
    const inOrder = labels.map((one) => readPeriod(one)!).toSorted(byDates);
    expect(inOrder.map(({ key }) => key)).toEqual([
      '2025-H1',
      '2025-12',
      '2026-Q1',
      '2026-08',
      '2026-T2',
      '2026-Q3',
      '2026',
    ]);
  });
});
