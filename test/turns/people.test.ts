import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { AtCard, inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
/** As Teams knows them; Teams writes such names as they were once typed. */
const nameOf = (objectId: string) => `${objectId}@Example.org`;

beforeAll(async () => {
  const store = await storeWithPlan(
    [['persons', demoPeople.socialchef, 'upn'], nameOf(demoPeople.socialchef)],
    [['persons', demoPeople.socialchef, 'id'], undefined],
    [['persons', 5], { upn: 'aldrig.sedd@example.org', roles: ['fastighetschef'] }],
    [
      ['persons', demoPeople.samhallsbyggnadschef, 'roles'],
      ['samhallsbyggnadschef', 'enhetschef-gata-park'],
    ],
  );
  world = await startDemoWorld({ store });
});
afterAll(endAll);

const says = async (who: keyof DemoWorld['people'], text: string) =>
  textOf((await world.people[who].says(text)).card!);

describe('somebody the plan names by user principal name', () => {
  test('is known from the first turn, asked once of Teams, and asked and answers like everybody', async () => {
    await moveClock(world.service, '2026-09-01T08:00:00+02:00');
    const at = new AtCard(world, world.people.socialchef);
    await at.answerEverything();
    await at.press('Skicka in');
    expect(at.text).toContain('Tack');
    const report = await inStore(world, (store) => reports(store).get(demoTenant, reportId('2026-D', 'gu2')));
    expect(report.revisions.at(-1)?.by).toEqual({
      personId: nameOf(demoPeople.socialchef).toLowerCase(),
      roleId: 'socialchef',
    });
    const lookUps = world.teams.requests.filter(({ operation }) => operation === 'member');
    expect(lookUps).toHaveLength(1);
  });

  test('may what the plan lets them, in a channel too, and nobody else may it for them', async () => {
    expect(await says('socialchef', 'vad har jag skickat in?')).toContain('Äldreomsorg');
    const turn = await world.leadership.mention(world.people.socialchef, 'hur går det med äldreomsorgen?');
    expect(textOf(turn.card!)).toContain('Vi följer planen.');
    const stranger = world.teams.person({
      tenantId: demoTenant,
      aadObjectId: 'ffffffff-0000-4000-8000-000000000001',
    });
    await stranger.install();
    expect(textOf((await stranger.says('hur går det med äldreomsorgen?')).card!)).toContain(
      'Det kan jag inte visa',
    );
  });
});

describe('whom Roder cannot write to', () => {
  test('is shown to the administrator by role, with what to do; to nobody else', async () => {
    const text = await says('utredare', 'vem når du inte?');
    expect(text).toContain('Jag vet att jag når 5 av 6 personer');
    expect(text).toContain('Fastighetschef (sedan 1 september 2026)');
    expect(text).toContain('installera Roder för alla med en policy');
    expect(text).not.toContain('example.org');
    expect(await says('socialchef', 'vem når du inte?')).not.toContain('Jag når');
  });

  test('because they blocked or left says so, and is reached again when they write', async () => {
    const { hrChef, samhallsbyggnadschef } = world.people;
    hrChef.block();
    await samhallsbyggnadschef.uninstall();
    await moveClock(world.service, '2026-09-15T08:00:00+02:00');
    const text = await says('utredare', 'vem når du inte?');
    expect(text).toContain('Jag vet att jag når 3 av 6 personer');
    expect(text).toMatch(
      /Har inte Roder i Teams \(2\)[\s\S]*Samhällsbyggnadschef[\s\S]*Har blockerat Roder[\s\S]*HR-chef/u,
    );
    await samhallsbyggnadschef.install();
    await samhallsbyggnadschef.says('hej');
    expect(await says('utredare', 'vem når du inte?')).toContain('Jag vet att jag når 4 av 6 personer');
  });
});
