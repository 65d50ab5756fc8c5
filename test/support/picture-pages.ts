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
 * `npm run pages`: every page in each theme, width and language, as contact sheets in a folder that git ignores: to be
 * looked at as `npm run cards`. `-- 320 sv` draws only the sheets whose names have both.
 */

const widths = [320, 768, 1280] as const;

/** Each page, by one who has something on it. */
const places: Readonly<Record<'utredare' | 'socialchef', readonly string[]>> = {
  utredare: [
    '/app/',
    '/app/lists/deviations',
    '/app/lists/indicators',
    '/app/assignments/gu1',
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
};

/** A long page by its beginning: what a person sees before they scroll far. */
const maxHeight = 2400;

interface Picture {
  readonly place: string;
  readonly image: string;
}

async function pictureAll(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [service, browser] = await Promise.all([startService(), startChromium()]);
  await moveClock(service, '2026-09-10T09:00:00+02:00');
  const sheets = new Map<string, Picture[]>();
  for (const language of languages)
    for (const role of Object.keys(places) as (keyof typeof places)[]) {
      const context = await signedIn(browser, service.url, { role, language });
      const page = await context.newPage();
      for (const place of places[role]) {
        await page.goto(`${service.url}${place}`);
        for (const theme of themes)
          for (const width of widths) {
            const name = `${language}.${theme}.${width}`;
            if (!isWanted(name)) continue;
            const image = await pictureOf(page, theme, width);
            sheets.set(name, [...(sheets.get(name) ?? []), { place, image }]);
          }
      }
      await context.close();
    }
  const page = await browser.newPage();
  // A sheet is many pictures, and nobody waits.
  page.setDefaultTimeout(0);
  for (const [name, pictures] of sheets) await drawSheet(page, join(folder, `${name}.png`), pictures);
  await browser.close();
  return [...sheets.keys()];
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
  if ((await other.count()) > 0) await other.click();
  await page.close();
  return context;
}

async function pictureOf(page: Page, theme: string, width: number): Promise<string> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(height, maxHeight) });
  return (await page.screenshot()).toString('base64');
}

async function drawSheet(page: Page, file: string, pictures: readonly Picture[]): Promise<void> {
  const figures = pictures.map(
    ({ place, image }) =>
      `<figure><figcaption>${place}</figcaption><img src="data:image/png;base64,${image}"></figure>`,
  );
  await page.setViewportSize({ width: 1800, height: 900 });
  await page.setContent(`<style>body { margin: 0; } main { columns: 5; column-gap: 12px; background: #ddd; }
    figure { margin: 0 0 12px; break-inside: avoid; font: 13px sans-serif; } img { width: 100%; }</style><main>${figures.join('')}</main>`);
  await writeFile(file, await page.screenshot({ fullPage: true }));
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const sheets = await pictureAll('pictures/pages', (name) =>
    wanted.every((part) => name.split('.').includes(part)),
  );
  await endAll();
  console.log(`${sheets.length} sheets in pictures/pages.`);
}
