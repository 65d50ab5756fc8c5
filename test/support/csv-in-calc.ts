import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import readExcel from 'read-excel-file/node';
import { Temporal } from 'temporal-polyfill';
import { makePaper } from '../../src/exports/make-paper.ts';
import type { Language } from '../../src/language/language.ts';
import { temporaryFolder } from './at-end.ts';
import { openSjovik } from './sjovik.ts';

const run = promisify(execFile);
const program = '/usr/bin/soffice';
const isHere = existsSync(program);
if (!isHere)
  console.warn(
    `CSV in a spreadsheet is not tested here: ${program} is missing (apt-get install libreoffice-calc-nogui).`,
  );

/** As a spreadsheet opens a file by where its machine is: separator, quotes, UTF-8, from line 1, and the language. */
const places = { sv: '59,34,76,1,,1053', en: '44,34,76,1,,2057' } as const;

/** An office is started for each language: one in `npm test`, both in `test/long`. */
export function csvInCalcTests(languages: readonly Language[]): void {
  (isHere ? test : test.skip).each(languages)(
    'CSV in %s opens in columns in a spreadsheet of that language, with numbers as numbers',
    async (language) => {
      const world = await openSjovik();
      await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
      const order = { tenantId: world.tenantId, roundId: '2026-D', format: 'csv', language } as const;
      const { body } = (await makePaper(world.ports, order))!;
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'paper.csv'), body);
      await run(program, [
        `-env:UserInstallation=file://${folder}/office`,
        '--headless',
        `--infilter=Text - txt - csv (StarCalc):${places[language]}`,
        '--convert-to',
        'xlsx',
        '--outdir',
        folder,
        join(folder, 'paper.csv'),
      ]);
      const [sheet] = await readExcel(await readFile(join(folder, 'paper.xlsx')));
      const [header, ...rows] = sheet!.data as unknown[][];
      expect(header).toHaveLength(16);
      const [part, value, title] = ['part', 'value', 'assignment_title'].map((name) => header!.indexOf(name));
      const values = rows.filter((cells) => cells[part!] === 'reading').map((cells) => cells[value!]);
      expect(values).toHaveLength(5);
      expect(values.filter((one) => typeof one !== 'number')).toEqual([]);
      expect(values.some((one) => !Number.isInteger(one))).toBe(true);
      expect(rows.map((cells) => cells[title!])).toContain(
        language === 'sv' ? 'Förskola och grundskola' : 'Preschool and compulsory school',
      );
    },
    // An office that starts for the first time is slow on a busy machine.
    240_000,
  );
}
