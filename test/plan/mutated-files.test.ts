import { describe, expect, test } from '@jest/globals';
import { mutatedWays, surviveMutations } from './mutated-files.ts';

// The full count is in test/long/plan-files.long.ts.
describe('a file that has been damaged or tampered with', () => {
  test.each(mutatedWays)('in %s is refused whole or taken whole', async (way) => {
    const { refused } = await surviveMutations(way, 25);
    expect(refused).toBeGreaterThan(0);
  });
});
