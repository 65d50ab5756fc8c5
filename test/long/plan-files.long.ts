import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../src/plan/canonical.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { mutatedWays, surviveMutations } from '../plan/mutated-files.ts';
import { canonicalOf, largePlan } from '../plan/workbooks.ts';
import { temporaryFolder } from '../support/at-end.ts';

describe('2,000 mutated files', () => {
  test.each(mutatedWays)('in %s: 400, each refused whole or taken whole', async (way) => {
    const counts = await surviveMutations(way, 400);
    expect(counts.refused + counts.sound).toBeGreaterThanOrEqual(400);
    console.log(`${way}: ${counts.refused} refused, ${counts.sound} taken`);
  });
});

describe('a plan of 300 assignments and 1,500 indicators', () => {
  test.each(['xlsx', 'json'])('is imported from the command line as %s', async (kind) => {
    const folder = await temporaryFolder();
    const file = join(folder, `plan.${kind}`);
    await writeFile(
      file,
      kind === 'json' ? JSON.stringify(largePlan()) : await writeWorkbook(largePlan(), 'sv'),
    );
    const env = { ...process.env, LC_ALL: 'sv_SE.UTF-8', RODER_STORE: `sqlite:${join(folder, 'roder.db')}` };
    const words = ['src/cli/roder.js', 'plan', 'import', file, '--tenant', 't', '--decision', 'KF § 1'];
    const begun = performance.now();
    const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { env });
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${kind}: ${seconds.toFixed(1)} s from start to end of the command`);
    expect(stdout).toContain('Planen gäller nu som version 1 (KF § 1).');
    expect(stderr).toContain('Kontrollerar planen.');
    expect(seconds).toBeLessThan(60);
  });
});

const office = '/usr/bin/soffice';
const hasOffice = existsSync(office);
if (!hasOffice)
  console.warn(
    `Plans saved again by LibreOffice are not tested here: ${office} is missing (apt-get install libreoffice-calc-nogui).`,
  );

/** One it saved earlier is read in test/plan/workbooks-of-others.test.ts. */
(hasOffice ? test : test.skip)('LibreOffice saves a plan again, and it says the same', async () => {
  const folder = await temporaryFolder();
  const resaved = join(folder, 'resaved');
  await mkdir(resaved);
  const books = { sv: await writeWorkbook(demoPlan(), 'sv'), en: await writeWorkbook(demoPlan(), 'en') };
  for (const language of ['sv', 'en'] as const)
    await writeFile(join(folder, `plan-${language}.xlsx`), books[language]);
  await promisify(execFile)(office, [
    `-env:UserInstallation=file://${folder}/office`,
    '--headless',
    '--convert-to',
    'xlsx',
    '--outdir',
    resaved,
    join(folder, 'plan-sv.xlsx'),
    join(folder, 'plan-en.xlsx'),
  ]);
  for (const language of ['sv', 'en'] as const) {
    const saved = readFileSync(join(resaved, `plan-${language}.xlsx`));
    expect(saved.equals(books[language])).toBe(false);
    expect(await canonicalOf('plan.xlsx', saved)).toBe(canonical(demoPlan()));
  }
});
