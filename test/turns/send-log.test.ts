import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AtCard, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

afterAll(endAll);

describe('"visa utskick"', () => {
  let world: DemoWorld;
  const says = async (words: string, who: keyof DemoWorld['people'] = 'utredare') =>
    textOf((await world.people[who].says(words)).card!);

  beforeAll(async () => {
    world = await openInterim();
    const card = new AtCard(world, world.people.socialchef);
    await card.press('Påminn mig senare');
    await card.press('Påminn mig den dagen', { day: '2026-09-18' });
    await moveClock(world.service, '2026-09-17T18:00:00+02:00');
    expect(await says('visa utskick socialchef')).not.toContain('utelämnat');
    await moveClock(world.service, '2026-09-21T08:00:00+02:00');
  });

  test('shows the newest first: when, to whom, what, why and how it went', async () => {
    const lines = (await says('visa utskick')).split('\n');
    expect(lines[0]).toBe('Det här har jag skickat');
    expect(lines[2]).toContain('2026-09-21 08:00 · ');
    expect(lines[3]).toBe(
      'Besked: ingen uppgift än, Delår 2026 (januari–augusti) (arbetsdagen efter sista svarsdagen) · skickat',
    );
  });

  test('says of a reminder that was put off why it did not come', async () => {
    const lines = (await says('visa utskick Socialchef')).split('\n');
    const round = 'Delår 2026 (januari–augusti)';
    expect(lines).toContain(
      `Påminnelse: ${round} (tre arbetsdagar före sista svarsdagen) · utelämnat: personen bad om en senare dag`,
    );
    expect(lines).toContain(`Sista svarsdagen: ${round} (personen bad om den dagen) · skickat`);
    expect(lines.filter((line) => line.includes('utelämnat'))).toHaveLength(1);
  });

  test('is searched by role, day and round, also by the beginning of a name', async () => {
    const ofRole = await says('visa utskick till socialchef');
    expect(ofRole).toContain('Socialchef (förvaltningschef)');
    expect(ofRole).not.toContain('Samhällsbyggnadschef');
    const ofDay = await says('visa utskick 2026-09-01');
    expect(ofDay).toContain('2026-09-01 08:00');
    expect(ofDay).not.toContain('2026-09-18 08:00');
    expect(await says('visa utskick delår 2026')).toContain('Första frågan: Delår 2026');
    expect(await says('visa utskick 2026-08-30')).toContain('Inget att visa');
  });

  test('says what can be searched for where nothing is called so', async () => {
    for (const words of ['trollkarl', '2026-13-40'])
      expect(await says(`visa utskick ${words}`)).toContain(
        `Jag hittar ingen roll, kanal, dag eller omgång som heter ”${words}”`,
      );
  });

  test('is the administrator’s alone', async () => {
    for (const who of ['socialchef', 'kommundirektor'] as const)
      expect(await says('visa utskick', who)).not.toContain('Det här har jag skickat');
  });
});
