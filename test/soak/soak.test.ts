import { describe, expect, test } from '@jest/globals';
import { soak } from '../../bench/soak/run-soak.ts';

/** Some turns of what `npm run soak` does for minutes: the seed is one with kills, a stop and a store that is held. */
describe('a municipality lives on Roder while it is killed and its store and Teams fail', () => {
  test('and whatever was promised is kept, nobody is written to twice or on a free day, and the summary is right', async () => {
    const { violations, counts, days } = await soak({ seed: 230, minutes: 1, turns: 8, people: 12 });
    expect(violations).toEqual([]);
    expect(days).toBeGreaterThanOrEqual(3);
    expect(counts).toMatchObject({
      kills: expect.any(Number),
      'store held': expect.any(Number),
      receipts: expect.any(Number),
      'summaries compared': expect.any(Number),
    });
  }, 180_000);
});
