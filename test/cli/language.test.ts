import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { temporaryFolder } from '../support/at-end.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
let environment: Record<string, string>;
let english: string;
let folder: string;

async function roder(...words: string[]) {
  const lines: string[] = [];
  const steps: string[] = [];
  const print = (line: string) => void lines.push(line);
  const progress = (line: string) => void steps.push(line);
  const status = await runCommandLine(words, { environment, print, progress });
  return { status, steps, text: lines.join('\n') };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  environment = {
    RODER_STORE: `sqlite:${join(folder, 'roder.db')}`,
    RODER_TENANTS: tenant,
    LANG: 'en_GB.UTF-8',
  };
  english = join(folder, 'english.json');
  await writeFile(english, JSON.stringify(demoInputWith([['language'], 'en'])));
  await roder('plan', 'import', 'demo/sjovik.yaml', '--decision', 'KF § 1');
});

describe('what a command says', () => {
  const days = ['--from', '2026-09-01', '--to', '2026-09-02'];

  test.each([
    [['rehearse', ...days], /Omgången öppnar/u, /The round opens/u],
    [['log'], /Ingenting är skickat|Inget/iu, /Nothing/u],
    [['retention', 'show'], /Gallring|Beslut|gallras/u, /dispos/iu],
    [['person-data', '--person', 'nobody'], /inte sparat något/u, /[Nn]othing/u],
  ])(
    'of %s is in the plan’s language in an English terminal, and in the chosen one',
    async (words, swedish, inEnglish) => {
      expect((await roder(...words)).text).toMatch(swedish);
      expect((await roder(...words, '--language', 'en')).text).toMatch(inEnglish);
    },
  );

  test('of a plan by itself is in that plan’s language', async () => {
    const given = ['rehearse', ...days, '--plan', english];
    expect((await roder(...given)).text).toMatch(/The round opens/u);
    expect((await roder(...given, '--language=sv')).text).toMatch(/Omgången öppnar/u);
  });

  test('on the way is in the plan’s language too, in an English terminal', async () => {
    const book = join(folder, 'norrnas.xlsx');
    const written = await roder('plan', 'template', book, '--from', 'test/worlds/norrnas/plan.yaml');
    expect(written).toMatchObject({
      steps: ['Kontrollerar planen.'],
      text: expect.stringContaining('Skrev'),
    });
    expect((await roder('plan', 'check', book)).steps).toEqual(
      expect.arrayContaining(['Läser bladet Roller: 26 rader.', 'Kontrollerar planen.']),
    );
    expect((await roder('plan', 'check', book, '--language', 'en')).steps).toContain('Checking the plan.');
    expect((await roder('plan', 'check', english)).steps).toEqual(['Checking the plan.']);
  });

  test('without a plan is in the terminal’s, or in the chosen one', async () => {
    const move = ['move', '--from', 'sqlite:x.db', '--to', 'sqlite:y.db', '--tenant', 'other'];
    const [terminals, chosen] = [
      await roder(...move).catch((error: Error) => ({ text: error.message })),
      await roder(...move, '--language', 'sv').catch((error: Error) => ({ text: error.message })),
    ];
    expect(terminals.text).not.toBe('');
    expect(chosen.text).not.toBe(terminals.text);
  });
  test.each([
    ['doctor', []],
    ['backup', ['{folder}/{language}.backup']],
    ['restore', ['{folder}/none.backup']],
    ['plan', ['template', '{folder}/{language}.xlsx']],
  ])('%s too says it in the chosen language, whatever the terminal’s', async (command, rest) => {
    const said = async (language: string) => {
      const words = rest.map((one) => one.replace('{folder}', folder).replace('{language}', language));
      const given = [command, ...words, '--language', language];
      return (await roder(...given).catch((error: Error) => ({ text: error.message }))).text;
    };
    const [swedish, inEnglish] = [await said('sv'), await said('en')];
    expect(swedish).not.toBe('');
    expect(inEnglish.replaceAll('en.', 'sv.')).not.toBe(swedish);
    expect(swedish).toMatch(/\b(?:är|och|inte|finns|inget|ingen|på|som)\b/u);
  });
});
