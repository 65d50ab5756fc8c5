import { beforeEach, expect, test } from '@jest/globals';
import { AtCard, openInterim, values } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { Turn } from '../support/fake-teams.ts';
import { moveClock } from '../support/running-service.ts';

/** Presses and cards of what a manager does most; each card is a new one to read, and red is what stops. */

class Counted extends AtCard {
  presses = 0;
  /** Those that led to something in red. */
  stopped: string[] = [];

  override async press(title: string, typed: Record<string, string> = {}): Promise<Turn> {
    this.presses += 1;
    const turn = await super.press(title, typed);
    if (JSON.stringify(this.card).includes('"Attention"')) this.stopped.push(title);
    return turn;
  }
}

let world: DemoWorld;
let chief: Counted;
beforeEach(async () => {
  world = await openInterim();
  chief = new Counted(world, world.people.socialchef);
});

const sentIn = 'Tack! Ditt svar är inskickat';

test('nothing new: two presses, and nothing to write', async () => {
  await chief.press('Inget nytt sedan sist');
  expect(chief.text).toContain('Så här ser det ut för ledningsgruppen');
  await chief.press('Skicka in');
  expect(chief.text).toContain(sentIn);
  expect(chief.presses).toBeLessThanOrEqual(3);
  expect(chief.stopped).toEqual([]);
});

test('two assignments with values: four presses, none of them after a red sentence, and nothing that must be written', async () => {
  await chief.press('Svara');
  await chief.press('Nästa', { status: 'on_track', ...values });
  await chief.press('Nästa', { status: 'completed' });
  await chief.press('Skicka in');
  expect(chief.text).toContain(sentIn);
  expect(chief.presses).toBe(4);
  expect(chief.stopped).toEqual([]);
});

test('a deviation with help: one press more, by which help is asked about, and no red sentence', async () => {
  await chief.press('Svara');
  await chief.press('Nästa', { status: 'deviation', ...values });
  expect(chief.text).toContain('Vad behöver du, och av vem?');
  await chief.press('Nästa', { helpWhat: 'Två sjuksköterskor.', helpFrom: 'kommundirektor' });
  await chief.press('Nästa', { status: 'completed' });
  await chief.press('Skicka in');
  expect(chief.text).toContain(sentIn);
  expect(chief.presses).toBe(5);
  expect(chief.stopped).toEqual([]);
});

test('a number that cannot be read stops once, with its field first and the rest kept', async () => {
  await chief.press('Svara');
  await chief.press('Nästa', { status: 'on_track', ...values, 'reading-i14': 'ungefär 60' });
  const text = textOf(chief.card);
  expect(text.indexOf('ungefär 60')).toBeLessThan(text.indexOf('Läget'));
  expect(chief.values).toMatchObject({ status: 'on_track', 'reading-i12': '90', 'reading-i13': '81' });
  await chief.press('Nästa', { 'reading-i14': '60 dagar' });
  await chief.press('Nästa', { status: 'completed' });
  await chief.press('Skicka in');
  expect(chief.text).toContain(sentIn);
  expect(chief.presses).toBe(5);
  expect(chief.stopped).toEqual(['Nästa']);
});

test('a share over 100 and a tenfold value ask once, with the value in the question, and are then taken', async () => {
  await chief.press('Svara');
  const odd = { ...values, 'reading-i12': '900', 'reading-i14': '810' };
  await chief.press('Nästa', { status: 'on_track', ...odd });
  expect(chief.text.replaceAll('\u00a0', ' ')).toContain('900 %? En andel brukar ligga mellan 0 och 100 %');
  expect(chief.text.replaceAll('\u00a0', ' ')).toContain('810 dagar? Förra gången var det 81 dagar');
  await chief.press('Nästa');
  expect(chief.text).toContain('uppdrag 2 av 2');
  expect(chief.presses).toBe(3);
  await chief.press('Nästa', { status: 'completed' });
  expect(chief.text.replaceAll('\u00a0', ' ')).toMatch(/900 %[^?]*810 dagar(?!\?)/u);
});

test('a share below 0 asks too; who changes it is asked no more, or about what they changed it to', async () => {
  await chief.press('Svara');
  await chief.press('Nästa', { status: 'on_track', ...values, 'reading-i12': '-9', 'reading-i14': '810' });
  expect(chief.text.replaceAll('\u00a0', ' ')).toContain('−9 %? En andel brukar ligga mellan 0 och 100 %');
  await chief.press('Nästa', { 'reading-i12': '90', 'reading-i14': '8100' });
  expect(chief.text).not.toContain('En andel brukar ligga');
  expect(chief.text.replaceAll('\u00a0', ' ')).toContain('8 100 dagar? Förra gången var det 81 dagar');
  expect(chief.values).toMatchObject({ 'reading-i12': '90', 'reading-i14': '8100' });
  await chief.press('Nästa', { 'reading-i14': '80' });
  expect(chief.text).toContain('uppdrag 2 av 2');
  expect(chief.stopped).toEqual([]);
});

test('one sentence changed after sending: three presses', async () => {
  await chief.press('Inget nytt sedan sist');
  await chief.press('Skicka in');
  chief.presses = 0;
  await chief.press('Ändra: Äldreomsorg');
  await chief.press('Nästa', { ownWords: 'En mening till.' });
  await chief.press('Skicka in');
  expect(chief.text).toContain(sentIn);
  expect(chief.presses).toBe(3);
  expect(chief.stopped).toEqual([]);
});

test('a correction after the close: three presses and a reason', async () => {
  await chief.press('Inget nytt sedan sist');
  await chief.press('Skicka in');
  await moveClock(world.service, '2026-10-05T08:00:00+02:00');
  const { card } = await chief.person.presses('answer/open', { ask: askOf(chief) });
  chief.card = card!;
  chief.presses = 0;
  await chief.press('Rätta: Äldreomsorg');
  await chief.press('Nästa', { ownWords: 'Siffran för juni var fel.' });
  await chief.press('Skicka rättelsen', { reason: 'Fel siffra.' });
  expect(chief.text).toContain('Det här är inskickat');
  expect(chief.presses).toBe(3);
  expect(chief.stopped).toEqual([]);
});

function askOf({ person }: AtCard): string {
  return `2026-D:${person.member.aadObjectId}`;
}
