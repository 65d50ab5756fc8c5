import { expect, test } from '@jest/globals';
import { killWhileAnswering } from '../support/killed-answering.ts';

test('killed a hundred times between any two steps of answering: what was acknowledged is there, whole', async () => {
  const { lost, kills, during } = await killWhileAnswering(100, Date.now());
  console.info(JSON.stringify({ kills, during }));
  expect(lost).toEqual([]);
});
