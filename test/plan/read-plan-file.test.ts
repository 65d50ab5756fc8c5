import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parsePlanFile, readPlanFile } from '../../src/plan/read-plan-file.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { demoInput } from './demo-plan.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const faultsOf = async (name: string, text: string) => {
  const file = await parsePlanFile(name, bytes(text));
  return 'faults' in file ? file.faults : [];
};
const placesOf = async (name: string, text: string) =>
  (await faultsOf(name, text)).map(({ path, code }) => `${path} ${code}`);

describe('reading a plan file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });

  test('gives the same from YAML and from JSON', async () => {
    const json = join(folder, 'plan.json');
    await writeFile(json, JSON.stringify(demoInput()));
    expect(await readPlanFile(json)).toEqual({ input: demoInput() });
    expect(await readPlanFile('demo/sjovik.yaml')).toEqual({ input: demoInput() });
  });

  test('reads past a byte order mark', async () => {
    expect(await parsePlanFile('plan.json', bytes('\uFEFF{"a":1}'))).toEqual({ input: { a: 1 } });
  });

  test('says the line and column of every fault of YAML', async () => {
    expect(await placesOf('plan.yaml', 'a: 1\na: 2\nb: [1\nc: 3')).toEqual([
      'plan.yaml:2:1 file-syntax',
      'plan.yaml:4:1 file-syntax',
    ]);
    expect(await faultsOf('plan.yml', 'a: 1\na: 2')).toMatchObject([{ found: 'Map keys must be unique' }]);
  });

  test('says the line and column of a fault of JSON', async () => {
    expect(await placesOf('plan.json', '{"a": 1,\n}')).toEqual(['plan.json:2:1 file-syntax']);
    expect(await placesOf('plan.json', '{"a": 1,\n "b": tru, "c": [1]}')).toEqual([
      'plan.json:2:7 file-syntax',
    ]);
    expect(await placesOf('plan.json', '{"a": 1,\n')).toEqual(['plan.json:2:1 file-syntax']);
  });

  test('refuses a second document in the same file', async () => {
    expect(await placesOf('plan.yaml', 'a: 1\n---\nb: 2')).toEqual(['plan.yaml:2:1 file-syntax']);
  });

  test('refuses a small file that unfolds into a huge one', async () => {
    const ten = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
    const bomb = `a: &a ${ten('x')}\nb: &b ${ten('*a')}\nc: &c ${ten('*b')}\nd: &d ${ten('*c')}\n`;
    expect(await placesOf('plan.yaml', bomb)).toEqual(['plan.yaml file-aliases']);
    expect(await parsePlanFile('plan.yaml', bytes('a: &a [1]\nb: *a'))).toEqual({
      input: { a: [1], b: [1] },
    });
  });

  test('leaves what a tag would make into something else as the text it is', async () => {
    expect(await parsePlanFile('plan.yaml', bytes('a: !!binary aGVq'))).toEqual({ input: { a: 'aGVq' } });
  });

  test('refuses a file nested without end', async () => {
    expect((await faultsOf('plan.yaml', '['.repeat(100_000))).length).toBeGreaterThan(0);
  });

  test.each([
    ['an empty file', 'plan.yaml', ' \n', 'plan.yaml file-empty'],
    ['another kind of file', 'plan.docx', 'PK', 'plan.docx file-kind'],
    ['more than 5 MB', 'plan.yaml', 'x'.repeat(5_000_001), 'plan.yaml file-too-big'],
  ])('refuses %s', async (_what, name, text, place) => {
    expect(await placesOf(name, text)).toEqual([place]);
  });

  test('refuses what is not text', async () => {
    const file = await parsePlanFile('plan.yaml', new Uint8Array([0xff, 0xfe, 0x00]));
    expect(file).toMatchObject({ faults: [{ code: 'file-not-text' }] });
  });

  test('refuses on disk what is missing, no file, or too big', async () => {
    const large = join(folder, 'large.yaml');
    await writeFile(large, 'x'.repeat(5_000_001));
    expect(await readPlanFile(large)).toMatchObject({ faults: [{ code: 'file-too-big', found: '5.0' }] });
    expect(await readPlanFile(join(folder, 'no.yaml'))).toMatchObject({
      faults: [{ path: 'no.yaml', code: 'file-unreadable', found: 'ENOENT' }],
    });
    expect(await readPlanFile(folder)).toMatchObject({ faults: [{ code: 'file-unreadable' }] });
  });
});
