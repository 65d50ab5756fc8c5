import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoTenant } from '../../src/config.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reportId, reports, stateOf } from '../../src/reports/report.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { summaries } from '../../src/rounds/summary.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { demoPeople } from '../support/demo-people.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { type PlaygroundCard, PlaygroundPage } from '../support/playground-page.ts';
import { startDemo } from '../support/running-demo.ts';

const round = '2026-D';
const ownAsk = askId(round, demoPeople.socialchef);
const words = 'Väntetiden växer: **åtta** platser är stängda.';

describeInBrowser("the main job in Microsoft's own client", () => {
  let page: PlaygroundPage;
  let store: DocumentStore;
  let card: PlaygroundCard;
  /** What each errand took, from the card it begins on. */
  const errands: Record<string, { presses: number; cards: number }> = {};
  let errand = '';
  const begin = (name: string) => {
    errand = name;
    errands[name] = { presses: 0, cards: 0 };
  };
  const press = (button: string) => {
    errands[errand]!.presses += 1;
    return card.press(button);
  };
  /** The card that the press leads to, read. */
  const read = (text: string) => {
    errands[errand]!.cards += 1;
    return card.shown(text);
  };
  /** Is somebody else in the demo, and has the card with what waits for them. */
  const become = async (role: string) => {
    await page.say(`byt till ${role}`);
    card = await page.stayAt('Det här väntar på dig');
  };

  beforeAll(async () => {
    const demo = await startDemo();
    page = await PlaygroundPage.open(demo.url!);
    store = openSqliteStore(join(demo.folder, '.roder/demo.db'));
  }, 240_000);
  afterAll(async () => {
    await store?.close();
    await endAll();
  });

  test('whoever opens the chat is welcomed', async () => {
    expect(await page.card('Hej, jag är Roder').shown()).toContain('Det jag sparar om dig');
    await page.picture('01-welcome');
  });

  test('"nästa" opens the round: one card to the manager, and one to each of the others', async () => {
    await page.say('nästa');
    await page.card('Klockan är nu 1 september 2026 08:00').shown();
    const texts = await page.cardTexts();
    expect(texts).toHaveLength(3);
    expect(texts[0]).toContain('Hej, jag är Roder');
    expect(texts[1]).toContain('Jag har frågor till dig om 2 uppdrag');
    await page.picture('02-opening');
    const sent = await Array.fromAsync(asks(store).all(demoTenant));
    expect(sent.map((ask) => ask.pushes[0]!.outcome)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  test("leadership's channel has the summary, with nothing reported yet", async () => {
    await page.openConversation('Ledningsgruppen');
    expect(await page.card('av 8 uppdrag').shown()).toContain('Inget av 8 uppdrag är besvarat än');
    await page.picture('03-summary-before');
    await page.openConversation('Personal Chat');
  });

  test('"Svara" shows one card with all that is asked; what is folded opens with a press', async () => {
    card = page.cardAt(1);
    begin('two assignments, with all folds open');
    await press('Svara');
    const text = await read('uppdrag 1 av 2');
    expect(text).toContain('Tertial 1 2026: 81 · Mål: högst 60 dagar');
    await page.picture('04-card');
    await card.fill('Med egna ord', words);
    await press('Något nytt om ekonomi, miljö eller människor?');
    await card.shown('Ingen förändring i det jag har lämnat tomt');
    expect(await card.valueOf('Med egna ord')).toBe(words);
    await page.picture('05-unfolded');
  });

  test('a number that cannot be read is named, what was typed stays, and nothing is reported', async () => {
    await card.choose('Pågår med avvikelse');
    await card.fill('Social', 'Oron ökar hos anhöriga.');
    await card.fill('Brukarbedömning hemtjänst', '90');
    await card.fill('Brukarbedömning särskilt boende', '81,5 procent');
    await card.fill('Väntetid till särskilt boende', 'ungefär 92');
    begin('an unreadable number, more');
    await press('Nästa');
    await read('Jag kan inte läsa ”ungefär 92” som ett tal');
    await page.picture('06-unreadable');
    expect(await card.valueOf('Brukarbedömning särskilt boende')).toBe('81,5 procent');
    expect(await card.valueOf('Väntetid till särskilt boende')).toBe('ungefär 92');
    expect(await reports(store).find(demoTenant, reportId(round, 'gu2'))).toBeUndefined();
    expect(await drafts(store).find(demoTenant, ownAsk)).toBeDefined();
  });

  test('a deviation is asked once what help is wanted, and of whom', async () => {
    await card.fill('Väntetid till särskilt boende', '92 dagar');
    begin('a deviation with help, more');
    await press('Nästa');
    await read('Vad behöver du, och av vem?');
    await card.fill('Önskat stöd', 'Tidigarelägg etapp 2');
    await card.pick('Av vem', 'Samhällsbyggnadschef');
    await page.picture('07-help');
    errand = 'two assignments, with all folds open';
    await press('Nästa');
  });

  test('the second assignment, and a preview of what leadership will see', async () => {
    await read('uppdrag 2 av 2');
    await card.choose('Genomförd');
    await page.picture('08-political');
    await press('Nästa');
    const preview = await read('Så här ser det ut för ledningsgruppen');
    for (const shown of [words, 'Tidigarelägg etapp 2', '92 dagar', '81,5 %', 'Oron ökar', 'Genomförd']) {
      expect(preview).toContain(shown);
    }
    await page.picture('09-preview');
  });

  test('"Skicka in" stores the answer, and the same card becomes the receipt', async () => {
    await press('Skicka in');
    await read('Tack! Ditt svar är inskickat');
    await page.picture('10-receipt');
    expect(await page.cardTexts()).toHaveLength(3);
    const given = stateOf(await reports(store).find(demoTenant, reportId(round, 'gu2')));
    expect(given.judgement?.answer).toMatchObject({
      status: 'deviation',
      ownWords: words,
      help: { what: 'Tidigarelägg etapp 2', from: 'samhallsbyggnadschef' },
    });
    expect(given.judgement?.by).toEqual({ personId: demoPeople.socialchef, roleId: 'socialchef' });
    expect(Object.values(given.readings).map(({ answer }) => answer)).toEqual(
      expect.arrayContaining([{ value: 92 }, { value: 90 }, { value: 81.5 }]),
    );
    expect(given.aspects?.answer.social).toEqual({ kind: 'words', words: 'Oron ökar hos anhöriga.' });
    const second = stateOf(await reports(store).find(demoTenant, reportId(round, 'pu4')));
    expect(second.judgement?.answer).toMatchObject({ status: 'completed', ownWords: '' });
    expect((await asks(store).get(demoTenant, ownAsk)).state).toBe('answered');
    expect(await drafts(store).find(demoTenant, ownAsk)).toBeUndefined();
  });

  test('a correction: one press to what was sent, and it comes back to be sent again', async () => {
    begin('a correction');
    await press('Ändra: Äldreomsorg');
    await read('uppdrag 1 av 2');
    await card.fill('Väntetid till särskilt boende', '93');
    await press('Nästa');
    expect(await read('Så här ser det ut för ledningsgruppen')).toContain('93 dagar');
    await press('Skicka in');
    await read('Tack! Ditt svar är inskickat');
    const given = stateOf(await reports(store).find(demoTenant, reportId(round, 'gu2')));
    expect(Object.values(given.readings).map(({ answer }) => answer)).toContainEqual({ value: 93 });
  });

  test("the card in leadership's channel is brought up to date in its place", async () => {
    await page.openConversation('Ledningsgruppen');
    const text = await page.card('av 8 uppdrag').shown('2 av 8 uppdrag är besvarade');
    expect(text).toContain('Tidigarelägg etapp 2');
    expect(text).toContain(words);
    expect((await page.cardTexts()).filter((one) => one.includes('av 8 uppdrag'))).toHaveLength(1);
    await page.picture('11-summary-after');
    const [posted] = await Array.fromAsync(summaries(store).all(demoTenant));
    expect(posted).toMatchObject({ roundId: round, message: { activityId: expect.any(String) } });
    await page.openConversation('Personal Chat');
  });

  test('a question is answered with status, words, role, values and source', async () => {
    await page.say('hur går det med äldreomsorgen?');
    const text = await page.card('Källa: lägesrapport').shown();
    for (const shown of ['Pågår med avvikelse', words, 'Socialchef', '1 september 2026', '93 dagar']) {
      expect(text).toContain(shown);
    }
    await page.picture('12-question');
  });

  test('an indicator is shown by Teams’ own chart, with its target', async () => {
    await page.say('visa sjukfrånvaron');
    await page.card('Sjukfrånvaro, anställda totalt').shown();
    await page.picture('13-chart');
  });

  test('two assignments with values: one press each, one to send', async () => {
    await become('kommundirektör');
    begin('two assignments with values');
    await press('Svara');
    await read('uppdrag 1 av 2');
    await card.choose('Pågår enligt plan');
    await card.fill('Prognostiserad budgetavvikelse, helår', '-2,0');
    await press('Nästa');
    await read('uppdrag 2 av 2');
    await card.fill('Kostnad per körd mil', '41');
    await press('Nästa');
    await read('Så här ser det ut för ledningsgruppen');
    await press('Skicka in');
    await read('Tack! Ditt svar är inskickat');
  });

  test('nothing new: one press to what leadership will see, one to send', async () => {
    await become('hr-chef');
    await page.say('varför får jag den här?');
    card = await page.stayAt('Därför får du frågorna');
    await card.press('Tillbaka');
    await card.shown('Inget nytt sedan sist');
    begin('nothing new');
    await press('Inget nytt sedan sist');
    await read('Så här ser det ut för ledningsgruppen');
    await press('Skicka in');
    await read('Tack! Ditt svar är inskickat');
  });

  test('so many presses and cards do what people come for', () => {
    expect(errands).toEqual({
      'nothing new': { presses: 2, cards: 2 },
      'two assignments with values': { presses: 4, cards: 4 },
      'two assignments, with all folds open': { presses: 5, cards: 4 },
      'a deviation with help, more': { presses: 1, cards: 1 },
      'an unreadable number, more': { presses: 1, cards: 1 },
      'a correction': { presses: 3, cards: 3 },
    });
  });

  test('"hjälp" lists what one can say', async () => {
    await page.say('hjälp');
    const text = await page.card('Vad vill du göra?').shown();
    for (const command of ['hur går det med', 'Mina frågor', 'Fråga', 'nästa'])
      expect(text).toContain(command);
    await page.picture('14-help');
  });
});
