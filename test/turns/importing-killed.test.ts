import { expect, test } from '@jest/globals';
import { killWhileImporting } from '../support/killed-importing.ts';

/** `test:long` kills fifty times. */
test('killed in the middle of an import, the old plan or the new one stands whole, and the next import succeeds', async () => {
  expect((await killWhileImporting(2, 3)).wrong).toEqual([]);
}, 240_000);
