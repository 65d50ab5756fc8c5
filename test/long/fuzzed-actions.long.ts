import { expect, test } from '@jest/globals';
import { fuzzActions } from '../support/fuzz-proof.ts';

test('twenty thousand generated actions: no crash, no 5xx, nothing stored wrongly', async () => {
  const seed = Date.now();
  const result = await fuzzActions(20_000, seed);
  console.info(JSON.stringify({ seed, statuses: result.statuses, kept: result.kept }));
  expect(result.wrongAnswers).toEqual([]);
  expect(result.wrongDocuments).toEqual([]);
  expect(Object.keys(result.statuses).filter((status) => Number(status) >= 500)).toEqual([]);
  expect(result.alive).toBe(true);
});
