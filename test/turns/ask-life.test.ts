import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
afterAll(endAll);

const cardsOf = (person: FakePerson) => world.teams.cardsIn(person.conversationId);
const cardWith = (person: FakePerson, text: string) =>
  cardsOf(person).findLast((one) => textOf(one).includes(text))!;
const sentTo = (person: FakePerson) =>
  world.teams.sentTo(person.conversationId).filter(({ operation, card }) => operation === 'send' && card);
const titles = (card: Card) => actionsIn(card).map(({ title }) => title);

async function openRound() {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
}

describe('"Påminn mig senare"', () => {
  let card: Card;
  const press = async (title: string, values: Record<string, string> = {}) => {
    ({ card } = (await world.people.socialchef.fill(card, values).press(title)) as { card: Card });
  };
  beforeAll(async () => {
    await openRound();
    card = openingOf(world.people.socialchef);
  });

  test('offers tomorrow, Monday and a day of one’s own up to the due day', async () => {
    await press('Påminn mig senare');
    expect(titles(card)).toEqual([
      'I morgon, ons 2 sep 08:00',
      'Nästa vecka, mån 7 sep 08:00',
      'Påminn mig den dagen',
      'Tillbaka',
    ]);
    expect(inputsIn(card).map(({ id }) => id)).toEqual(['day']);
    expect(textOf(card)).toContain('senast fredag 18 september');
  });

  test.each([
    ['', 'Välj en dag först'],
    ['2026-09-21', 'efter sista svarsdagen'],
    ['2026-09-19', 'efter sista svarsdagen'],
    ['2026-08-31', 'redan börjat eller varit'],
    ['2026-02-30', 'Välj en dag först'],
    ['i övermorgon', 'Välj en dag först'],
  ])('refuses %p with a sentence and keeps the card', async (day, sentence) => {
    await press('Påminn mig den dagen', { day });
    expect(textOf(card)).toContain(sentence);
    expect(titles(card)).toContain('Påminn mig den dagen');
  });

  test('says when it comes again, and takes a free day to the next working day', async () => {
    await press('Påminn mig den dagen', { day: '2026-09-12' });
    expect(textOf(card)).toContain('Jag påminner dig måndag 14 september klockan 08:00');
    expect(titles(card)).toEqual(['Svara nu', 'Ångra']);
  });

  test('can be undone: the card is back, and so is the reminder of the plan', async () => {
    await press('Ångra');
    expect(textOf(card)).toContain('Nu börjar');
    await press('Varför?');
    expect(textOf(card)).toContain('tisdag 15 september klockan 08:00');
    await press('Tillbaka');
    expect(textOf(card)).toContain('Nu börjar');
  });

  test('comes on the chosen day in place of the plan’s reminder, and says who asked for it', async () => {
    const { socialchef } = world.people;
    await press('Påminn mig senare');
    await press('Nästa vecka, mån 7 sep 08:00');
    const before = sentTo(socialchef).length;
    await moveClock(world.service, '2026-09-07T07:59:00+02:00');
    expect(sentTo(socialchef)).toHaveLength(before);
    await moveClock(world.service, '2026-09-07T08:00:00+02:00');
    expect(sentTo(socialchef)).toHaveLength(before + 1);
    card = cardsOf(socialchef).at(-1)!;
    expect(textOf(card)).toContain('Du bad om en påminnelse om Delår 2026');
  });

  test('never makes more than three messages of a round', async () => {
    const { socialchef } = world.people;
    await moveClock(world.service, '2026-10-05T08:00:00+02:00');
    const sent = sentTo(socialchef).map(({ card }) => textOf(card!).split('\n')[0]);
    expect(sent).toEqual([
      'Hej, jag är Roder',
      expect.stringContaining('Nu börjar'),
      expect.stringContaining('Du bad om en påminnelse'),
      expect.stringContaining('I dag är sista svarsdagen'),
    ]);
    expect(titles(cardsOf(socialchef).at(-1)!)).not.toContain('Påminn mig senare');
  });
});

