import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { parseDateRule } from '../../src/calendar/date-rules.ts';
import { readPeriod } from '../../src/calendar/dated-period.ts';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { translator } from '../../src/language/language.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { aspectMeaning, nameWithUnit } from '../../src/plan/names.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import { indexPlan, isAskedIn } from '../../src/plan/plan-index.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { movedByFreeTimes } from '../../src/plan/round-dates.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { singleChanges } from '../../src/plan-changes/single-changes.ts';
import { assessTarget, trendOf } from '../../src/reports/assess.ts';
import { readerOf } from '../../src/reports/reader.ts';
import { norrnasContent, norrnasInput } from '../worlds/norrnas/norrnas-plan.ts';
import { canonicalOf } from './workbooks.ts';

type Entry = Record<string, unknown>;
type Lists = Record<'roles' | 'assignments' | 'indicators' | 'periods' | 'departments', Entry[]>;

/** The plan with one entry changed, as its file would say it. */
function changed(list: keyof Lists, id: string, more: Entry): unknown {
  const input = norrnasInput() as Lists;
  return { ...input, [list]: input[list].map((one) => (one.id === id ? { ...one, ...more } : one)) };
}

function sound(input: unknown): PlanContent {
  const checked = checkPlan(input);
  if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults));
  return checked.plan;
}

function sentences(input: unknown): string[] {
  const checked = checkPlan(input);
  return 'faults' in checked ? checked.faults.map((one) => describeFault(one, translator('sv'))) : [];
}

describe('Norrnäs’ plan', () => {
  test('is the same as YAML and as a workbook in either language, with all that it asks for', async () => {
    const content = norrnasContent();
    for (const language of ['sv', 'en'] as const)
      expect(await canonicalOf('plan.xlsx', await writeWorkbook(content, language))).toBe(canonical(content));
  });

  test('has counts without a unit, and names that carry theirs are not given it twice', () => {
    const plan = indexPlan(norrnasContent(), 1);
    const label = (id: string) => nameWithUnit(plan.indicator(id)!, 'sv');
    expect(label('m37')).toBe('Fysiska besök på kommunala bibliotek');
    expect(label('m02')).toMatch(/andel \(%\)$/u);
    expect(label('m42')).toBe('Sjukfrånvaro kommunalt anställda totalt, (%)');
    expect(label('m27')).toBe('Insamlat mat- och restavfall från hushåll (kg/inv)');
  });

  test('says of an aspect that it is not touched, and why', () => {
    const plan = indexPlan(norrnasContent(), 1);
    expect(aspectMeaning(plan.assignment('u18')!, 'ecological', 'sv')).toBe(
      'Berörs inte: Samma bilar körs på dagen.',
    );
  });

  test('wants less of m18, but not below five', () => {
    const plan = indexPlan(norrnasContent(), 1);
    const indicator = plan.indicator('m18')!;
    expect(readerOf(plan, 'sv').target(indicator.target!)).toBe('högst 13, inte under 5');
    expect(['met', 'met', 'not_met', 'not_met']).toEqual(
      [13, 5, 3, 20].map((value) => assessTarget(indicator, value)),
    );
    expect([trendOf(indicator, 14, 12), trendOf(indicator, 6, 3), trendOf(indicator, 3, 5)]).toEqual([
      'improving',
      'worsening',
      'improving',
    ]);
    const again = singleChanges.target(plan, { subject: 'm18', value: '12', decision: 'KS § 1' });
    expect('content' in again && again.content.indicators.find(({ id }) => id === 'm18')!.target).toEqual({
      op: '<=',
      value: 12,
      floor: 5,
    });
  });

  test('has half-years: rounds of their own, and values measured so', () => {
    const m37 = indexPlan(norrnasContent(), 1).indicator('m37')!;
    expect(m37.frequency).toBe('half-year');
    expect(['half-year', 'interim', 'annual'].every((kind) => isAskedIn(m37, kind as 'annual'))).toBe(true);
    expect(isAskedIn(m37, 'quarterly')).toBe(false);
  });
});

