import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { makePaper } from '../../src/exports/make-paper.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { bookWithPart, canonicalOf } from '../plan/workbooks.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { openSjovik } from '../support/sjovik.ts';

/** Other makers' programs as judges of what Roder writes and reads: `npm run counterparts`. */

const run = promisify(execFile);
const hasDotnet = spawnSync('dotnet', ['--version']).status === 0;
if (!hasDotnet)
  console.warn(
    'Word and Excel files are not judged by other makers’ programs here: dotnet is missing (.NET’s SDK 8 or newer, https://dotnet.microsoft.com).',
  );

const libraries = ['closedxml', 'epplus', 'miniexcel', 'npoi'];
/** What is run once is compiled as fast as can be. */
const env = { ...process.env, DOTNET_TieredPGO: '0', DOTNET_TC_QuickJitForLoops: '1' };
const minutes = 5 * 60_000;

const sources = ['Counterparts.csproj', 'Program.cs', 'WritePlans.cs'].map((name) =>
  join(import.meta.dirname, name),
);

const cache = 'node_modules/.cache';

/** The program that judges, kept for as long as its sources say the same. */
async function buildOnce(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const kept = join(cache, `counterparts-${hash.digest('hex').slice(0, 16)}`);
  const program = join(kept, 'bin/Debug/net8.0/Counterparts.dll');
  if (existsSync(program)) return program;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(resolve(cache, 'counterparts-'));
  await run('dotnet', ['build', '-v', 'quiet', '-nologo', `-p:Scratch=${folder}/`, sources[0]!]);
  // Another run may have built it meanwhile: then theirs is as good.
  await rename(folder, kept).catch(() => rm(folder, { recursive: true }));
  return program;
}

/** Every kind of Word and Excel file that Roder writes, and two that are broken. */
async function writeEveryKind(folder: string): Promise<void> {
  const put = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  const world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  const { ports, tenantId } = world;
  await recordReport(ports, {
    tenantId,
    roundId: '2026-D',
    assignmentId: 'gu2',
    contributionId: 'odd',
    by: { personId: world.actor('socialchef').personId, roleId: 'socialchef' },
    answers: {
      judgement: {
        status: 'deviation',
        ownWords: '=1+1; <b>& "citat"\nny\u0007 rad\u000bmed\u2028allt',
        help: { what: '@SUM(A1:A9)', from: 'kommundirektor' },
      },
      aspects: {
        economic: { kind: 'words', words: '+1+1' },
        ecological: { kind: 'absent' },
        social: { kind: 'words', words: '-2+3' },
      },
      readings: { i14: { value: -92.5, comment: '=1+1' }, i12: { skipped: 'not-ready' } },
    },
  });
  for (const language of ['sv', 'en'] as const) {
    await put(`plan-${language}.xlsx`, await writeWorkbook(demoPlan(), language));
    await put(`template-${language}.xlsx`, await writeWorkbook(undefined, language));
  }
  const round = { tenantId, roundId: '2026-D' };
  const assignment = { ...round, assignmentId: 'gu2' };
  for (const [name, order] of Object.entries({
    'round-sv.docx': { ...round, format: 'word', language: 'sv' },
    'round-en.docx': { ...round, format: 'word', language: 'en' },
    'assignment-sv.docx': { ...assignment, format: 'word', language: 'sv' },
    'round-sv.xlsx': { ...round, format: 'excel', language: 'sv' },
    'assignment-en.xlsx': { ...assignment, format: 'excel', language: 'en' },
  } as const))
    await put(name, (await makePaper(ports, order))!.body);
  const word = readFileSync(join(folder, 'round-sv.docx'));
  await put(
    'broken.docx',
    await bookWithPart(word, 'word/document.xml', (text) => text.replace('<w:body>', '<w:body><w:unheard/>')),
  );
  const book = readFileSync(join(folder, 'template-sv.xlsx'));
  await put(
    'broken.xlsx',
    await bookWithPart(book, 'xl/worksheets/sheet1.xml', (text) =>
      text.replace('<sheetData>', '<unheard/><sheetData>'),
    ),
  );
}

(hasDotnet ? describe : describe.skip)('other makers’ programs', () => {
  let folder: string;
  let faults: readonly string[];
  beforeAll(async () => {
    folder = await temporaryFolder();
    const [program] = await Promise.all([buildOnce(), writeEveryKind(folder)]);
    const { stdout } = await run('dotnet', [program, 'judge', folder], { env });
    faults = stdout.split('\n').filter(Boolean);
  }, minutes);

  test('find no fault in any Word or Excel file, as Office 2007, 2019 or 365 reads them', () => {
    expect(readdirSync(folder).filter((name) => /\.(docx|xlsx)$/u.test(name))).toHaveLength(11);
    expect(faults.filter((fault) => !fault.startsWith('broken.'))).toEqual([]);
  });

  test('would find one: an element that nobody knows', () => {
    for (const name of ['broken.docx', 'broken.xlsx'])
      for (const office of ['Office2007', 'Office2019', 'Microsoft365'])
        expect(faults).toContainEqual(
          expect.stringMatching(new RegExp(`^${name}: ${office}: .*unheard`, 'u')),
        );
  });

  test.each(libraries)('save a plan again, and it says the same: %s', async (library) => {
    for (const language of ['sv', 'en']) {
      const bytes = readFileSync(join(folder, 'resaved', `${library}-plan-${language}.xlsx`));
      expect(await canonicalOf('plan.xlsx', bytes)).toBe(canonical(demoPlan()));
    }
  });
});
