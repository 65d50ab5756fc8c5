import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { importPlan } from '../../src/plan/plan-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { servePages } from '../support/page-server.ts';
import { openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

test('what one has sent in about an assignment that is withdrawn since stands under its name', async () => {
  const world = await openSjovik();
  const { ports, tenantId, time } = world;
  await time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  const server = await servePages(ports, tenantId);
  const { name, value } = await server.sessionOf(world.actor('samhallsbyggnadschef').personId);
  const mine = async () =>
    (await fetch(`${server.url}/app/mine`, { headers: { cookie: `${name}=${value}` } })).text();
  expect(await mine()).toContain('Utveckla hamnområdet');

  const { assignments, indicators, ...rest } = demoPlan();
  const content = {
    ...rest,
    assignments: assignments.filter(({ id }) => id !== 'pu2'),
    indicators: indicators.map((one) => ({
      ...one,
      assignments: one.assignments.filter((id) => id !== 'pu2'),
    })),
  };
  await importPlan({ store: ports.store, now: ports.clock.now(), tenantId, content, by: 'cli' });
  await time.moveTo(Temporal.Instant.from('2026-09-21T09:00:00+02:00'));
  const page = await mine();
  expect(page).toContain('Utveckla hamnområdet');
  expect(page).not.toMatch(/>\s*pu2\s*</u);
});