describe('what is written otherwise than the format wants', () => {
  // biome-ignore format: a table is read by its lines
  test.each<[what: string, input: unknown, sentence: RegExp]>([
    ['a role’s name in place of its id', changed('assignments', 'u09', { owner: 'Teknisk chef' }), /”Teknisk chef” är vad det kallas. Skriv id: teknisk-chef\./u],
    ['what a role is called', changed('assignments', 'u10', { owner: 'brandchefen' }), /Skriv id: raddningschef\./u],
    ['a department’s old id', changed('assignments', 'u01', { leadDepartment: 'BUN' }), /”BUN” är vad det kallas. Skriv id: buf\./u],
    ['a vacant role', changed('roles', 'ec-lss', { vacant: true }), /roles\[ec-lss\]\.vacant: fältet behövs inte. En roll är vakant när ingen person har den/u],
    ['a vacant owner', changed('assignments', 'u07', { owner: 'vakant' }), /”vakant” är ingen roll. .*den är vakant när ingen person har den/u],
    ['between where lower is better', changed('indicators', 'm18', { target: { op: 'between', min: 5, max: 13 } }), /lägre är bättre, .* op: "<=" med value, och floor .* direction: band\./u],
    ['a floor where higher is better', changed('indicators', 'm02', { target: { op: '>=', value: 95, floor: 5 } }), /5 är ett golv, och det hör till mått där lägre är bättre/u],
    ['a floor above the target', changed('indicators', 'm18', { target: { op: '<=', value: 13, floor: 15 } }), /golvet 15 ska vara < 13/u],
    ['an aspect that says nothing', changed('assignments', 'u09', { aspects: { economic: 'Underhållet.', ecological: '-', social: 'Framkomlighet.' } }), /aspects\.ecological: ”-” säger ingenting. .* notTouched och varför/u],
    ['a reason that says nothing', changed('assignments', 'u09', { aspects: { economic: 'Underhållet.', ecological: { notTouched: '…' }, social: 'Framkomlighet.' } }), /”…” säger ingenting/u],
    ['the same filler three times', changed('assignments', 'u09', { aspects: { economic: 'Hållbart.', ecological: 'Hållbart.', social: 'Hållbart.' } }), /samma text står tre gånger \(”Hållbart\.”\)/u],
    ['a period that nobody can place', changed('indicators', 'm32', { history: [{ period: 'kalle', value: 1 }] }), /history\[0\]\.period: ”kalle” är ingen period .* Kv 1 2026, april–juni 2026/u],
    ['a month that is none', changed('indicators', 'm29', { months: ['nov'] }), /m29\]\.months\[0\]: ”nov” är inget månadsnummer\. Skriv 1 för januari, 12 för december\./u],
    ['a month beyond the year', changed('indicators', 'm29', { months: [13] }), /m29\]\.months\[0\]: .*12/u],
    ['months of what is measured by quarter', changed('indicators', 'm24', { months: [11, 12] }), /bara det som mäts varje månad kan ha månader/u],
    ['a round about what the plan does not have', changed('periods', '2026-EL', { assignments: ['u07', 'VA'] }), /2026-EL\]\.assignments\[1\]: .*”VA” är vad det kallas\. Skriv id: u07\./u],
    ['a round about the same twice', changed('periods', '2026-EL', { assignments: ['u07', 'u07'] }), /2026-EL\]\.assignments\[1\]: ”u07” står/u],
    ['a round about nothing', changed('periods', '2026-EL', { assignments: [] }), /2026-EL\]\.assignments: /u],
    ['the same quarter in other words', changed('indicators', 'm32', { history: [{ period: '2026-Q1', value: 1 }, { period: 'Kv 1 2026', value: 2 }] }), /det finns redan ett värde för ”Kv 1 2026”/u],
  ])('%s is told the right way', (_what, input, sentence) => {
    expect(sentences(input)).toEqual([expect.stringMatching(sentence)]);
  });

  test('and labels in the plan’s own words are understood', () => {
    const history = ['våren 2025', 'Kv 1 2026', 'april–juni 2026', '2026-K3', '2026-M10', 'läsåret 2024/25'];
    const values = history.map((period, value) => ({ period, value }));
    expect(sound(changed('indicators', 'm32', { history: values })).indicators.length).toBeGreaterThan(40);
  });
});

