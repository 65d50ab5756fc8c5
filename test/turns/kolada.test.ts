import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { AtCard } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { type FakeKolada, refusing } from '../support/fake-kolada.ts';
import { FakeTeams } from '../support/fake-teams.ts';
import { comparable, groupTitle, startKolada } from '../support/kolada-world.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { moveClock, startService } from '../support/running-service.ts';

let kolada: FakeKolada;
let world: DemoWorld;

const says = async (who: keyof DemoWorld['people'], text: string) =>
  textOf((await world.people[who].says(text)).card!);

/** Asks until the answer says it: what Kolada has answered is kept some moments later. */
async function asks(text: string, until: string): Promise<string> {
  for (;;) {
    const answer = await says('utredare', text);
    if (answer.includes(until)) return answer;
  }
}

beforeAll(async () => {
  kolada = await startKolada();
  const env = { KOLADA_URL: kolada.url };
  world = await startDemoWorld({ store: await storeWithPlan(...comparable), env });
  await kolada.asked(4);
  await asks('kolada', '31 augusti 2026 15:00');
});
afterAll(endAll);

describe('Kolada beside the plan', () => {
  test('the administrator sees when it was fetched, and whom Roder compares with', async () => {
    const text = await says('utredare', 'kolada');
    expect(text).toContain('18 mått har ett Kolada-id');
    expect(text).toContain(groupTitle);
    expect(await says('socialchef', 'kolada')).not.toContain('Senast hämtat');
  });

  test('whoever makes indicators finds them by a word, with the id to put in the plan', async () => {
    const text = await says('utredare', 'sök Kolada sjukfrånvaro');
    expect(text).toContain('2 mått i Kolada passar in på ”sjukfrånvaro”');
    expect(text.indexOf('N00090 · finns i planen')).toBeGreaterThan(0);
    expect(text.indexOf('N00090')).toBeLessThan(text.indexOf('N00091 · Personal · mäts inte längre'));
    expect(text).toContain('Källa: Kolada. Katalogen hämtades 31 augusti 2026.');
    expect(await says('utredare', 'search Kolada for sjukpenningtal')).toContain('N00947');
    expect(await says('utredare', 'sök i kolada efter rymdraketer')).toContain('Inget mått i Kolada');
    expect(await says('utredare', 'sök i Kolada')).toContain('att söka bland');
  });

  test('a question beside similar municipalities has the median, our own, the source and its age', async () => {
    const text = await says('socialchef', 'sjukfrånvaro jämfört med liknande kommuner');
    expect(text).toContain(
      `Liknande kommuner, 2025: 83\u00a0% (medianen av 7 kommuner i ”${groupTitle}”). Hos oss samma år: 94,7\u00a0%.`,
    );
    expect(text).toContain(
      'Det gäller Koladas mått ”Sjukfrånvaro totalt bland anställda, kommun, andel (%)”',
    );
    expect(text).toContain('Egen bearbetning av data från Kolada, hämtade 31 augusti 2026');
    expect(await says('socialchef', 'nettokostnadsavvikelse grundskola mot liknande kommuner')).toContain(
      'Jag har inga värden från liknande kommuner',
    );
  });

  test('a manager is not asked for what Kolada has: it stands there with year, source and age', async () => {
    await moveClock(world.service, '2026-09-01T08:00:00+02:00');
    const socialchef = new AtCard(world, world.people.socialchef);
    await socialchef.press('Svara');
    expect(socialchef.values['reading-i12']).toBe('94,7');
    expect(socialchef.text).toContain('Ifyllt åt dig: 2025, Kolada 31 augusti 2026. Ändra om det är fel.');
    expect(socialchef.values['reading-i14']).toBe('');
  });

  test('when Kolada is down everything is as before, and the administrator is told since when', async () => {
    const before = kolada.requests.length;
    kolada.misbehaviour = refusing(503, Number.POSITIVE_INFINITY);
    await moveClock(world.service, '2026-09-02T09:00:00+02:00');
    await kolada.asked(before + 3);
    const text = await asks('kolada', 'Kolada svarar inte som det ska');
    expect(text).toContain('Jag får inget svar. Det började 2 september 2026 09:00.');
    expect(text).toContain('Jag försöker igen 2 september 2026 09:15');
    expect(await says('socialchef', 'soliditet jämfört med liknande kommuner')).toContain(
      'hämtade 31 augusti 2026',
    );
    expect(await says('utredare', 'sök Kolada soliditet')).toContain('N03034');
    expect((await fetch(`${world.service.url}/readyz`)).status).toBe(200);
  });
});

test('without Kolada nothing is fetched, nothing is logged, and it is said', async () => {
  const service = await startService({ store: await storeWithPlan(...comparable) });
  const teams = await FakeTeams.start();
  teams.connectTo(service.url);
  const utredare = teams.person({ tenantId: demoTenant, aadObjectId: demoPeople.utredare, installed: true });
  const turn = await utredare.says('sök Kolada sjukfrånvaro');
  expect(textOf(turn.card!)).toContain('Roder hämtar inget från Kolada här');
  expect(service.output()).not.toMatch(/kolada|"warn"|"error"/u);
});
