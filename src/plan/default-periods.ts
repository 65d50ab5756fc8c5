import { Temporal } from 'temporal-polyfill';
import { monthName } from '../calendar/date-rules.ts';
import { capitalised } from '../language/words.ts';
import type { Period, PeriodKind } from './plan-schema.ts';

/** The periods of one kind that a new plan starts from, in order. They are plan data from then on: all of it may be changed. */
export function defaultPeriods(kind: PeriodKind, year: number): Period[] {
  switch (kind) {
    case 'monthly':
      return parts(12, (nth) => monthly(year, nth));
    case 'quarterly':
      return parts(4, (nth) =>
        partOfYear({ kind, year, nth, months: 3, code: 'Q', sv: 'Kvartal', en: 'Quarter' }),
      );
    case 'tertial':
      return parts(3, (nth) =>
        // English has no word for it.
        partOfYear({ kind, year, nth, months: 4, code: 'T', sv: 'Tertial' }),
      );
    case 'half-year':
      return parts(2, (nth) =>
        partOfYear({ kind, year, nth, months: 6, code: 'H', sv: 'Halvår', en: 'Half-year' }),
      );
    case 'interim':
      return [interim(year)];
    case 'annual':
      return [annual(year)];
    case 'adhoc':
      return [];
  }
}

function parts(count: number, make: (nth: number) => Period): Period[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

function monthly(year: number, month: number): Period {
  const name = { sv: `${capitalised(monthName.sv(month))} ${year}`, en: `${monthName.en(month)} ${year}` };
  const id = new Temporal.PlainYearMonth(year, month).toString();
  return {
    id,
    kind: 'monthly',
    name,
    covers: covers(year, month, month),
    opens: opensAfter(month),
    due: '+7 dagar',
  };
}

interface PartOfYear {
  readonly kind: 'quarterly' | 'tertial' | 'half-year';
  readonly year: number;
  readonly nth: number;
  readonly months: number;
  readonly code: string;
  readonly sv: string;
  /** Absent: named by its months. */
  readonly en?: string;
}

function partOfYear({ kind, year, nth, months, code, sv, en }: PartOfYear): Period {
  const [first, last] = [(nth - 1) * months + 1, nth * months];
  const inEnglish = en ? `${en} ${nth}` : `${monthName.en(first)}–${monthName.en(last)}`;
  return {
    id: `${year}-${code}${nth}`,
    kind,
    name: { sv: `${sv} ${nth} ${year}`, en: `${inEnglish} ${year}` },
    covers: covers(year, first, last),
    opens: opensAfter(last),
    due: '+14 dagar',
  };
}

function interim(year: number): Period {
  return {
    id: `${year}-D`,
    kind: 'interim',
    name: { sv: `Delår ${year} (januari–augusti)`, en: `Interim ${year} (January–August)` },
    covers: covers(year, 1, 8),
    opens: '1 september',
    due: 'tredje fredagen i september',
  };
}

function annual(year: number): Period {
  return {
    id: `${year}-H`,
    kind: 'annual',
    name: { sv: `Helår ${year}`, en: `Full year ${year}` },
    covers: covers(year, 1, 12),
    opens: 'efter trettondagen',
    due: 'sista arbetsdagen i januari',
  };
}

function covers(year: number, firstMonth: number, lastMonth: number): Period['covers'] {
  const last = new Temporal.PlainYearMonth(year, lastMonth);
  return {
    from: new Temporal.PlainDate(year, firstMonth, 1).toString(),
    to: new Temporal.PlainDate(year, lastMonth, last.daysInMonth).toString(),
  };
}

/** The month after, but not amid the Christmas holidays and not in July. */
function opensAfter(month: number): string {
  if (month === 12) return 'efter trettondagen';
  return `första vardagen i ${monthName.sv(month === 6 ? 8 : month + 1)}`;
}
