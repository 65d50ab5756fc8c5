import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

describe('the main job, turn by turn over HTTP', () => {
  let world: DemoWorld;
  let card: Card;

  beforeAll(async () => {
    world = await startDemoWorld();
  });
  afterAll(endAll);

  const press = async (title: string, values: Record<string, string> = {}) => {
    const turn = await world.people.socialchef.fill(card, values).press(title);
    card = turn.card!;
    return turn;
  };

  test('before the round opens there is nothing to answer', async () => {
    const turn = await world.people.socialchef.says('svara');
    expect(textOf(turn.card!)).toContain('Du har inget att svara på just nu');
  });

  test('the opening brings one card to each person, and the summary to leadership', async () => {
    await moveClock(world.service, '2026-09-01T08:00:00+02:00');
    const { teams, people, leadership } = world;
    const cards = teams
      .cardsIn(people.socialchef.conversationId)
      .filter((one) => textOf(one).includes('Nu börjar'));
    expect(cards).toHaveLength(1);
    card = cards[0]!;
    expect(textOf(card)).toContain('Jag har frågor till dig om 2 uppdrag');
    expect(textOf(card)).toContain('Äldreomsorg');
    expect(textOf(card)).toContain('Utred fria arbetsskor');
    expect(teams.cardsIn(leadership.conversationId).map(textOf).join()).toContain(
      'Inget av 8 uppdrag är besvarat än',
    );
  });

  test('"Svara" leads by one card for each assignment to a preview', async () => {
    await press('Svara');
    expect(textOf(card)).toContain('uppdrag 1 av 2');
    await press('Något nytt om ekonomi, miljö eller människor?');
    await press('Nästa', {
      status: 'deviation',
      ownWords: 'Väntetiden växer: **åtta** platser är stängda.',
      'reading-i14': '92 dagar',
      'reading-i12': '90',
      'reading-i13': '81,5',
      'aspect-social': 'Oron ökar hos anhöriga.',
    });
    expect(textOf(card)).toContain('Vad behöver du, och av vem?');
    await press('Nästa', { helpWhat: 'Tidigarelägg etapp 2', helpFrom: 'samhallsbyggnadschef' });
    expect(textOf(card)).toContain('uppdrag 2 av 2');
    await press('Nästa', { status: 'completed', ownWords: 'Utredningen är klar.' });
    expect(textOf(card)).toContain('Så här ser det ut för ledningsgruppen');
    expect(textOf(card)).toContain('Väntetiden växer: **åtta** platser är stängda.');
  });

  test('"Skicka in" makes the receipt of the same card and brings leadership up to date in place', async () => {
    const turn = await press('Skicka in');
    expect(textOf(card)).toContain('Tack! Ditt svar är inskickat');
    expect(turn.updates).toHaveLength(1);
    const { teams, leadership } = world;
    const shown = () => teams.cardsIn(leadership.conversationId).map(textOf).join();
    await teams.until(() => shown().includes('2 av 8 uppdrag är besvarade'));
    expect(shown()).toContain('Tidigarelägg etapp 2');
    expect(teams.cardsIn(leadership.conversationId)).toHaveLength(2);
  });

  test('anybody who asks gets the state with words, role, date and source', async () => {
    const turn = await world.people.kommundirektor.says('hur går det med äldreomsorgen?');
    const text = textOf(turn.card!);
    expect(text).toContain('Pågår med avvikelse');
    expect(text).toContain('Väntetiden växer');
    expect(text).toContain('Socialchef');
    expect(text).toContain('1 september 2026');
    expect(text).toContain('81,5');
    expect(text).toContain('Källa');
  });

  test('"nästa" moves the clock and says what happened', async () => {
    const { socialchef } = world.people;
    const reminded = textOf((await socialchef.says('nästa')).card!);
    expect(reminded).toContain('4 september 2026 08:00');
    expect(reminded).toContain('En person fick ett meddelande');
    await socialchef.says('nästa');
    const answered = textOf((await socialchef.says('nästa')).card!);
    expect(answered).toContain('10 september 2026 09:40');
    expect(answered).toContain('HR-chef skickade in: Heltid som norm');
  });
});
