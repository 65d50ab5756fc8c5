import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Language, languages } from '../../src/language/language.ts';
import { askId } from '../../src/rounds/ask.ts';
import { links } from '../../src/web/links.ts';
import { themes } from '../../src/web/sessions.ts';
import { endAll } from './at-end.ts';
import { startChromium } from './chromium.ts';
import { demoPeople } from './demo-people.ts';
import { moveClock, startService } from './running-service.ts';

/**
 * `npm run pages`: every page in each theme, width and language, as sheets in a folder that git ignores: to be looked at
 * as `npm run cards`. `-- 320 sv` draws only the sheets whose names have both.
 */

/** Each width, and how many pictures stand beside each other on a sheet, none of them made smaller. */
const widths = new Map([
  [320, 4],
  [768, 2],
  [1280, 1],
]);

/** Each page, by one who has something on it. */
const places: Readonly<Partial<Record<keyof typeof demoPeople, readonly string[]>>> = {
  utredare: [
    '/app/',
    '/app/?round=2026-T1',
    '/app/lists/deviations?round=2026-T1',
    '/app/lists/indicators',
    '/app/assignments/gu2',
    '/app/assignments/pu1',
    '/app/indicators/i01',
    '/app/rounds',
    '/app/rounds/2026-D',
    '/app/plan',
    '/app/plan?part=periods',
    '/app/plan/versions',
    '/app/operations',
  ],
  socialchef: ['/app/mine', links.ask({ id: askId('2026-D', demoPeople.socialchef) })],
  hrChef: ['/app/mine', links.ask({ id: askId('2026-D', demoPeople.hrChef) })],
};

/** A long page is cut into pieces of this height; past so many, what is left is more of the same. */
const [pieceHeight, maxPieces] = [1500, 3];

interface Picture {
  readonly place: string;
  readonly image: string;
}

async function pictureAll(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [service, browser] = await Promise.all([startService(), startChromium()]);
  await moveClock(service, '2026-09-10T09:00:00+02:00');
  await answer(await signedIn(browser, service.url, { role: 'socialchef', language: 'sv' }), service.url);
  const sheets = new Map<string, Picture[]>();
  for (const language of languages)
    for (const role of Object.keys(places) as (keyof typeof places)[]) {
      const context = await signedIn(browser, service.url, { role, language });
      const page = await context.newPage();
      for (const place of places[role] ?? []) {
        await page.goto(`${service.url}${place}`);
        for (const theme of themes)
          for (const width of widths.keys()) {
            const name = `${language}.${theme}.${width}`;
            if (!isWanted(name)) continue;
            const pieces = await picturesOf(page, theme, width);
            const pictures = pieces.map((image) => ({ place, image }));
            sheets.set(name, [...(sheets.get(name) ?? []), ...pictures]);
          }
      }
      await context.close();
    }
  const page = await browser.newPage();
  // A sheet is many pictures, and nobody waits.
  page.setDefaultTimeout(0);
  const drawn: string[] = [];
  for (const [name, pictures] of sheets) {
    const beside = widths.get(Number(name.split('.').at(-1)))!;
    for (let first = 0; first < pictures.length; first += beside) {
      const sheet = `${name}.${1 + first / beside}.png`;
      await drawSheet(page, join(folder, sheet), pictures.slice(first, first + beside));
      drawn.push(sheet);
    }
  }
  await browser.close();
  return drawn;
}

async function signedIn(
  browser: Browser,
  url: string,
  { role, language }: { readonly role: keyof typeof places; readonly language: Language },
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: language === 'sv' ? 'sv-SE' : 'en-GB' });
  const headers = { origin: url };
  const form = { person: demoPeople[role], to: '/app/' };
  await context.request.post(`${url}/app/demo/person`, { headers, form });
  const page = await context.newPage();
  await page.goto(`${url}/app/`);
  // The button stands there where the page is in the other language.
  const other = page.locator(`button[name=language][value=${language}]`);
  // A page that is closed while it goes to another may never say that it is closed.
  if ((await other.count()) > 0) await Promise.all([page.waitForNavigation(), other.click()]);
  await page.close();
  return context;
}

/** Something to look at: an assignment that deviates, and help that is wanted. */
async function answer(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}${links.ask({ id: askId('2026-D', demoPeople.socialchef) })}`);
  await page.getByRole('radio', { name: /med avvikelse/u }).check();
  await page.getByLabel(/egna ord/u).fill('Tre turer körs av timanställda, och två bilar saknar laddning.');
  const press = async (name: RegExp) => {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);
  };
  await press(/Jag vill ha hjälp/u);
  await page.getByLabel('Önskat stöd').fill('Besked om vi får anställa två samordnare.');
  for (const _ of ['the other assignment', 'the preview']) await press(/^Nästa/u);
  await press(/^Skicka in/u);
  await context.close();
}

async function picturesOf(page: Page, theme: string, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const count = Math.min(Math.ceil(height / pieceHeight), maxPieces);
  const images: string[] = [];
  for (let piece = 0; piece < count; piece++) {
    const y = piece * pieceHeight;
    const clip = { x: 0, y, width, height: Math.min(pieceHeight, height - y) };
    images.push((await page.screenshot({ fullPage: true, clip })).toString('base64'));
  }
  return images;
}

async function drawSheet(page: Page, file: string, pictures: readonly Picture[]): Promise<void> {
  const figures = pictures.map(
    ({ place, image }) =>
      `<figure><figcaption>${place}</figcaption><img src="data:image/png;base64,${image}"></figure>`,
  );
  await page.setViewportSize({ width: 1400, height: 100 });
  await page.setContent(`<style>body { margin: 0; } main { display: inline-flex; gap: 12px; background: #ddd; }
    figure { margin: 0; font: 13px sans-serif; } img { display: block; }</style><main>${figures.join('')}</main>`);
  await writeFile(file, await page.locator('main').screenshot());
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const sheets = await pictureAll('pictures/pages', (name) =>
    wanted.every((part) => name.split('.').includes(part)),
  );
  await endAll();
  console.log(`${sheets.length} sheets in pictures/pages.`);
}
