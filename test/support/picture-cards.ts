import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../../src/base/messenger.ts';
import { type Language, languages } from '../../src/language/language.ts';
import { endAll } from './at-end.ts';
import { CardBrowser, type Looks } from './card-browser.ts';
import { type CardSample, cardSamples } from './card-samples.ts';

/** `npm run cards`: every sample card as a person sees it, in a folder that git ignores. */

interface Look extends Looks {
  readonly name: string;
}

const looks: readonly Look[] = [
  { name: 'light', theme: 'light', width: 600 },
  { name: 'dark', theme: 'dark', width: 600 },
  { name: 'contrast', theme: 'contrast', width: 600 },
  { name: 'phone', theme: 'light', width: 320 },
];

export interface PictureOptions {
  readonly folder: string;
  readonly samples: (language: Language) => Promise<readonly CardSample[]> | readonly CardSample[];
}

/** Empties the folder and fills it anew; gives the names of the pictures. */
export async function pictureCards({ folder, samples }: PictureOptions): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const all = (await Promise.all(languages.map((language) => named(language, samples)))).flat();
  const browser = await CardBrowser.start();
  // One page at a time: a browser draws pages in the background slowly.
  for (const look of looks) {
    const screen = await browser.open(empty, look);
    for (const { name, card, language } of all) {
      await screen.show(card, language);
      await screen.screenshot(join(folder, `${name}.${language}.${look.name}.png`));
    }
    await screen.close();
  }
  const pictures = all.flatMap(({ name, language }) =>
    looks.map((look) => `${name}.${language}.${look.name}.png`),
  );
  await writeFile(join(folder, 'index.html'), overview(pictures));
  return pictures;
}

const empty: Card = { type: 'AdaptiveCard', version: '1.5', body: [] };

async function named(language: Language, samples: PictureOptions['samples']) {
  return (await samples(language)).map((sample) => ({ ...sample, language }));
}

function overview(pictures: readonly string[]): string {
  const figures = pictures.map(
    (picture) =>
      `<figure><img src="${encodeURI(picture)}" alt="" loading="lazy"><figcaption>${picture}</figcaption></figure>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Roder's cards</title>
<style>
  body { font: 14px "Segoe UI", sans-serif; margin: 16px; background: #ddd; }
  main { display: grid; grid-template-columns: repeat(${looks.length}, minmax(0, 1fr)); gap: 16px; align-items: start; }
  figure { margin: 0; } img { max-width: 100%; }
</style>
<h1>Roder's cards</h1><main>${figures.join('\n')}</main></html>\n`;
}

if (import.meta.main) {
  const pictures = await pictureCards({ folder: 'pictures', samples: cardSamples });
  await endAll();
  console.log(`${pictures.length} pictures in pictures/; open pictures/index.html to see them together.`);
}
