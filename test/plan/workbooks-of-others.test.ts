import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { translator } from '../../src/language/language.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import { readPlanFile } from '../../src/plan/read-plan-file.ts';
import { canonicalOf, checkedFile } from './workbooks.ts';

const cases = new URL('cases/', import.meta.url);
const others = new URL('other-programs/', import.meta.url);
const sentences = async (bytes: Uint8Array) => {
  const checked = await checkedFile('plan.xlsx', bytes);
  return 'faults' in checked ? checked.faults.map((fault) => describeFault(fault, translator('sv'))) : [];
};

/** The plan that every file here says, but for the one thing it is about. */
let plan: unknown;
beforeAll(async () => {
  plan = await canonicalOf('plan.yaml', readFileSync(new URL('plan.yaml', cases)));
  expect(typeof plan).toBe('string');
});

describe('a workbook that went wrong in a similar program', () => {
  test.each([
    ['earlier values whose part is called sheet.xml', 'history-odd'],
    ['milestones whose part is called sheet.xml', 'milestones-odd'],
    ['parts called Sheet1.xml', 'parts-Sheet1-capital'],
    ['days from 1904, said with 1', 'd1904-1'],
    ['days from 1904, said with true', 'd1904-true'],
    ['a per cent sign as text, with a backslash', 'pct-backslash'],
    ['a per cent sign as text, in quotation marks', 'pct-quoted'],
    ['a shared formula whose master comes later', 'shared-master-after-optional'],
    ['a shared formula whose master is gone', 'shared-orphan-optional'],
    ['a formula that shows nothing', 'f-empty'],
    ['days in words after a number', 'fmt-dagar'],
    ['millions in words after a number', 'fmt-mkr'],
    ['backslashes in the package', 'backslashes'],
    ['shared texts in a part with a capital', 'sst-capital'],
    ['a workbook in a part called workbook2.xml', 'workbook2'],
    ['a mark of direction in a reference', 'nbhyphen-ref'],
    ['a soft hyphen in a reference', 'softhyphen-ref'],
    ['a space without width in a reference', 'zwsp-ref'],
    ['a space without width in titles', 'zwsp-title'],
    ['the summary that Numbers adds', 'export-summary'],
    ['a sheet that only a program can show', 'hidden-list'],
    ['a prefix that is declared within a text', 'contributors-lost'],
  ])('says what it shows: %s', async (_what, name) => {
    expect(await canonicalOf('plan.xlsx', readFileSync(new URL(`${name}.xlsx`, cases)))).toBe(plan);
  });

  test('has a line break where Excel keeps a soft one', async () => {
    const checked = await checkedFile('plan.xlsx', readFileSync(new URL('x000B.xlsx', cases)));
    if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults));
    const department = checked.plan.departments.find(({ id }) => id === 'ks')!;
    expect(department.name.sv).toBe('Vård\noch omsorg');
    department.name.sv = 'Kommunstyrelsens förvaltning';
    expect(canonical(checked.plan)).toBe(plan);
  });

  test('is refused where Excel shows numbers for want of styles, with every cell and what to do', async () => {
    const told = await sentences(readFileSync(new URL('no-styles.xlsx', cases)));
    expect(told).toContain(
      'Milstolpar, rad 2, kolumn F (Nådd): här visas talet 45944, inget datum. Välj ett datumformat för cellen i Excel, eller skriv som 2026-09-18.',
    );
    expect(told.filter((one) => !one.includes('inget datum. Välj'))).toEqual([]);
    expect(told).toHaveLength(21);
  });

  test('is told of on the command line when a sheet of another program is passed over', async () => {
    const told: unknown[] = [];
    const file = fileURLToPath(new URL('hidden-list.xlsx', cases));
    await readPlanFile(decodeURIComponent(file), (sheet, rows) => told.push([sheet, rows]));
    expect(told).toContainEqual(['Listor', undefined]);
    expect(told).toContainEqual(['Uppdrag', 8]);
  });
});

describe('a workbook that another program wrote', () => {
  const files = readdirSync(others).filter((name) => name.endsWith('.xlsx'));
  const reckoned = files.filter((name) => !name.includes('not-reckoned'));

  test.each(reckoned)('%s says the plan', async (name) => {
    expect(await canonicalOf('plan.xlsx', readFileSync(new URL(name, others)))).toBe(plan);
  });

  test.each(files.filter((name) => !reckoned.includes(name)))(
    '%s is refused for the formula that it does not say the value of',
    async (name) => {
      expect(await sentences(readFileSync(new URL(name, others)))).toEqual([
        'Inställningar, rad 12, kolumn B (Högst så många minuter per person): formeln =10+5 är sparad utan vad den blir. Öppna boken i Excel och spara den, eller skriv in värdet.',
      ]);
    },
  );

  test('five programs are tried, three of them with a formula that was never reckoned', () => {
    expect([reckoned.length, files.length]).toEqual([5, 8]);
  });
});
