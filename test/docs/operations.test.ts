import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documentKinds } from '../../src/base/document-store.ts';
import { instruments } from '../../src/telemetry/instruments.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = globSync('src/**/*.ts', { cwd: root }).map((file) => ({ file, text: read(file) }));
const operations = read('docs/operations.md');

/** Everything a pattern finds in the source, once. */
function found(pattern: RegExp): string[] {
  return [
    ...new Set(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1]!))),
  ].sort();
}

/** Those that stand nowhere on the page as a code of their own. */
const missing = (names: readonly string[], page = operations) =>
  names.filter((name) => !page.includes(`\`${name}\``));

describe('docs/operations.md', () => {
  test('explains every code that Roder throws', () => {
    const thrown = found(/(?:new RoderError|super)\(\s*'([\w-]+)'/gu);
    const codes = [...thrown, ...found(/'(kolada-(?!search)[\w-]+)'/gu)];
    expect(codes.length).toBeGreaterThan(25);
    expect(codes).toContain('held-back');
    expect(missing(codes)).toEqual([]);
    // A code that is put together elsewhere would not be found: there are none.
    expect(
      sources.filter(({ text }) => /new RoderError\(\s*[^'\s]/u.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  test('explains no code that is gone', () => {
    const section = operations.split('## Codes')[1]!.split('\n## ')[0]!;
    const explained = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...line.split('|')[1]!.matchAll(/`([\w-]+)`/gu)].map((match) => match[1]!));
    const codes = found(/'([\w-]+)'/gu);
    expect(explained.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('explains every event of the log', () => {
    const events = [
      ...found(/event: '([\w-]+)'/gu),
      'work-late',
      'work-silent',
      'turn-failed',
      'activity-failed',
    ];
    expect(events.length).toBeGreaterThan(15);
    expect(missing(events)).toEqual([]);
  });

  test('says of every figure what it is, and every figure that is recorded is known', () => {
    expect(missing(Object.keys(instruments))).toEqual([]);
    const recorded = found(/record\(\s*'([\w.]+)'/gu);
    const timed = found(/name: '(roder\.[\w.]+)'/gu).map((name) => `${name}.duration_ms`);
    for (const name of [...recorded, ...timed]) expect(Object.keys(instruments)).toContain(name);
  });

  test('names every setting', () => {
    const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Za-z_]+):/gmu)].map(
      (match) => match[1]!,
    );
    expect(settings).toContain('RODER_TENANTS');
    expect(missing(settings)).toEqual([]);
  });
});

test('docs/privacy.md says of every kind of record what it holds', () => {
  expect(missing(documentKinds, read('docs/privacy.md'))).toEqual([]);
});

test('docs/security.md names tests that are there', () => {
  const named = [...read('docs/security.md').matchAll(/`(test\/[\w/-]+)`/gu)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(20);
  const gone = named.filter((name) => globSync([name, `${name}.test.ts`], { cwd: root }).length === 0);
  expect([...new Set(gone)]).toEqual([]);
});
