import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parsePlanFile, readPlanFile } from '../../src/plan/read-plan-file.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { demoInput } from './demo-plan.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const demoText = () => readFile('demo/sjovik.yaml', 'utf8');
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
      'plan.yaml:2:1 file-double-key',
      'plan.yaml:4:1 file-syntax',
    ]);
  });

  test('says the line and column of a fault of JSON', async () => {
    expect(await placesOf('plan.json', '{"a": 1,\n}')).toEqual(['plan.json:2:1 file-syntax']);
    expect(await placesOf('plan.json', '{"a": 1,\n "b": tru, "c": [1]}')).toEqual([
      'plan.json:2:7 file-syntax',
    ]);
    expect(await placesOf('plan.json', '{"a": 1,\n')).toEqual(['plan.json:2:1 file-syntax']);
  });

  test.each([
    ['plan.yml', 'a: 1\nb:\n  "c d": 1\n  "c d": 2', 'plan.yml:4:3', 'c d'],
    ['plan.json', '{"a": 1,\n "b": {"c d": [{"a": 1}],\n  "c d" : []}}', 'plan.json:3:3', 'c d'],
    ['plan.json', '{"a": "x\\"a:{",\n "\\u0061": 2}', 'plan.json:2:2', 'a'],
  ])('refuses a key that stands twice in one place: %s %j', async (name, text, path, found) => {
    expect(await faultsOf(name, text)).toEqual([{ path, code: 'file-double-key', found, expected: '' }]);
  });

  test('takes the same key in several places, and as a value, for none that stands twice', async () => {
    const input = { a: { a: [{ a: 'a' }, { a: 'a' }], b: ['a', 'a'] }, b: 'a' };
    expect(await parsePlanFile('plan.json', bytes(JSON.stringify(input)))).toEqual({ input });
  });

  test('says where the second list of milestones stands', async () => {
    const text = JSON.stringify(demoInput(), null, 2).replace(
      '"milestones": [',
      '"milestones": [],\n"milestones": [',
    );
    const line = text.split('\n').findIndex((one) => one.startsWith('"milestones"')) + 1;
    expect(await placesOf('plan.json', text)).toEqual([`plan.json:${line}:1 file-double-key`]);
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

  test('says of a name that nothing has that it stands for nothing', async () => {
    expect(await faultsOf('plan.yaml', 'a: *b')).toMatchObject([
      { code: 'file-syntax', found: expect.stringContaining('Unresolved alias') },
    ]);
  });

  test.each([
    ['of CR alone', (text: string) => bytes(text.replaceAll('\n', '\r'))],
    ['of CR and LF', (text: string) => bytes(text.replaceAll('\n', '\r\n'))],
    ['of U+0085', (text: string) => bytes(text.replaceAll('\n', '\u0085'))],
    ['of U+2028', (text: string) => bytes(text.replaceAll('\n', '\u2028'))],
  ])('reads YAML with line ends %s', async (_what, made) => {
    expect(await parsePlanFile('plan.yaml', made(await demoText()))).toEqual({ input: demoInput() });
  });

  test('says the place in a file with line ends of CR alone', async () => {
    expect(await placesOf('plan.json', '{"a": 1,\r\r "b": tru}')).toEqual(['plan.json:3:7 file-syntax']);
    expect(await placesOf('plan.yaml', 'a: 1\rb: [1\rc: 3')).toEqual(['plan.yaml:3:1 file-syntax']);
  });

  test('leaves a line separator inside a text of JSON as it is', async () => {
    expect(await parsePlanFile('plan.json', bytes('{"a":"b\u2028c"}'))).toEqual({ input: { a: 'b\u2028c' } });
  });

  test.each([
    ['utf16le', [0xff, 0xfe]],
    ['utf16be', [0xfe, 0xff]],
  ] as const)('reads %s, which Windows programs write with a mark first', async (name, mark) => {
    const text = Buffer.from(await demoText(), 'utf16le');
    const body = name === 'utf16le' ? text : text.swap16();
    expect(await parsePlanFile('plan.yaml', Buffer.concat([Buffer.from(mark), body]))).toEqual({
      input: demoInput(),
    });
  });

  test('reads a file that says it is YAML 1.1 as the same file without that line', async () => {
    const older = `%YAML 1.1\n---\n${await demoText()}`;
    expect(await parsePlanFile('plan.yaml', bytes(older))).toEqual({ input: demoInput() });
    const odd = '%YAML 1.1\n---\na: yes\nb: 08:00\nc: 2026-09-18\nd: on\ne: 1_000\nf: 0017';
    expect(await parsePlanFile('plan.yaml', bytes(odd))).toEqual({
      input: { a: 'yes', b: '08:00', c: '2026-09-18', d: 'on', e: '1_000', f: 17 },
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
    ['a file of comments alone', 'plan.yaml', '# a\n# b', 'plan.yaml file-empty'],
    ['text with half of its letters nothing', 'plan.yaml', 'a\0:\0 \0b\0', 'plan.yaml file-not-text'],
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
