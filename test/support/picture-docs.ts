import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endAll } from './at-end.ts';
import { CardBrowser } from './card-browser.ts';
import { cardSamples } from './card-samples.ts';

/** `npm run pictures`: the cards that README and docs show, drawn as `npm run cards` draws them. */

/** A long card is shown by its beginning: what a person sees before they scroll. */
const maxPixels = 800;

/** The picture's name, and the sample it is of. */
const docPictures: Readonly<Record<string, string>> = {
  fraga: 'reminder-opening',
  svara: 'answer-card',
  forhandsvisning: 'answer-preview',
  kvitto: 'answer-receipt',
  lagesbild: 'summary-whole',
  uppdragen: 'summary-assignments',
  stod: 'support-leadership',
  fragesvar: 'question-status',
  levererat: 'answer-delivered',
  'ingen-fragas': 'round-coming-delivered',
};

async function pictureDocs(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const samples = new Map((await cardSamples('sv')).map(({ name, card }) => [name, card]));
  const browser = await CardBrowser.start(1);
  for (const [picture, name] of Object.entries(docPictures)) {
    const open = await browser.open(samples.get(name)!, { theme: 'light', width: 560, language: 'sv' });
    await open.screenshot(join(folder, `${picture}.png`), maxPixels);
    await open.close();
  }
}

if (import.meta.main) {
  await pictureDocs('docs/pictures');
  await endAll();
}
