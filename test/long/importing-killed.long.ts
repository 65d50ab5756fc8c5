import { expect, test } from '@jest/globals';
import { killWhileImporting } from '../support/killed-importing.ts';

test('killed fifty times in the middle of an import: the old plan or the new one stands whole', async () => {
  const { wrong, taken } = await killWhileImporting(50, Date.now());
  console.info(JSON.stringify({ taken }));
  expect(wrong).toEqual([]);
});
