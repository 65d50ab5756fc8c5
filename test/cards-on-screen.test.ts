import { beforeAll, expect, test } from '@jest/globals';
import { languages } from '../src/language/language.ts';
import { CardBrowser } from './support/card-browser.ts';
import { cardSamples } from './support/card-samples.ts';
import { describeInBrowser } from './support/in-browser.ts';

let browser: CardBrowser;
beforeAll(async () => {
  browser = await CardBrowser.start();
});

describeInBrowser.each(languages)('every card in %s, on a phone', (language) => {
  test('fits the screen, begins with a heading or a sentence, and names all it asks for', async () => {
    const faults: string[] = [];
    const samples = await cardSamples(language);
    const open = await browser.open(samples[0]!.card, { width: 320, language });
    for (const { name, card } of samples) {
      await open.show(card, language);
      const { overflowing, inputs, images } = await open.facts();
      faults.push(...overflowing.map((what) => `${name}: too wide: ${what}`));
      faults.push(
        ...inputs.filter(({ label }) => label === '').map(({ id }) => `${name}: no label on ${id}`),
      );
      faults.push(...images.filter(({ altText }) => !altText).map(() => `${name}: a picture without words`));
      const unknown = (await open.rendererFaults()).filter((fault) => !isOfTeams(fault));
      faults.push(...unknown.map((fault) => `${name}: ${fault}`));
    }
    await open.close();
    expect(faults).toEqual([]);
  }, 240_000);
});

/**
 * Teams' own charts and people picker are not in the open renderer: it shows what stands in their place, and
 * that is looked at.
 */
function isOfTeams(fault: string): boolean {
  return (
    /^Unknown element type "Chart\.[\w.]+"\. Fallback will be used/u.test(fault) ||
    fault.startsWith('Property "choices.data" is supported in version 1.6')
  );
}
