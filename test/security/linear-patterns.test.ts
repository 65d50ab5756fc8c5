import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Found, growthOf, keptAsLinear, patternsInSource, patternsMade } from './linear-patterns.ts';

const kept = keptAsLinear();
let found: Found[];
beforeAll(async () => {
  found = [...patternsInSource(), ...(await patternsMade())];
});

describe('every regular expression', () => {
  test('takes time in proportion to its text, as far as recheck can tell', () => {
    expect(found.length).toBeGreaterThan(150);
    // What is new is looked at here; `node test/security/linear-patterns.ts --new` keeps what came of it.
    const growing = found
      .filter(({ pattern }) => !kept.has(pattern))
      .map(({ pattern, at }) => `${at} ${pattern} ${growthOf(pattern)}`);
    expect(growing).toEqual([]);
  });

  test('that is kept as looked at is one that there is', () => {
    const patterns = new Set(found.map(({ pattern }) => pattern));
    expect([...kept].filter((pattern) => !patterns.has(pattern))).toEqual([]);
  });
});

test.each([
  ['exponential', '/^(a|a)*$/u'],
  ['exponential', '/^(?:.*,)+x$/u'],
  ['polynomial 2', String.raw`/<at[^>]*>.*?<\/at>/giu`],
  ['polynomial 2', '/[!.]+$/u'],
  ['polynomial 2', '/<[^>]*>/gu'],
  ['linear', String.raw`/<\/?[a-z][^<>]*>/giu`],
])('%s growth is seen: %s', (growth, pattern) => {
  expect(growthOf(pattern)).toBe(growth);
});
