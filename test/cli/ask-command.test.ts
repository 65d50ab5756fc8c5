import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { intents } from '../../src/conversation/catalog.ts';
import { temporaryFolder } from '../support/at-end.ts';

const plan = ['--plan', 'test/worlds/norrnas/plan.yaml', '--today', '2026-09-15'];

async function ask(...words: string[]) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const status = await runCommandLine(['ask', ...words], {
    environment: {},
    print,
    progress: () => undefined,
  });
  return { status, lines };
}

test('one question is one line of JSON with every key', async () => {
  const { status, lines } = await ask('hur går det med IFO?', ...plan);
  expect(status).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      text: 'hur går det med IFO?',
      intent: 'status',
      subjects: ['u04'],
      period: null,
      confidence: expect.any(Number),
      outcome: 'answered',
      choices: [],
    },
  ]);
});

test('of a file each line is answered, and one with + goes on from the line before', async () => {
  const file = join(await temporaryFolder(), 'questions.tsv');
  await writeFile(file, 'sv\thur går det med badhuset?\n+sv\tvem ansvarar?\nsv\tvad blir det för väder?\n');
  const { status, lines } = await ask('--file', file, ...plan);
  expect(status).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { intent: 'status', subjects: ['u15'] },
    { intent: 'responsible', subjects: ['u15'] },
    { outcome: 'declined' },
  ]);
});

test('every intent is listed with what it is for', async () => {
  const { status, lines } = await ask('--intents');
  expect(status).toBe(0);
  expect(lines.map((line) => line.split('\t')[0])).toEqual(intents.map(({ id }) => id));
  expect(lines.every((line) => (line.split('\t')[1] ?? '').length > 5)).toBe(true);
});

test.each([
  ['no question', plan],
  ['no plan', ['hej']],
  ['a language that there is not', ['hej', ...plan, '--language', 'fi']],
  ['a day that there is not', ['hej', '--plan', plan[1]!, '--today', 'i morgon']],
  ['a role that the plan has not', ['hej', ...plan, '--role', 'kung']],
])('%s is told in a sentence, with status 1', async (_what, words) => {
  const { status, lines } = await ask(...words);
  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^(?:[A-Z]|--).+\.$/u);
});
