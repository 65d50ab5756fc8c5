import { afterAll, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { AtCard, changePlan, inStore, openInterim, values } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';

afterAll(endAll);

test('a value that is typed as days is gone through again where the plan has come to count weeks', async () => {
  const world = await openInterim();
  const at = new AtCard(world, world.people.socialchef);
  await at.answerEverything();
  expect(at.text).toContain('60\u00a0dagar');
  await changePlan(world, [['units'], undefined], [['indicators', 'i14', 'unit'], 'veckor']);
  const sent = () =>
    inStore(world, (store) => reports(store).find(demoTenant, reportId('2026-D', 'gu2'))).then(
      (report) => report?.revisions.at(-1)?.answers.readings,
    );
  at.card = (await world.people.socialchef.says('svara')).card!;
  expect(at.text).toContain('Väntetid till särskilt boende, medelvärde (veckor)');
  expect(at.values).toMatchObject({ ...values, ownWords: 'Vi följer planen.' });
  await at.press('Granska mina svar', { 'reading-i14': '9' });
  expect(at.text).toContain('9\u00a0veckor');
  await at.press('Skicka in');
  expect(await sent()).toMatchObject({ i14: { value: 9 } });
});

test('a preview that says days leads to the value, and sends in nothing', async () => {
  const world = await openInterim();
  const at = new AtCard(world, world.people.socialchef);
  await at.answerEverything();
  await changePlan(world, [['units'], undefined], [['indicators', 'i14', 'unit'], 'veckor']);
  await at.press('Skicka in');
  expect(at.text).toContain('Väntetid till särskilt boende, medelvärde (veckor)');
  expect(at.values).toMatchObject(values);
  expect(await inStore(world, (store) => reports(store).find(demoTenant, reportId('2026-D', 'gu2')))).toBe(
    undefined,
  );
});
