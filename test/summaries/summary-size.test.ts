import { expect, test } from '@jest/globals';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { foundIn } from '../support/card-schema/found.ts';
import { openLargeWorld } from '../support/large-world.ts';
import { readShown, summarySizeTests } from '../support/summary-size-tests.ts';

// 300 are in `test/long`: they go through the same lists page by page, only more of them.
summarySizeTests([8, 60]);

test('of what people write the card shows the beginning, however much there is room for', async () => {
  const { card } = summaryCard(await readShown(await openLargeWorld(8)));
  const shown = foundIn(card).flatMap(({ object }) => (object.type === 'TextRun' ? String(object.text) : []));
  const longest = Math.max(...shown.map((text) => text.length));
  expect(longest).toBeLessThanOrEqual(140);
  expect(longest).toBeGreaterThan(120);
});
