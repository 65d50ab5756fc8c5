import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Kinds whose shape has changed, with how many steps there are: from the source, where each is declared once. */
function stepsIn(source: string): [kind: string, steps: number][] {
  return [...source.matchAll(/kind: '(\w+)',\s*upgrades: \[([^\]]*)\]/gu)].map(([, kind, list]) => [
    kind!,
    list!.split(',').filter((one) => one.trim() !== '').length,
  ]);
}

/** How many of a kind's steps have a test: `from 1 to 2` stands in its name. */
function testedIn(kind: string): number {
  const file = `test/storage/upgrades/${kind}.test.ts`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return new Set(text.match(/from \d+ to \d+/gu)).size;
}

test('every step that takes a kind of document to a newer shape has a test of its own', () => {
  const sources = globSync('src/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const steps = sources.flatMap(stepsIn);
  // Whatever else declares steps would not be seen above.
  const declared = sources.join('\n').match(/\bupgrades: \[/gu) ?? [];
  expect(declared).toHaveLength(steps.length);
  for (const [kind, count] of steps) expect([kind, testedIn(kind)]).toEqual([kind, count]);
});

test('such steps would be found', () => {
  const shape = "documentsOf<Ask>(store, { kind: 'ask', upgrades: [addHistory, renameOwner] })";
  expect(stepsIn(shape)).toEqual([['ask', 2]]);
  expect(testedIn('ask')).toBe(0);
});
