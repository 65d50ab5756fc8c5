import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { translator } from '../../src/language/language.ts';
import { capitalised } from '../../src/language/words.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-21T08:00:00+02:00');
});
afterAll(endAll);

describe('a question in a channel', () => {
  test('is heard through the mention, and answered where it was asked', async () => {
    const turn = await world.leadership.mention(world.people.kommundirektor, 'hur går det med hamnen?');
    expect(turn.replies).toHaveLength(1);
    expect(textOf(turn.card!)).toContain('Så här går det med ”Utveckla hamnområdet”');
  });

  test('about oneself is answered in one’s own chat only', async () => {
    const { leadership, people } = world;
    for (const text of [
      'vad är nästa för mig?',
      'vad har jag skickat in?',
      'följ hamnen',
      'vad följer jag',
      'svara',
      'mina svar',
    ]) {
      expect(textOf((await leadership.mention(people.socialchef, text)).card!)).toContain('i vår egen chatt');
    }
  });

  test('that the plan does not name shows no reports, whoever asks', async () => {
    const other = world.teams.channel({
      tenantId: demoTenant,
      teamId: '19:foreningen@thread.tacv2',
      channelId: '19:allmant@thread.tacv2',
    });
    await other.install(world.people.kommundirektor);
    const asks = (text: string) => other.mention(world.people.kommundirektor, text);
    expect(textOf((await asks('hur går det med hamnen?')).card!)).toContain('Det visar jag inte här');
    expect(textOf((await asks('vilka behöver hjälp?')).card!)).toContain('Det visar jag inte här');
    expect(textOf((await asks('sjukfrånvaro senaste åren')).card!)).toContain('Det visar jag inte här');
    expect(textOf((await asks('vem ansvarar för hamnen?')).card!)).toContain('Samhällsbyggnadschef');
  });
});

describe('what may mean one thing or another', () => {
  const label = (intent: string) => capitalised(translator('sv')(`intent.${intent}`));

  test('is asked back with a button for each, which does what was meant', async () => {
    const { socialchef } = world.people;
    const asked = await socialchef.says('ta bort');
    expect(textOf(asked.card!)).toContain('Vilket menar du?');
    const chosen = await socialchef.fill(asked.card!).press(label('unfollow'));
    expect(textOf(chosen.card!)).toContain('följ');
    expect(textOf(chosen.card!)).not.toContain('Jag hittar inget om det');
  });

  test('lets nobody do by a button what they may not do', async () => {
    const { socialchef } = world.people;
    const asked = await socialchef.says('ta bort');
    const chosen = await socialchef.fill(asked.card!).press(label('change-plan'));
    expect(textOf(chosen.card!)).toContain(translator('sv')('planChange.refused.not-yours'));
  });
});

describe('what goes on from what was wanted', () => {
  test('is the same wish of something else, and of the likeliest where it was asked back', async () => {
    const { kommundirektor, utredare } = world.people;
    expect(textOf((await utredare.says('följ hamnområdet')).card!)).toContain('följer');
    const followed = textOf((await utredare.says('och äldreomsorgen')).card!);
    expect(followed).toContain('följer');
    expect(followed).toContain('Äldreomsorg');
    const asked = textOf((await utredare.says('hur går det med arbetsskorna?')).card!);
    expect(asked).not.toContain('följer');
    expect(textOf((await kommundirektor.says('mat i skolan')).card!)).toContain('Vilket menar du?');
    expect(textOf((await kommundirektor.says('målet?')).card!)).toContain('Matsvinn');
  });

  async function secondOffered(): Promise<string> {
    const { card } = await world.people.kommundirektor.says('mat i skolan');
    return (card!.actions as { title: string }[])[1]!.title;
  }

  test('is one of those that were asked about, by its number', async () => {
    const { kommundirektor } = world.people;
    const second = await secondOffered();
    expect(textOf((await kommundirektor.says('2')).card!)).toContain(second);
  });

  test('but only by the very next message', async () => {
    const { kommundirektor } = world.people;
    const second = await secondOffered();
    await kommundirektor.says('tack');
    expect(textOf((await kommundirektor.says('2')).card!)).not.toContain(second);
  });
});

describe('an answer that was not certain', () => {
  test('asks whether it was something else, with a button that answers that', async () => {
    const { hrChef } = world.people;
    const { card } = await hrChef.says('laddbilar');
    expect(textOf(card!)).toContain('Gällde det något annat?');
    const other = await hrChef.fill(card!).press('Fossiloberoende fordon i kommunorganisationen');
    expect(textOf(other.card!)).toContain('Fossiloberoende fordon i kommunorganisationen');
  });

  test('is not doubted where it was', async () => {
    const { card } = await world.people.hrChef.says('hur går det med äldreomsorgen?');
    expect(textOf(card!)).not.toContain('Gällde det något annat?');
  });
});

describe('the buttons of an answer', () => {
  test('lead to the answer, and go on where a long one stopped', async () => {
    const { socialchef } = world.people;
    const choices = await socialchef.says('nettokostnadsavvikelse');
    const chosen = await socialchef.fill(choices.card!).press('Nettokostnadsavvikelse äldreomsorg');
    expect(textOf(chosen.card!)).toContain('Nettokostnadsavvikelse äldreomsorg');
    const status = await socialchef.says('hur går det med hamnen?');
    const followed = await socialchef.fill(status.card!).press('Följ varje månad');
    expect(textOf(followed.card!)).toContain('Du följer nu');
  });

  test('go on from an assignment to its measure and who answers, and back', async () => {
    const { kommundirektor } = world.people;
    const status = await kommundirektor.says('hur går det med äldreomsorgen?');
    const measure = await kommundirektor
      .fill(status.card!)
      .press('Diagram: Brukarbedömning hemtjänst, helhetssyn');
    const back = await kommundirektor.fill(measure.card!).press('Hur går det med Äldreomsorg?');
    const who = await kommundirektor.fill(back.card!).press('Vem ansvarar?');
    expect(textOf(who.card!)).toContain('Socialchef');
  });

  test.each([
    {},
    { kind: 'anything' },
    { kind: 'status', type: 'assignment' },
    { kind: 'status', type: 'term', id: 'gu2' },
    { kind: 'help', from: -1 },
    { kind: 'help', from: 'x' },
    { kind: 'sent', type: ['assignment'], id: {} },
  ])('with %j change nothing and say so', async (data) => {
    const turn = await world.people.socialchef.presses('questions/show', data as never);
    expect(turn.status).toBe(200);
    expect(turn.notice).toContain('inget har sparats');
  });

  test.each([
    { kind: 'status', type: 'assignment', id: 'gone' },
    { kind: 'meaning', type: 'assignment', id: 'gu2' },
    { kind: 'status', type: 'role', id: 'socialchef' },
    { kind: 'indicator' },
    { kind: 'help', from: 99_999 },
  ])('with %j get a card', async (data) => {
    const turn = await world.people.socialchef.presses('questions/show', data as never);
    expect(textOf(turn.card!).length).toBeGreaterThan(10);
  });
});
