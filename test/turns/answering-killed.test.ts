import { expect, test } from '@jest/globals';
import { killWhileAnswering } from '../support/killed-answering.ts';

/** `test:long` kills a hundred times. */
test('killed between any two steps, everything that was acknowledged is there, whole', async () => {
  const { lost, kills } = await killWhileAnswering(3, 4);
  expect(lost).toEqual([]);
  expect(kills).toBe(3);
}, 240_000);
