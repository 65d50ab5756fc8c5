import { afterAll, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { drafts } from '../../src/reports/draft.ts';
import { AtCard, inStore, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';

afterAll(endAll);

test('own words pasted from PowerPoint keep their lines, and no control character is kept', async () => {
  const world = await openInterim();
  const at = new AtCard(world, world.people.socialchef);
  await at.press('Svara');
  await at.press('Nästa', { status: 'on_track', ownWords: 'Rad ett\u000brad två\u0000\r\nrad tre' });
  const kept = await inStore(world, (store) => Array.fromAsync(drafts(store).all(demoTenant)));
  expect(JSON.stringify(kept)).toContain(JSON.stringify('Rad ett\nrad två\nrad tre'));
});