describe('"Jag är borta"', () => {
  beforeAll(openRound);

  test('suggests the plan’s own deputy and asks only who and until when', async () => {
    const { socialchef } = world.people;
    const { card } = await socialchef.fill(cardWith(socialchef, 'Nu börjar')).press('Jag är borta');
    const [deputy, returns, ...more] = inputsIn(card!);
    expect(more).toEqual([]);
    expect(deputy).toMatchObject({ id: 'deputy', value: 'utbildningschef' });
    expect(returns).toMatchObject({ id: 'returns', type: 'Input.Date' });
    expect(deputy!.choices).not.toContain('socialchef');
    expect(textOf(card!)).toContain('Utbildningschef (förvaltningschef) (ersättare i styrplanen)');
  });

  test.each([
    [{ deputy: '', returns: '2026-09-15' }, 'Välj vem som ska svara åt dig'],
    [{ returns: '' }, 'Välj den första dagen'],
    [{ returns: '2026-09-01' }, 'Välj en dag efter i dag'],
    [{ returns: '2028-01-01' }, 'inom ett år'],
  ])('refuses %p with a sentence, and nothing moves', async (values, sentence) => {
    const { socialchef, hrChef } = world.people;
    const form = await socialchef.says('jag är borta');
    const { card } = await socialchef.fill(form.card!, values).press('Lämna över');
    expect(textOf(card!)).toContain(sentence);
    expect(textOf((await hrChef.says('svara')).card!)).not.toContain('Äldreomsorg');
  });

  test('tells who answers now, and the deputy by whom, for what and until when', async () => {
    const { socialchef, hrChef } = world.people;
    const form = await socialchef.says('jag är borta');
    const { card } = await socialchef.fill(form.card!, { returns: '2026-09-15' }).press('Lämna över');
    expect(textOf(card!)).toContain('Nu svarar Utbildningschef (förvaltningschef) åt dig');
    expect(textOf(card!)).toContain('Tisdag 15 september kommer frågorna till dig igen');
    const told = await world.teams.until(() => cardWith(hrChef, 'ber dig svara i stället'));
    expect(textOf(told)).toContain('Socialchef (förvaltningschef) är borta och har valt dig som ersättare');
    expect(textOf(told)).toContain('Tisdag 15 september tar');
    expect(textOf(told)).toContain('Äldreomsorg');
  });

  test('the one who is away is told so, with a way back', async () => {
    const { socialchef } = world.people;
    const { card } = await socialchef.presses('answer/open', idOf(openingOf(socialchef)));
    expect(textOf(card!)).toContain('Du är borta, så din ersättare svarar');
    expect(titles(card!)).toEqual(['Jag är tillbaka']);
  });

  test('deputies never go in a circle', async () => {
    const { hrChef } = world.people;
    const form = await hrChef.says('jag är borta');
    const { card } = await hrChef
      .fill(form.card!, { deputy: 'enhetschef-sabo', returns: '2026-09-10' })
      .press('Lämna över');
    expect(textOf(card!)).toContain('har själv dig som ersättare');
  });

  test('the deputy answers the whole way, and the answer stands as the role’s, through a deputy', async () => {
    const { hrChef } = world.people;
    let { card } = await hrChef
      .fill(cardWith(hrChef, 'ber dig svara i stället'))
      .press('Svara för Socialchef (förvaltningschef)');
    const press = async (title: string, values: Record<string, string> = {}) => {
      ({ card } = await hrChef.fill(card!, values).press(title));
    };
    await press('Nästa', { status: 'on_track', ownWords: 'Vi följer planen.' });
    await press('Nästa', { status: 'on_track', ownWords: 'Skorna utreds.' });
    expect(textOf(card!)).toContain('Socialchef (förvaltningschef) (genom ersättare)');
    await press('Skicka in');
    expect(textOf(card!)).toContain('Tack! Ditt svar är inskickat');
    const asked = await world.people.kommundirektor.says('hur går det med äldreomsorgen?');
    expect(textOf(asked.card!)).toContain('Socialchef (förvaltningschef) (genom ersättare)');
  });

  test('comes back on the day: the deputy gets today’s truth, the person their own answers', async () => {
    const { socialchef, hrChef } = world.people;
    await moveClock(world.service, '2026-09-15T08:00:00+02:00');
    const ask = idOf(openingOf(socialchef));
    const late = await hrChef.presses('answer/open', ask);
    expect(textOf(late.card!)).toContain('Den du svarade åt svarar själv igen');
    expect(textOf((await hrChef.says('svara')).card!)).not.toContain('Äldreomsorg');
    const { card } = await socialchef.presses('answer/open', ask);
    expect(textOf(card!)).toContain('Tack! Ditt svar är inskickat');
  });
});

describe('a deputy whose person comes back early', () => {
  beforeAll(openRound);

  test('is told, and the reminders go to the person again', async () => {
    const { socialchef, hrChef } = world.people;
    const form = await socialchef.says('jag är borta');
    await socialchef.fill(form.card!, { returns: '2026-10-20' }).press('Lämna över');
    await world.teams.until(() => cardWith(hrChef, 'ber dig svara i stället'));
    await moveClock(world.service, '2026-09-10T10:00:00+02:00');
    const { card } = await socialchef.says('jag är tillbaka');
    expect(textOf(card!)).toContain('Välkommen tillbaka');
    expect(textOf(card!)).toContain('Utred fria arbetsskor');
    await world.teams.until(() => cardWith(hrChef, 'Socialchef (förvaltningschef) är tillbaka'));
    await moveClock(world.service, '2026-09-15T08:00:00+02:00');
    expect(textOf(cardsOf(socialchef).at(-1)!)).toContain('En liten påminnelse');
    expect(cardsOf(hrChef).map(textOf).join()).not.toContain('Du svarar i stället för');
  });

  test('who was never away changes nothing by saying so', async () => {
    const { card } = await world.people.utredare.says('jag är tillbaka');
    expect(textOf(card!)).toContain('inte anmäld som borta');
  });
});

describe('while somebody is away', () => {
  beforeAll(openRound);

  test('what is due comes to the deputy in one message with their own, and not to the one away', async () => {
    const { socialchef, hrChef } = world.people;
    const form = await socialchef.says('jag är borta');
    await socialchef.fill(form.card!, { returns: '2026-10-01' }).press('Lämna över');
    const [before, beforeDeputy] = [sentTo(socialchef).length, remindersOf(hrChef).length];
    await moveClock(world.service, '2026-09-15T08:00:00+02:00');
    expect(sentTo(socialchef)).toHaveLength(before);
    const [reminder, ...more] = remindersOf(hrChef).slice(beforeDeputy);
    expect(more).toEqual([]);
    expect(textOf(reminder!)).toContain('Du svarar i stället för Socialchef (förvaltningschef)');
    expect(titles(reminder!)).toEqual(
      expect.arrayContaining(['Svara', 'Svara för Socialchef (förvaltningschef)']),
    );
  });
});

function remindersOf(person: FakePerson): Card[] {
  return cardsOf(person).filter((one) => titles(one).includes('Varför?'));
}

function openingOf(person: FakePerson): Card {
  return cardWith(person, 'Nu börjar');
}

function idOf(card: Card) {
  return { ask: String(actionsIn(card).find(({ data }) => data?.ask)!.data!.ask) };
}
