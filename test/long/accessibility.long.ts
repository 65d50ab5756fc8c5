import { beforeAll, expect, test } from '@jest/globals';
import { languages } from '../../src/language/language.ts';
import { axeFaults, keyboardFaults } from '../support/accessible-cards.ts';
import { CardBrowser } from '../support/card-browser.ts';
import { cardSamples } from '../support/card-samples.ts';
import { describeInBrowser } from '../support/in-browser.ts';

/** Every card in every state, language, theme and width. */

let browser: CardBrowser;
beforeAll(async () => {
  browser = await CardBrowser.start();
});

describeInBrowser.each(languages)('every card in %s', (language) => {
  test.each([
    { theme: 'light', width: 600 },
    { theme: 'dark', width: 600 },
    { theme: 'contrast', width: 600 },
    { theme: 'light', width: 320 },
  ] as const)('holds before WCAG 2.1 AA in $theme, $width wide', async (looks) => {
    const samples = await cardSamples(language);
    expect(await axeFaults({ browser, samples, language, looks })).toEqual([]);
    console.log(`${samples.length} cards`);
  });

  test('is gone through by the Tab key in reading order, visibly, and left again', async () => {
    const looks = { theme: 'light', width: 600 } as const;
    expect(await keyboardFaults({ browser, samples: await cardSamples(language), language, looks })).toEqual(
      [],
    );
  });
});