describe('rounds that come again and free times', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);

  test('are written once, and become rounds with ids and names of their own', () => {
    const { periods } = norrnasContent();
    expect(
      periods.filter(({ kind }) => kind === 'monthly').map(({ id, name }) => `${id} ${name.sv}`),
    ).toEqual([
      '2026-08 Augusti 2026',
      '2026-09 September 2026',
      '2026-10 Oktober 2026',
      '2026-11 November 2026',
      '2026-12 December 2026',
    ]);
    expect(periods.filter(({ kind }) => kind === 'quarterly').map(({ id }) => id)).toEqual([
      '2026-Q3',
      '2026-Q4',
      '2027-Q1',
    ]);
  });

  test('are told where they stand in the file when they are wrong', () => {
    const input = norrnasInput() as { periods: Entry[] };
    input.periods[0] = { every: 'month', from: 'i våras', to: '2026-12', opens: 'first weekday after' };
    expect(sentences(input)).toEqual([
      expect.stringMatching(/^periods\[0\]\.from: ”i våras” är ingen period/u),
    ]);
    input.periods[0] = { every: 'fortnight', from: '2026-08', to: '2026-12' };
    expect(sentences(input)).toEqual([expect.stringMatching(/^periods\[0\]\.every: ”fortnight” går inte/u)]);
    input.periods[0] = { every: 'month', from: '2026-08', to: '2026-12', due: 'när det passar' };
    expect(sentences(input)).toEqual([
      expect.stringMatching(/^periods\[0\]\.due: ”när det passar” går inte/u),
    ]);
  });

  test('decide which days are free: July works where the plan names other times', () => {
    const content = norrnasContent();
    const calendar = createWorkCalendar(content);
    const isFree = (text: string) => !calendar.isWorkingDay(day(text));
    expect(['2026-07-15', '2026-09-08', '2026-12-22', '2027-01-04'].map(isFree)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isFree('2027-09-08')).toBe(false);
    const noJuly = createWorkCalendar({ ...content, freeTimes: content.freeTimes!.slice(1) });
    expect(noJuly.isWorkingDay(day('2026-07-15'))).toBe(true);
    const unsaid = createWorkCalendar({ ...content, freeTimes: undefined });
    expect([unsaid.isWorkingDay(day('2026-07-15')), unsaid.isWorkingDay(day('2026-09-08'))]).toEqual([
      false,
      true,
    ]);
  });

  test('a date that falls in one says where it moves, and why', () => {
    expect(
      movedByFreeTimes(norrnasContent()).map(
        ({ period, field, from, to, why }) => `${period.id} ${field} ${from} → ${to} ${why?.sv}`,
      ),
    ).toContain('2026-08 due 2026-09-10 → 2026-09-14 Älgjakt');
  });

  // biome-ignore format: a table is read by its lines
  test.each<[what: string, times: Entry[], sentence: RegExp]>([
    ['a rule that names no day', [{ from: 'third Friday of May', to: '31 May', why: 'X' }], /freeTimes\[0\]\.from: ”third Friday of May” går inte att använda/u],
    ['a date and a yearly day', [{ from: '2026-05-01', to: '31 May', why: 'X' }], /freeTimes\[0\]\.to: ”31 May” går inte att använda/u],
    ['most of the year', [{ from: '1 January', to: '30 September', why: 'X' }], /freeTimes: 274 dagar om året är lediga/u],
  ])('%s is no free time', (_what, freeTimes, sentence) => {
    expect(sentences({ ...(norrnasInput() as object), freeTimes })).toEqual([expect.stringMatching(sentence)]);
  });
});

describe('docs/plan-format.md', () => {
  const page = readFileSync('docs/plan-format.md', 'utf8');
  const rows = (title: string) =>
    page
      .split(`## ${title}`)[1]!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) =>
        line.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/gu)].map(([, code]) => code!)),
      );

  test('names only words for periods that are understood, as the keys that it says', () => {
    const found = rows('Periods of values').map(([, key = [], labels = []]) => [
      key[0],
      [...new Set([...key, ...labels].map((label) => readPeriod(label)?.key))],
    ]);
    expect(found.length).toBeGreaterThan(6);
    for (const [key, keys] of found) expect(keys).toEqual([key]);
  });

  test('names only rules of dates that are understood, the same in both languages', () => {
    const found = rows('Rounds and their dates').map(([, english = [], swedish = []]) => [english, swedish]);
    expect(found.length).toBeGreaterThan(7);
    for (const [english = [], swedish = []] of found) {
      for (const rule of [...english, ...swedish])
        expect([rule, parseDateRule(rule)]).toEqual([
          rule,
          expect.objectContaining({ type: expect.anything() }),
        ]);
      if (swedish[0]) expect(parseDateRule(swedish[0])).toEqual(parseDateRule(english[0]!));
    }
  });
});
