import { expect, test } from '@jest/globals';
import { killWhileAnswering } from '../support/killed-answering.ts';

/** `test:long` kills a hundred times. */
test('killed between any two steps, everything that was acknowledged is there, whole', async () => {
  const { lost, kills } = await killWhileAnswering(2, 4);
  expect(lost).toEqual([]);
  expect(kills).toBe(2);
}, 240_000);
