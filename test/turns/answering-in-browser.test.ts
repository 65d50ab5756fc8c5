import { beforeAll, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { reports } from '../../src/reports/report.ts';
import { inStore, openInterim } from '../support/answering.ts';
import { CardBrowser, type OpenCard } from '../support/card-browser.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { describeInBrowser } from '../support/in-browser.ts';

const unfold = 'Något nytt om ekonomi, miljö eller människor?';
const inert = '**Fet** [länk](javascript:alert(1)) <b>x</b> <at>Alla</at> =1+1';

/** A person with the card in a browser on a phone: what is seen is drawn, what is sent is what the client sends. */
class OnScreen {
  readonly #person: FakePerson;
  readonly #open: OpenCard;
  #card: Card;

  private constructor(person: FakePerson, open: OpenCard, card: Card) {
    this.#person = person;
    this.#open = open;
    this.#card = card;
  }

  static async show(browser: CardBrowser, person: FakePerson, card: Card): Promise<OnScreen> {
    return new OnScreen(person, await browser.open(card, { width: 360 }), card);
  }

  text(): Promise<string> {
    return this.#open.text();
  }

  outline(): Promise<string> {
    return this.#open.outline();
  }

  /** Writes into inputs by their labels or ids, presses, and looks at what the card became. */
  async press(title: string, typed: Record<string, string> = {}): Promise<string> {
    for (const [input, value] of Object.entries(typed)) await this.#open.fill(input, value);
    const pressed = await this.#open.press(title);
    if (pressed.kind !== 'sent') throw new Error(`${title} was ${pressed.kind}`);
    const turn = await this.#person.presses(pressed.verb!, pressed.data, this.#card);
    this.#card = turn.card!;
    await this.#open.show(this.#card, 'sv');
    return this.text();
  }
}

describeInBrowser('answering in a browser', () => {
  let world: DemoWorld;
  let browser: CardBrowser;
  let socialchef: OnScreen;
  beforeAll(async () => {
    world = await openInterim();
    browser = await CardBrowser.start();
    const card = world.teams.cardsIn(world.people.socialchef.conversationId).at(-1)!;
    socialchef = await OnScreen.show(browser, world.people.socialchef, card);
  });

  test('a press unfolds what is folded, and what has been typed is kept', async () => {
    await socialchef.press('Svara');
    const unfolded = await socialchef.press(unfold, { 'Med egna ord, om du vill': inert });
    expect(unfolded).toContain('Ingen förändring i det jag har lämnat tomt');
    expect(await socialchef.outline()).toContain('**Fet**');
  });

  test('a number that cannot be read is said beside its input, first on the card; the rest is still there', async () => {
    const again = await socialchef.press('Nästa', {
      status: 'deviation',
      'reading-i14': '60 procentish',
      'reading-i12': '90 %',
      'reading-i13': '81',
      'aspect-social': inert,
    });
    expect(again).toContain('Jag kan inte läsa ”60 procentish” som ett tal');
    expect(again.indexOf('procentish')).toBeLessThan(again.indexOf('Läget'));
    expect(await socialchef.outline()).toContain('90 %');
  });

  test('a deviation is asked once whether help is wanted, and of whom', async () => {
    const help = await socialchef.press('Nästa', { 'reading-i14': '60 dagar' });
    expect(help).toContain('Vad behöver du, och av vem?');
    const wanted = { 'Önskat stöd': 'Tidigarelägg etapp 2.', helpFrom: 'samhallsbyggnadschef' };
    expect(await socialchef.press('Nästa', wanted)).toContain('uppdrag 2 av 2');
  });

  test('back is without loss', async () => {
    await socialchef.press('Tillbaka');
    expect(await socialchef.outline()).toContain('Tidigarelägg etapp 2.');
    expect(await socialchef.press('Nästa')).toContain('uppdrag 2 av 2');
  });

  test('the preview shows both as typed, with nothing alive in it', async () => {
    const own = { status: 'completed', 'Med egna ord, om du vill': 'Klart i juni.' };
    const preview = await socialchef.press('Nästa', own);
    expect(preview).toContain('Så här ser det ut för ledningsgruppen');
    expect(preview.split(inert)).toHaveLength(3);
    expect(preview).toContain('Klart i juni.');
    expect(await socialchef.outline()).not.toContain('link');
  });

  test('what is sent in is a public record, and says so; the help reaches whom it names', async () => {
    const receipt = await socialchef.press('Skicka in');
    expect(receipt).toContain('Tack! Ditt svar är inskickat');
    expect(receipt).toContain('Svaret är en allmän handling.');
    const { samhallsbyggnadschef } = world.people;
    const asked = await world.teams.until(() =>
      world.teams
        .cardsIn(samhallsbyggnadschef.conversationId)
        .findLast((card) => textOf(card).includes('önskar stöd av dig')),
    );
    const other = await OnScreen.show(browser, samhallsbyggnadschef, asked);
    expect(await other.text()).toContain(inert);
    expect(await other.press('Svara', { 'Ditt svar': 'Ja, i november.' })).toContain('Tack!');
  });

  test('what was sent in is changed in three presses, and both versions are kept', async () => {
    await socialchef.press('Ändra: Äldreomsorg');
    const preview = await socialchef.press('Nästa', { 'Med egna ord, om du vill': 'Nu går det bättre.' });
    expect(preview).toContain('Nu går det bättre.');
    expect(await socialchef.press('Skicka in')).toContain('Tack!');
    const report = await inStore(world, (store) => reports(store).get(demoTenant, '2026-D:gu2'));
    const said = report.revisions.flatMap(({ answers }) => answers.judgement?.ownWords ?? []);
    expect(said).toEqual([inert, 'Nu går det bättre.']);
    expect(await socialchef.press('Visa hela svaret')).toContain('Ja, i november.');
    expect(await socialchef.press('Tidigare versioner: Äldreomsorg')).toContain(inert);
  });

  test('what is emptied is empty: on the card, on the preview and in what is sent in', async () => {
    await socialchef.press('Till mitt svar');
    await socialchef.press('Ändra: Äldreomsorg');
    // A choice in a list cannot be taken back on this client: what is wanted is asked for, and is not what it was.
    const emptied = {
      'Med egna ord, om du vill': '',
      'Önskat stöd': '',
      'reading-i14': '',
      'aspect-social': '',
    };
    expect(await socialchef.press('Nästa', emptied)).toContain('Skriv vad du behöver');
    expect(await socialchef.outline()).not.toContain('Tidigarelägg etapp 2.');
    const preview = await socialchef.press('Nästa', { 'Önskat stöd': 'Ett samtal.' });
    for (const gone of [inert, 'Nu går det bättre.', 'Tidigarelägg etapp 2.', '60\u00a0dagar'])
      expect(preview).not.toContain(gone);
    await socialchef.press('Skicka in');
    const { revisions } = await inStore(world, (store) => reports(store).get(demoTenant, '2026-D:gu2'));
    expect(revisions.at(-1)!.answers).toEqual({
      judgement: expect.objectContaining({
        ownWords: '',
        help: expect.objectContaining({ what: 'Ett samtal.' }),
      }),
      aspects: expect.objectContaining({ social: { kind: 'absent' } }),
      readings: { i14: { skipped: 'not-ready' } },
    });
  });
});
