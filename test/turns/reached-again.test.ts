import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { AtCard, inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
afterAll(endAll);

const at = (time: string) => moveClock(world.service, `2026-09-${time}:00+02:00`);
const round = 'Delår 2026 (januari–augusti)';
/** The three pushes of a round, as the person has got them. */
const pushes = (person: FakePerson) =>
  world.teams
    .cardsIn(person.conversationId)
    .map((card) => textOf(card).split('\n')[0]!)
    .filter((title) => /^(Hej! (Nu börjar|Du har frågor)|En liten påminnelse|I dag är sista)/u.test(title));
const buttons = (card: Card) => actionsIn(card).map(({ title }) => title);

describe('somebody who did not have the app when the round opened', () => {
  let person: FakePerson;
  let welcome: Card;

  beforeAll(async () => {
    world = await startDemoWorld();
    person = world.people.socialchef;
    await person.uninstall();
    await at('01T08:00');
    await at('03T10:15');
    expect(pushes(person)).toEqual([]);
    await person.install();
    await world.teams.until(() => pushes(person).length > 0);
    welcome = world.teams
      .cardsIn(person.conversationId)
      .findLast((card) => textOf(card).includes('Hej, jag är Roder'))!;
  });

  test('is welcomed with what waits, and answers from there', async () => {
    expect(textOf(welcome).split('\n').slice(0, 3)).toEqual([
      'Det här väntar på dig',
      `${round}: 2 uppdrag att svara på. Svara när det passar dig, gärna senast fredag 18 september.`,
      'Svara',
    ]);
    expect(buttons(welcome)[0]).toBe('Svara');
    const opened = await person.fill(welcome).press('Svara');
    expect(textOf(opened.card!)).toContain('Äldreomsorg');
  });

  test('is asked at once, as the first question', async () => {
    expect(pushes(person)).toEqual([`Hej! Du har frågor att svara på i ${round}`]);
    const card = new AtCard(world, person, 'Du har frågor att svara på');
    expect(card.text).toContain('Jag har frågor till dig om 2 uppdrag');
    expect(card.titles).toEqual(expect.arrayContaining(['Svara', 'Påminn mig senare', 'Inte jag']));
    await card.press('Varför?');
    expect(card.text).toContain('den första frågan kom inte fram, men den dagen nådde jag dig');
    const log = textOf((await world.people.utredare.says('visa utskick socialchef')).card!);
    expect(log).toContain(
      `Första frågan: ${round} (den första frågan kom inte fram, men nu går personen att nå) · skickat`,
    );
    expect(log).toContain(`Första frågan: ${round} (omgången öppnar) · kan inte nås: har inte Roder i Teams`);
  });

  test.each(['hej', 'hjälp'])('sees what waits first when they write "%s"', async (words) => {
    const card = (await person.says(words)).card!;
    expect(textOf(card)).toMatch(/^Det här väntar på dig\n/u);
    expect(textOf(card)).toContain('Vad vill du göra?');
    expect(buttons(card)[0]).toBe('Svara');
  });

  test('sees it in English who has chosen that, and nobody sees it in a channel', async () => {
    await person.presses('reminders/settings-save', { language: 'en' });
    const card = (await person.says('hello')).card!;
    expect(textOf(card)).toMatch(/^Waiting for you\nInterim 2026.*: 2 assignments to report on\./u);
    expect(buttons(card)[0]).toBe('Answer');
    const shared = await world.leadership.mention(person, 'hello');
    expect(textOf(shared.card!)).not.toContain('waiting');
    await person.presses('reminders/settings-save', { language: 'sv' });
  });

  test('gets the two that are left of three, and no more; what was answered waits no more', async () => {
    await at('04T08:00');
    await person.uninstall();
    await person.install();
    await at('18T16:00');
    expect(pushes(person)).toEqual([
      `Hej! Du har frågor att svara på i ${round}`,
      `En liten påminnelse om ${round}`,
      `I dag är sista svarsdagen för ${round}`,
    ]);
    await at('22T10:00');
    expect(textOf((await person.says('hej')).card!)).toContain(
      `${round}: 2 uppdrag väntar på ditt svar. Du kan svara till och med fredag 2 oktober.`,
    );
    const card = new AtCard(world, person, 'Du har frågor att svara på');
    await card.answerEverything();
    await card.press('Skicka in');
    expect(textOf((await person.says('hej')).card!)).toMatch(/^Vad vill du göra/u);
  });
});

describe('somebody who had blocked Roder and writes', () => {
  beforeAll(async () => {
    world = await startDemoWorld();
    const { socialchef, hrChef } = world.people;
    for (const person of [socialchef, hrChef]) person.block();
    await at('01T08:00');
  });

  test('in the evening is asked as the next working day begins, as a rehearsal says', async () => {
    const { socialchef } = world.people;
    await at('04T18:30');
    socialchef.conversation.presence = 'installed';
    await socialchef.says('hur går det med äldreomsorgen?');
    const rehearsal = await inStore(world, (store) =>
      rehearse({
        tenantId: demoTenant,
        of: { store, now: Temporal.Instant.from('2026-09-04T18:30:00+02:00') },
        from: Temporal.Instant.from('2026-09-04T18:30:00+02:00'),
        until: Temporal.Instant.from('2026-10-03T00:00:00+02:00'),
      }),
    );
    const said = rehearsal.messages
      .filter(({ personId, outcome }) => personId === demoPeople.socialchef && outcome === 'sent')
      .map(({ at, push, rule }) => [at, push, rule]);
    expect(said).toEqual([
      ['2026-09-07T06:00:00.000Z', 'opening', 'reached-again'],
      ['2026-09-15T06:00:00.000Z', 'reminder', 'three-working-days-before-due'],
      ['2026-09-18T06:00:00.000Z', 'due-morning', 'due-day'],
    ]);
    await at('07T07:59');
    expect(pushes(socialchef)).toEqual([]);
    await at('07T08:00');
    expect(pushes(socialchef)).toEqual([`Hej! Du har frågor att svara på i ${round}`]);
  });

  test('on a day that has a reminder gets one message', async () => {
    const { hrChef } = world.people;
    await at('15T08:00');
    hrChef.conversation.presence = 'installed';
    await hrChef.says('tack');
    await world.teams.until(() => pushes(hrChef).length > 0);
    await at('17T16:00');
    expect(pushes(hrChef)).toHaveLength(1);
  });
});
