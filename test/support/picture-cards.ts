import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../../src/base/messenger.ts';
import { type Language, languages } from '../../src/language/language.ts';
import { norrnasSamples } from '../worlds/norrnas/norrnas-samples.ts';
import { endAll } from './at-end.ts';
import { CardBrowser, type Looks } from './card-browser.ts';
import { type CardSample, cardSamples } from './card-samples.ts';

/**
 * `npm run cards`: every sample card as a person sees it, in a folder that git ignores, and in `sheets/` many beside
 * each other, to be looked at with one question: what does this want of me? `-- answer support` draws those whose names
 * begin so. `-- norrnas` draws the other municipality's, with its long names.
 */

interface Look extends Looks {
  readonly width: number;
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
  for (const look of looks)
    for (const language of languages) {
      const names = all.filter((one) => one.language === language).map(({ name }) => name);
      await drawSheets(browser, { folder, names, kind: `${language}.${look.name}`, width: look.width });
    }
  return pictures;
}

interface Sheets {
  readonly folder: string;
  readonly names: readonly string[];
  /** Language and look, as in the names of the pictures. */
  readonly kind: string;
  readonly width: number;
}

/** So many cards on one sheet can be taken in. */
const perSheet = 12;

/** Contact sheets: the pictures of one look in one language. */
async function drawSheets(browser: CardBrowser, { folder, names, kind, width }: Sheets): Promise<void> {
  await mkdir(join(folder, 'sheets'), { recursive: true });
  for (let from = 0; from < names.length; from += perSheet) {
    const pictures = await Promise.all(
      names.slice(from, from + perSheet).map(async (name) => {
        const file = await readFile(join(folder, `${name}.${kind}.png`), 'base64');
        return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${file}"></figure>`;
      }),
    );
    const page = `<style>main { columns: 4; column-gap: 12px; width: ${4 * Math.min(width + 32, 420)}px; background: #ddd; }
      figure { margin: 0 0 12px; break-inside: avoid; font: 13px sans-serif; } img { width: 100%; }</style><main>${pictures.join('')}</main>`;
    await browser.picturePage(page, join(folder, 'sheets', `${kind}.${1 + from / perSheet}.png`));
  }
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
  const wanted = process.argv.slice(2);
  const isWanted = ({ name }: CardSample) =>
    wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning));
  const isNorrnas = wanted.some((beginning) => beginning.startsWith('norrnas'));
  const of = isNorrnas ? norrnasSamples : cardSamples;
  const samples = async (language: Language) => (await of(language)).filter(isWanted);
  const pictures = await pictureCards({ folder: 'pictures', samples });
  await endAll();
  console.log(
    `${pictures.length} pictures in pictures/; pictures/sheets and pictures/index.html show them together.`,
  );
}
