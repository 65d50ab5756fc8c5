import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AtCard, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

afterAll(endAll);

const [renovation, shoes] = ['Tidigarelägg etapp 2.', 'Låna ut ett kontor.'];

describe('two requests for support that name one person', () => {
  let world: DemoWorld;
  let list: AtCard;
  const sent = () => {
    const { conversationId } = world.people.samhallsbyggnadschef;
    const all = world.teams.sentTo(conversationId).filter(({ operation }) => operation === 'send');
    return all
      .map(({ card }) => (card ? textOf(card) : ''))
      .filter((text) => /frågor om stöd|önskar stöd/u.test(text));
  };

  beforeAll(async () => {
    world = await openInterim();
    const manager = new AtCard(world, world.people.socialchef);
    const help = { helpFrom: 'samhallsbyggnadschef' };
    await manager.press('Svara');
    await manager.press('Nästa', { status: 'deviation', ownWords: 'Väntetiden växer.' });
    await manager.press('Nästa', { helpWhat: renovation, ...help });
    await manager.press('Nästa', { status: 'deviation', ownWords: 'Utredaren slutar.' });
    await manager.press('Nästa', { helpWhat: shoes, ...help });
    await manager.press('Skicka in');
    list = await world.teams.until(() => {
      const found = new AtCard(world, world.people.samhallsbyggnadschef, 'frågor om stöd');
      return found.card && found;
    });
  });

  test('come in one message, each with what it is about, and the ways out', () => {
    expect(sent()).toHaveLength(1);
    expect(list.text).toContain('2 frågor om stöd väntar på ditt svar');
    for (const what of [renovation, shoes]) expect(list.text).toContain(`”${what}”`);
    expect(list.text).toContain('högst tre gånger');
    expect(list.titles).toEqual([
      'Svara: Äldreomsorg',
      'Svara: Utred fria arbetsskor och …',
      'Påminn mig senare',
      'Jag är borta',
    ]);
  });

  test('are nobody else’s to read, put off or answer from it', async () => {
    const { hrChef, socialchef } = world.people;
    for (const person of [hrChef, socialchef]) {
      for (const verb of ['support/list', 'support/later', 'support/later-set']) {
        const turn = await person.presses(verb, { list: idOf(list), choice: 'tomorrow' });
        expect(textOf(turn.card!)).toContain('ställd till någon annan');
      }
    }
    const gone = await world.people.samhallsbyggnadschef.presses('support/list', { list: 'support:none' });
    expect(textOf(gone.card!)).toContain('ställd till någon annan');
  });

  test('can be put off together: the same days as for questions, refused with a sentence', async () => {
    await list.press('Påminn mig senare');
    expect(list.titles).toEqual([
      'I morgon, ons 2 sep 08:00',
      'Nästa vecka, mån 7 sep 08:00',
      'Påminn mig den dagen',
      'Tillbaka',
    ]);
    for (const [day, sentence] of [
      ['', 'Välj en dag först'],
      ['2026-08-31', 'redan börjat eller varit'],
      ['2027-02-01', 'Välj en dag inom tre månader'],
    ] as const) {
      await list.press('Påminn mig den dagen', { day });
      expect(list.text).toContain(sentence);
    }
    await list.press('Påminn mig den dagen', { day: '2026-09-14' });
    expect(list.text).toContain('Jag påminner dig måndag 14 september klockan 08:00');
    await moveClock(world.service, '2026-09-11T18:00:00+02:00');
    expect(sent()).toHaveLength(1);
    await moveClock(world.service, '2026-09-14T08:00:00+02:00');
    expect(sent()).toHaveLength(2);
  });

  test('are answered one by one from it; the message says what is left', async () => {
    list = new AtCard(world, world.people.samhallsbyggnadschef, '2 frågor om stöd');
    const message = list.card;
    await list.press('Svara: Äldreomsorg');
    expect(list.titles).toContain('Tillbaka');
    await list.press('Svara', { words: ' ' });
    expect(list.text).toContain('Skriv ett svar');
    await list.press('Svara', { words: 'Ja, i november.' });
    expect(list.text).toContain('Tack! Ditt svar har skickats.');
    expect(list.text).toContain('En fråga om stöd väntar på ditt svar');
    expect(list.titles).not.toContain('Svara: Äldreomsorg');
    await world.teams.until(() => {
      const now = new AtCard(world, world.people.samhallsbyggnadschef, 'En fråga om stöd väntar');
      return now.card && now.text.includes('Besvarat') && now.card !== message;
    });
    await world.teams.until(
      () => new AtCard(world, world.people.socialchef, 'Du har fått svar om stödet').card,
    );
    await moveClock(world.service, '2026-10-30T12:00:00+01:00');
    expect(sent()).toHaveLength(3);
    expect(sent().at(-1)).toContain(shoes);
    expect(sent().at(-1)).not.toContain(renovation);
  });
});

function idOf({ card }: AtCard): string {
  return /"list":"([^"]+)"/u.exec(JSON.stringify(card))![1]!;
}
