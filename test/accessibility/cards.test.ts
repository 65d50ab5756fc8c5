import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  axeFaults,
  coveringSamples,
  featuresOf,
  focusFaults,
  keyboardFaults,
} from '../support/accessible-cards.ts';
import { CardBrowser } from '../support/card-browser.ts';
import { type CardSample, cardSamples } from '../support/card-samples.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import type { Theme } from '../support/teams-look.ts';

jest.setTimeout(240_000);

/** As few cards as have in them all that the rest have; each of them in each look and language is in test/long. */

let browser: CardBrowser;
let samples: readonly CardSample[];
beforeAll(async () => {
  browser = await CardBrowser.start();
  samples = coveringSamples(await cardSamples('sv'));
});

const look = (theme: Theme) => ({ browser, samples, language: 'sv', looks: { theme, width: 600 } });

describeInBrowser('every kind of card', () => {
  test('holds before WCAG 2.1 AA as axe-core tests it', async () => {
    expect(await axeFaults(look('light'))).toEqual([]);
  });

  test.each(['dark', 'contrast'] as const)('can be read in the theme %s', async (theme) => {
    expect(await axeFaults({ ...look(theme), rules: ['color-contrast'] })).toEqual([]);
  });

  test('is gone through by the Tab key in reading order, visibly, and left again', async () => {
    expect(await keyboardFaults(look('light'))).toEqual([]);
  });
});

describeInBrowser('a card that is not accessible', () => {
  const text = (size: string, color: string) => ({ type: 'TextBlock', text: 'Hej', size, color });

  test('is found: a picture without words, a question without a label', async () => {
    const card = {
      type: 'AdaptiveCard' as const,
      version: '1.5',
      body: [
        { type: 'Image', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==' },
        { type: 'Input.Text', id: 'words' },
        text('Default', 'Default'),
      ],
    };
    const faults = await axeFaults({ ...look('light'), samples: [{ name: 'bad', card }] });
    expect(faults.map((fault) => fault.split(': ')[1]).toSorted()).toEqual(['image-alt', 'label']);
  });
});

describe('the cards that stand for the rest', () => {
  test('are fewer, and have every text in every colour and every kind of input and button', async () => {
    const all = await cardSamples('sv');
    expect(samples.length).toBeLessThan(all.length / 2);
    const features = (of: readonly CardSample[]) => new Set(of.flatMap((one) => [...featuresOf(one.card)]));
    expect(features(samples)).toEqual(features(all));
  });
});

describe('an order of stops', () => {
  const at = (name: string, top: number, left: number, ring = 2) => ({
    name,
    top,
    left,
    bottom: top + 20,
    ring,
  });

  test('is wrong that goes up, or left on a line, or cannot be seen, or has no name', () => {
    expect(focusFaults([at('a', 0, 0), at('b', 0, 50), at('c', 40, 0)])).toEqual([]);
    expect(focusFaults([at('a', 40, 0), at('b', 0, 0)])).toEqual(['the Tab key goes from a up to b']);
    expect(focusFaults([at('a', 0, 50), at('b', 0, 0)])).toEqual(['the Tab key goes from a up to b']);
    expect(focusFaults([at('a', 0, 0, 0)])).toEqual(['the focus on a cannot be seen']);
    expect(focusFaults([at('', 0, 0)])).toEqual(['the Tab key stops at something without a name']);
  });
});
