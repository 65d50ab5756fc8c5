import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/at-end.ts';
import { backUpInStorm, type Storm } from '../support/backup-storm.ts';

test('backups in twenty storms of writes, the writer killed in each: nothing that was acknowledged before is lost', async () => {
  const storms: Storm[] = [];
  for (let number = 0; number < 20; number++)
    storms.push(await backUpInStorm(await temporaryFolder(), 500 + number * 100));
  const sum = (of: 'before' | 'acknowledged' | 'restored') => storms.reduce((all, one) => all + one[of], 0);
  const lost = storms.flatMap((one) => one.lost);
  console.info(
    JSON.stringify({
      storms: storms.length,
      before: sum('before'),
      acknowledged: sum('acknowledged'),
      restored: sum('restored'),
      lost: lost.length,
    }),
  );
  expect(lost).toEqual([]);
});
