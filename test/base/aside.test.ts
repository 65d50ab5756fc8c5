import { describe, expect, test } from '@jest/globals';
import { Aside } from '../../src/base/aside.ts';

type Order = 'say' | 'throw' | 'exit' | 'hang';

const file = new URL('../support/aside-thread.ts', import.meta.url);
const open = () => new Aside<Order, 'begun' | number>(file, { maxMegabytes: 50, maxSeconds: 3 });
const threadOf = (aside: ReturnType<typeof open>) =>
  aside.do('say', (said) => (said === 'begun' ? undefined : said));

describe('work aside', () => {
  test('is done by the same thread, one order after another', async () => {
    const aside = open();
    const threads = await Promise.all([threadOf(aside), threadOf(aside), threadOf(aside)]);
    expect(new Set(threads).size).toBe(1);
  });

  test.each(['throw', 'exit', 'hang'] as const)(
    'that ends its thread (%s) is told so, and what comes after it is done by another',
    async (order) => {
      const aside = open();
      const [before, broken, after] = await Promise.allSettled([
        threadOf(aside),
        aside.do(order, (said) => said),
        threadOf(aside),
      ]);
      expect(broken.status).toBe('rejected');
      expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(after).not.toEqual(before);
    },
  );
});
