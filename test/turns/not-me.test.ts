import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { asks } from '../../src/rounds/ask.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
afterAll(endAll);
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
});

const find = (person: FakePerson, text: string) =>
  world.teams.cardsIn(person.conversationId).findLast((one) => textOf(one).includes(text));
const titles = (card: Card) => actionsIn(card).map(({ title }) => title);
const askOf = (card: Card) => String(actionsIn(card).find(({ data }) => data?.ask)!.data!.ask);

describe('"Det är inte jag"', () => {
  let decide: Card;

  test('asks who should get it, and offers only roles that others hold', async () => {
    const { socialchef } = world.people;
    const { card } = await socialchef.fill(find(socialchef, 'Nu börjar')!).press('Inte jag');
    const [role, words] = inputsIn(card!);
    expect(role!.choices).toContain('hr-chef');
    expect(role!.choices).not.toContain('enhetschef-sabo');
    expect(words).toMatchObject({ id: 'words', type: 'Input.Text' });
    expect(textOf(card!)).toContain('Frågan ligger kvar hos dig så länge');
  });

  test('too long a reason is refused with a sentence, and what was typed is kept', async () => {
    const { socialchef } = world.people;
    const words = 'å'.repeat(501);
    const ask = askOf(find(socialchef, 'Nu börjar')!);
    const { card } = await socialchef.presses('reminders/not-me-send', { ask, role: 'hr-chef', words });
    expect(textOf(card!)).toContain('Texten är 501 tecken. Högst 500 får plats');
    expect(inputsIn(card!).map(({ value }) => value)).toEqual(['hr-chef', words]);
  });

  test('goes to the administrator, with the suggestion and the words; the person is told so', async () => {
    const { socialchef, utredare, hrChef } = world.people;
    const form = await socialchef.fill(find(socialchef, 'Nu börjar')!).press('Inte jag');
    const { card } = await socialchef
      .fill(form.card!, { role: 'hr-chef', words: 'HR tog över det i våras.' })
      .press('Skicka till processledaren');
    expect(textOf(card!)).toContain('Tack, processledaren tittar på det');
    decide = await world.teams.until(() => find(utredare, 'säger att frågan är någon annans'));
    expect(textOf(decide)).toContain('Socialchef (förvaltningschef)');
    expect(textOf(decide)).toContain('Förslag\nHR-chef');
    expect(textOf(decide)).toContain('HR tog över det i våras.');
    expect(find(hrChef, 'säger att frågan är någon annans')).toBeUndefined();
  });

  test('said again changes nothing: the administrator is told once, and the person can still answer', async () => {
    const { socialchef, utredare } = world.people;
    const ask = askOf(find(utredare, 'säger att frågan är någon annans')!);
    const { card } = await socialchef.presses('reminders/not-me', { ask });
    expect(textOf(card!)).toContain('har redan fått veta det');
    expect(titles(card!)).toEqual(['Svara']);
    const opened = await socialchef.presses('answer/open', { ask });
    expect(textOf(opened.card!)).toContain('Äldreomsorg');
    const told = world.teams
      .cardsIn(utredare.conversationId)
      .filter((one) => textOf(one).includes('säger att frågan är någon annans'));
    expect(told).toHaveLength(1);
  });

  test('nobody but the administrator decides', async () => {
    const { socialchef, hrChef } = world.people;
    for (const person of [socialchef, hrChef]) {
      const ask = askOf(decide);
      const { card } = await person.presses('reminders/not-me-give', { ask, role: 'hr-chef' });
      expect(textOf(card!)).toContain('Bara processledaren kan bestämma det här');
    }
  });

  test.each([
    ['', 'Välj vem som ska få frågorna.'],
    ['enhetschef-sabo', 'Den rollen har samma person som redan har frågorna'],
    ['vaktmästare', 'Välj vem som ska få frågorna.'],
  ])('given to %p it is refused with a sentence', async (role, sentence) => {
    const { utredare } = world.people;
    const { card } = await utredare.presses('reminders/not-me-give', { ask: askOf(decide), role });
    expect(textOf(card!)).toContain(sentence);
    expect(titles(card!)).toEqual(['Ge vidare', 'Låt vara kvar']);
  });

  test('given to somebody else: both are told, the questions move, and the reminders with them', async () => {
    const { socialchef, utredare, hrChef } = world.people;
    const { card } = await utredare.fill(decide).press('Ge vidare');
    expect(textOf(card!)).toContain('Frågorna har gått till HR-chef');
    const given = await world.teams.until(() => find(hrChef, 'Du har fått frågor i'));
    expect(textOf(given)).toContain('De hörde inte hemma hos Socialchef (förvaltningschef)');
    expect(textOf(given)).toContain('Äldreomsorg');
    await world.teams.until(() => find(socialchef, 'har gått vidare'));
    expect(textOf((await socialchef.says('svara')).card!)).not.toContain('Äldreomsorg');
    const opened = await hrChef.fill(given).press('Svara');
    expect(textOf(opened.card!)).toContain('Äldreomsorg');
    const old = await socialchef.presses('answer/open', { ask: askOf(decide) });
    expect(textOf(old.card!)).not.toContain('Äldreomsorg');
    await moveClock(world.service, '2026-09-15T08:00:00+02:00');
    expect(find(socialchef, 'En liten påminnelse')).toBeUndefined();
    expect(textOf(find(hrChef, 'En liten påminnelse')!)).toContain('Äldreomsorg');
  });

  test('is decided once: a second press says that it is, and what the person wrote is no longer kept', async () => {
    const { utredare } = world.people;
    const ask = askOf(decide);
    const kept = await utredare.presses('reminders/not-me-keep', { ask });
    const given = await utredare.presses('reminders/not-me-give', { ask, role: 'hr-chef' });
    for (const { card } of [kept, given]) expect(textOf(card!)).toContain('redan avgjort');
    const store = openSqliteStore(world.service.store);
    atEnd(() => store.close());
    const { objection } = await asks(store).get(demoTenant, ask);
    expect(objection).toMatchObject({ decided: 'given', roleId: 'hr-chef' });
    expect(objection!.words).toBeUndefined();
  });

  test('left where it is: the person is told, and is reminded as before', async () => {
    const { samhallsbyggnadschef, utredare } = world.people;
    const ask = askOf(find(samhallsbyggnadschef, 'Nu börjar')!);
    await samhallsbyggnadschef.presses('reminders/not-me-send', { ask });
    const own = await world.teams.until(() => find(utredare, 'Vet inte'));
    const { card } = await utredare.fill(own).press('Låt vara kvar');
    expect(textOf(card!)).toContain('Frågorna är kvar hos');
    const told = await world.teams.until(() => find(samhallsbyggnadschef, 'är kvar hos dig'));
    expect(titles(told)).toEqual(['Svara']);
    await moveClock(world.service, '2026-09-18T08:00:00+02:00');
    expect(find(samhallsbyggnadschef, 'I dag är sista svarsdagen')).toBeDefined();
  });

  test('when the round has ended nothing is decided any more', async () => {
    await moveClock(world.service, '2026-10-03T08:00:00+02:00');
    const { card } = await world.people.utredare.presses('reminders/not-me-give', {
      ask: askOf(decide),
      role: 'hr-chef',
    });
    expect(textOf(card!)).toContain('inte längre öppen');
  });
});
