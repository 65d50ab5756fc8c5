import { afterAll, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { personData } from '../../src/retention/person-data.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { AtCard, inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { demoPeople } from '../support/demo-people.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { moveClock } from '../support/running-service.ts';

/** As Entra writes the user name of somebody from another organisation. */
const guestName = 'Erik_konsult.example#EXT#@sjovik.onmicrosoft.com';

afterAll(endAll);

test('a guest whom the plan names by user name is asked, answers, and gets all that is kept about them', async () => {
  const store = await storeWithPlan(
    [['persons', demoPeople.hrChef, 'upn'], guestName],
    [['persons', demoPeople.hrChef, 'id'], undefined],
  );
  const world = await startDemoWorld({ store });
  const guest = world.teams.person({
    tenantId: demoTenant,
    aadObjectId: 'eeeeeeee-0000-4000-8000-000000000001',
    userPrincipalName: guestName,
  });
  await guest.install();
  await guest.says('hej');
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  const at = new AtCard(world, guest);
  await at.press('Svara');
  await at.press('Nästa', { status: 'on_track', ownWords: 'Gästens ord.' });
  const kept = await inStore(world, async (one) => ({
    ask: await asks(one).find(demoTenant, askId('2026-D', guestName.toLowerCase().replaceAll('#', '='))),
    data: await personData({ store: one }, { tenantId: demoTenant, personId: guestName }),
  }));
  expect(kept.ask?.state).toBe('open');
  expect(JSON.stringify(kept.data)).toContain('Gästens ord.');
  expect(kept.data.names).toContain('eeeeeeee-0000-4000-8000-000000000001');
});
