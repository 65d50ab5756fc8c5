import { test } from '@jest/globals';
import { AtCard, openInterim } from '../support/answering.ts';
import { cardFaults } from '../support/adaptive-card-schema.ts';
test('try', async () => {
  const world = await openInterim();
  const at = new AtCard(world, world.people.socialchef);
  const show = (what: string) => console.log(what, at.text, at.titles, at.values, cardFaults(at.card), JSON.stringify(at.card).length);
  show('opening');
  await at.press('Svara'); show('1');
  await at.press('Nästa', { status: 'deviation', 'reading-i14': '92 dagar', 'reading-i12': '900', 'reading-i13': '5,5 procent' }); show('questions');
  await at.press('Nästa', { 'reading-i12': 'tja' }); show('fault');
  await at.press('Nästa', { 'reading-i12': '90' }); show('help asked');
  await at.press('Något nytt om ekonomi, miljö eller människor?', {helpWhat: 'hjälp'}); show('aspects');
  await at.press('Nästa', {'aspect-social': 'oro'}); show('2');
  await at.press('Nästa', { status: 'completed' }); show('preview');
  await at.press('Skicka in'); show('receipt');
  await at.press('Visa hela svaret'); show('whole');
}, 60000);
