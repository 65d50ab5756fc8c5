import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beginSession } from '../../src/web/sessions.ts';
import { townPeople } from '../permissions/town.ts';
import { startChromium } from '../support/chromium.ts';
import { demoPeople } from '../support/demo-people.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';
import { openWebTown, town as townId } from '../support/web-town.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

let service: RunningService;
let browser: Browser;

type Role = keyof typeof demoPeople;

/** Somebody's browser, in which they are picked already. */
async function browserOf(
  role: Role,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'sv-SE', bypassCSP: true, ...options });
  const form = { person: demoPeople[role], to: '/app/' };
  await context.request.post(`${service.url}/app/demo/person`, { headers: { origin: service.url }, form });
  return context;
}

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
}

/** What axe-core finds wrong, by all its rules; `rules`: by those alone. */
async function faultsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(only ? { runOnly: only } : {});
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    );
  }, rules);
}

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Tab by tab to what is called so, as somebody without a mouse comes there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const said = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (at === document.body) return '';
      const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : at;
      return `${at?.getAttribute('aria-label') ?? ''} ${label?.textContent ?? ''}`;
    });
    if (name.test(said)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nobody comes to ${name} by keyboard.`);
}

/** Of a page's sheets of paper, in points. */
async function sizesPrinted(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const boxes = pdf.toString('latin1').matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu);
  return [
    ...new Set([...boxes].map(([, ...sides]) => sides.map((side) => Math.ceil(Number(side))).join(' × '))),
  ];
}

const places = [
  '/app/',
  '/app/lists/deviations',
  '/app/lists/indicators',
  '/app/assignments/gu1',
  '/app/assignments/pu1',
  '/app/indicators/i01',
  '/app/rounds',
  '/app/rounds/2026-D',
  '/app/mine',
  '/app/plan',
  '/app/plan?part=periods',
  '/app/plan/versions',
  '/app/operations',
];

describeInBrowser('the pages in a browser', () => {
  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startChromium()]);
    await moveClock(service, '2026-09-10T09:00:00+02:00');
  }, 120_000);

  /** Compressed, with all that it loads; 150 KB are allowed. */
  const maxBytes = 40_000;
  /** One after another on the same page. */
  const looks = [
    { theme: 'light', width: 320 },
    { theme: 'dark', width: 768 },
    { theme: 'contrast', width: 1280 },
  ] as const;

  test('are small, without a fault for axe-core, with contrast enough in each theme, and no wider than the window', async () => {
    const context = await browserOf('utredare', { viewport: { width: 320, height: 900 } });
    const page = await context.newPage();
    let loaded: Promise<number>[] = [];
    page.on('response', (response) => {
      if (!response.url().startsWith('data:')) expect(new URL(response.url()).origin).toBe(service.url);
      loaded.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
    });
    const found: string[] = [];
    for (const place of places) {
      loaded = [];
      const answer = await page.goto(`${service.url}${place}`);
      expect([place, answer!.status()]).toEqual([place, 200]);
      const bytes = (await Promise.all(loaded)).reduce((sum, one) => sum + one, 0);
      if (bytes === 0 || bytes > maxBytes) found.push(`${place} has ${bytes} bytes`);
      for (const { theme, width } of looks) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
        // What a theme may change; all the rest is the same page.
        const faults = await faultsOn(page, theme === 'light' ? undefined : ['color-contrast']);
        if (await isTooWide(page)) faults.push('too wide');
        found.push(...faults.map((one) => `${place} ${theme} ${width} ${one}`));
      }
    }
    expect(found).toEqual([]);
    await context.close();
  });

  test('follow the theme of Teams while they are open', async () => {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><html data-theme="light"></html>');
    await page.evaluate(() => {
      const registerOnThemeChangeHandler = (handler: unknown) =>
        Object.assign(globalThis, { themeChanged: handler });
      const getContext = async () => ({ app: { theme: 'dark' } });
      const app = { initialize: async () => {}, registerOnThemeChangeHandler, getContext };
      Object.assign(globalThis, { microsoftTeams: { app, authentication: {}, pages: {} } });
    });
    await page.addScriptTag({ content: readFileSync('pages/start.js', 'utf8') });
    await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
    await page.evaluate('themeChanged("contrast")');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('contrast');
    await page.close();
  });

  test('become a tab of a channel or a meeting, by the page that Teams opens for that', async () => {
    const context = await browser.newContext({ locale: 'sv-SE' });
    const page = await context.newPage();
    const teams = `
      const config = {
        registerOnSaveHandler: (save) => { globalThis.save = () => save({ notifySuccess: () => { globalThis.isSaved = true; } }); },
        setValidityState: (isValid) => { globalThis.isValid = isValid; },
        setConfig: async (given) => { globalThis.given = given; },
      };
      const app = { initialize: async () => {}, registerOnThemeChangeHandler: () => {} };
      globalThis.microsoftTeams = { app, authentication: {}, pages: { config } };`;
    await page.route('**/app/assets/teams*', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: teams }),
    );
    await page.goto(`${service.url}/app/configure`);
    await page.waitForFunction('globalThis.isValid');
    await page.evaluate('save()');
    await page.waitForFunction('globalThis.isSaved');
    const given = (await page.evaluate('given')) as { contentUrl: string; websiteUrl: string };
    expect(given).toEqual({
      entityId: 'whole',
      suggestedDisplayName: 'Helheten',
      contentUrl: `${service.url}/app/start?to=/app/`,
      websiteUrl: `${service.url}/app/`,
    });
    for (const address of [given.contentUrl, given.websiteUrl])
      expect((await page.goto(address))!.status()).toBe(200);
    await context.close();
  });

  test('are in English for whoever wishes, and no wider than a telephone there either', async () => {
    const context = await browserOf('utredare', { viewport: { width: 320, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${service.url}/app/rounds`);
    await page.getByRole('button', { name: 'In English' }).click();
    const tooWide: string[] = [];
    for (const place of places) {
      const answer = await page.goto(`${service.url}${place}`);
      expect([place, answer!.status()]).toEqual([place, 200]);
      expect([place, await page.locator('html').getAttribute('lang')]).toEqual([place, 'en']);
      if (await isTooWide(page)) tooWide.push(place);
    }
    expect(tooWide).toEqual([]);
    await context.close();
  });

  test('are answered on by keyboard alone, with what was written kept, to the receipt', async () => {
    const context = await browserOf('hrChef', { viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${service.url}/app/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Till innehållet');
    let said = false;
    await tabTo(page, /Mitt/u);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/app\/mine$/u);
    await tabTo(page, /^ ?Svara/u);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/app\/mine\/asks\//u);
    const heltid = page.getByRole('heading', { name: /^Heltid som norm/u });
    for (
      let step = 0;
      step < 8 && (await page.getByRole('button', { name: 'Skicka in' }).count()) === 0;
      step++
    ) {
      if ((await heltid.count()) > 0 && !said) {
        await tabTo(page, /egna ord/u);
        await page.keyboard.type('Fler heltider än i våras.');
        await tabTo(page, /Jag vill ha hjälp/u);
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        await page.keyboard.type('Besked om två tjänster.');
        said = true;
      }
      await tabTo(page, /Nästa/u);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    }
    await page.getByText('Fler heltider än i våras.').first().waitFor();
    // The first that a screen reader says of a page is where one has come.
    expect(await page.title()).toBe('Så här ser det ut för ledningsgruppen · Ditt svar · Roder');
    expect(await faultsOn(page)).toEqual([]);
    await tabTo(page, /Skicka/u);
    await page.keyboard.press('Enter');
    await page
      .getByText(/Tack|skickat/u)
      .first()
      .waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.goBack();
    expect(new URL(page.url()).pathname).toMatch(/^\/app\//u);
    await context.close();
  });

  test('are gone through by keyboard alone, from one to the next', async () => {
    const context = await browserOf('utredare');
    const page = await context.newPage();
    await page.goto(`${service.url}/app/`);
    const steps: [link: RegExp, path: RegExp][] = [
      [/går enligt plan|utan uppgift/u, /^\/app\/lists\/state\//u],
      [/^ ?Helheten: /u, /^\/app\/$/u],
      [/^ ?Förskola och grundskola/u, /^\/app\/assignments\/gu1$/u],
      [/^ ?Matsvinn/u, /^\/app\/indicators\//u],
      [/^ ?Förskola och grundskola/u, /^\/app\/assignments\/gu1$/u],
      [/^ ?Omgångar/u, /^\/app\/rounds$/u],
      [/^ ?Delår 2026/u, /^\/app\/rounds\/2026-D$/u],
      [/^ ?Mitt/u, /^\/app\/mine$/u],
      [/^ ?Planen/u, /^\/app\/plan$/u],
      [/^ ?Roller/u, /^\/app\/plan$/u],
      [/^ ?Versioner av planen/u, /^\/app\/plan\/versions$/u],
      [/^ ?Drift/u, /^\/app\/operations$/u],
      [/^ ?Helheten/u, /^\/app\/$/u],
    ];
    for (const [link, path] of steps) {
      await tabTo(page, link);
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect([link, outline]).toEqual([link, 'solid']);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(new URL(page.url()).pathname).toMatch(path);
    }
    await context.close();
  });

  test('are worked on by keyboard alone: help is answered, the log searched, and a file’s changes looked at', async () => {
    const director = await browserOf('kommundirektor');
    const page = await director.newPage();
    const enter = async (on: Page, name: RegExp) => {
      await tabTo(on, name);
      await Promise.all([on.waitForNavigation(), on.keyboard.press('Enter')]);
    };
    await page.goto(`${service.url}/app/`);
    await enter(page, /^Svara/u);
    await tabTo(page, /Ditt svar/u);
    await page.keyboard.type('Ja, från november.');
    await enter(page, /^ ?Svara/u);
    await page.getByRole('heading', { name: /^Tack! Ditt svar har gått till/u }).waitFor();
    await director.close();

    const lead = await browserOf('utredare');
    const desk = await lead.newPage();
    await desk.goto(`${service.url}/app/operations`);
    await tabTo(desk, /Sök bland utskicken/u);
    await desk.getByText('Sök till exempel på ”socialchef”').waitFor();
    // A word is enough; what one asks with in the chat is taken too.
    await desk.keyboard.type('visa utskick hr-chef');
    await Promise.all([desk.waitForNavigation(), desk.keyboard.press('Enter')]);
    await desk.getByRole('heading', { name: 'Det här har jag skickat: hr-chef' }).waitFor();

    // Asked for before the page is, since a browser that is quick would open its own window for files.
    const chosen = desk.waitForEvent('filechooser');
    await desk.goto(`${service.url}/app/plan`);
    await tabTo(desk, /Läs in en styrplan från en fil/u);
    await desk.keyboard.press('Enter');
    const chooser = await chosen;
    await chooser.setFiles('demo/sjovik.yaml');
    await enter(desk, /Visa vad som skulle ändras/u);
    await desk.getByText('Den planen gäller redan. Inget har ändrats.').waitFor();
    await lead.close();
  });

  /** Words, days and paragraphs of decisions that stand on two lines. */
  const cutOn = (page: Page) =>
    page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const { 0: word, index } of text.nodeValue!.matchAll(/\d{4}-\d\d-\d\d|§ \d+|\p{L}+/gu)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
        }
      return found;
    });

  test('cut no word and no day, and are no wider than the window, from a telephone to where tables have room', async () => {
    const context = await browserOf('utredare');
    const page = await context.newPage();
    const found: string[] = [];
    for (const language of ['sv', 'en']) {
      await page.goto(`${service.url}/app/`);
      const other = page.locator(`button[name=language][value=${language}]`);
      if ((await other.count()) > 0) await Promise.all([page.waitForNavigation(), other.click()]);
      for (const place of places) {
        await page.goto(`${service.url}${place}`);
        for (const width of [320, 641, 1023, 1024, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          const faults = [...(await cutOn(page)), ...((await isTooWide(page)) ? ['too wide'] : [])];
          found.push(...faults.map((one) => `${language} ${place} ${width} ${one}`));
        }
      }
    }
    expect(found).toEqual([]);
    await context.close();
  });

  test('begin with the sentence, how many go how, and what is wanted of somebody, before any figures', async () => {
    const context = await browserOf('kommundirektor', { viewport: { width: 320, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${service.url}/app/`);
    const order = await page
      .locator('main :is(.lead, .strip, h2, caption)')
      .evaluateAll((all) => all.map((one) => one.getAttribute('class') ?? one.textContent!.trim()));
    expect(order.slice(0, 6)).toEqual([
      'lead',
      'strip',
      'Önskat stöd och beslut',
      'Avviker',
      'Grunduppdrag',
      'Lokala politiska uppdrag',
    ]);
    await context.close();
  });

  test('tell a story: leadership reads what was answered, drills down, and comes back by the browser’s own button', async () => {
    const context = await browserOf('kommundirektor');
    const page = await context.newPage();
    await page.goto(`${service.url}/app/`);
    await page
      .getByRole('link', { name: /Heltid som norm/u })
      .first()
      .click();
    await page.getByText('Fler heltider än i våras.').waitFor();
    await page
      .getByRole('link', { name: /heltid/iu })
      .first()
      .click();
    await page.waitForURL(/\/app\/indicators\//u);
    await page.goBack();
    await page.waitForURL(/\/app\/assignments\//u);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /Helheten/u }).waitFor();
    await page.getByRole('link', { name: 'Planen' }).click();
    await page.getByRole('link', { name: 'Mått' }).click();
    await page.getByRole('link', { name: 'Versioner av planen' }).click();
    await page.getByRole('heading', { name: 'Jämför två versioner' }).waitFor();
    expect(await page.getByRole('link', { name: 'Drift' }).count()).toBe(0);
    // And takes it along as a paper.
    await page.getByRole('link', { name: 'Helheten' }).click();
    await page.getByRole('button', { name: 'Exportera' }).click();
    await page.getByRole('button', { name: /PDF/u }).click();
    const paper = page.getByRole('link', { name: /Hämta|Ladda ner|Öppna/u });
    const file = await context.request.get((await paper.getAttribute('href'))!);
    expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    await context.close();
  });

  test('let the process lead see what a file would change, put it in force with the decision, and read the send log', async () => {
    const context = await browserOf('utredare');
    const page = await context.newPage();
    await page.goto(`${service.url}/app/plan`);
    const plan = readFileSync('demo/sjovik.yaml', 'utf8').replace(
      'burdenCapMinutes: 15',
      'burdenCapMinutes: 12',
    );
    const name = plan.includes('burdenCapMinutes: 12') ? plan : `${plan}\nburdenCapMinutes: 12\n`;
    const file = { name: 'plan.yaml', mimeType: 'text/yaml', buffer: Buffer.from(name) };
    await page.getByLabel('Läs in en styrplan från en fil').setInputFiles(file);
    await page.getByRole('button', { name: 'Visa vad som skulle ändras' }).click();
    await page
      .getByText(/plan\.yaml/u)
      .first()
      .waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page
      .getByRole('button', { name: /kraft|Bekräfta|Inför/u })
      .first()
      .click();
    const decision = page.getByRole('textbox').first();
    await decision.fill('Kommunstyrelsen 2026-09-10 § 7');
    await page
      .getByRole('button', { name: /kraft|Bekräfta|Inför/u })
      .first()
      .click();
    await page
      .getByText(/version 2/iu)
      .first()
      .waitFor();
    await page.goto(`${service.url}/app/plan`);
    await page.getByText('Version 2. Beslut: Kommunstyrelsen 2026-09-10 § 7').waitFor();
    await page.goto(`${service.url}/app/plan/versions`);
    await page.getByText('Kommunstyrelsen 2026-09-10 § 7').first().waitFor();

    // Undone as it was done: with a look first, and a decision.
    await page.getByRole('button', { name: 'Gå tillbaka till version 1' }).click();
    await page.getByText('12 → 15').waitFor();
    await page.getByRole('textbox').first().fill('Kommunstyrelsen 2026-09-10 § 8');
    await page.getByRole('button', { name: 'Inför' }).click();
    await page
      .getByText(/version 3/iu)
      .first()
      .waitFor();

    // A file that cannot be read says where, and the next one is taken on the same page.
    await page.goto(`${service.url}/app/plan`);
    for (const [name, said] of [
      ['plan.yaml', /1:5/u],
      ['bild.png', /bild\.png/u],
    ] as const) {
      const wrong = { name, mimeType: 'text/yaml', buffer: Buffer.from('a: [') };
      await page.getByLabel('Läs in en styrplan från en fil').setInputFiles(wrong);
      await page.getByRole('button', { name: 'Visa vad som skulle ändras' }).click();
      await page.getByText(said).first().waitFor();
    }
    await page.goto(`${service.url}/app/operations`);
    await page.getByLabel(/Sök bland utskicken/u).fill('socialchef');
    await page.getByRole('button', { name: 'Sök' }).click();
    await page
      .getByRole('heading', { name: /socialchef/iu })
      .first()
      .waitFor();
    expect(page.url()).not.toContain('socialchef');
    await context.close();
  });

  test('ask once about a value that is hard to believe, at its field, and take what it is changed to, or the same again', async () => {
    const context = await browserOf('socialchef', { viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const next = async () => {
      await Promise.all([
        page.waitForNavigation(),
        page.getByRole('button', { name: 'Nästa' }).first().click(),
      ]);
      return (await page.locator('main').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
    };
    const [share, days] = [page.getByLabel(/Brukarbedömning hemtjänst/u), page.getByLabel(/Väntetid/u)];
    await page.goto(`${service.url}/app/mine`);
    await page.getByRole('link', { name: /^Svara/u }).click();
    await page.getByRole('radio', { name: /enligt plan/u }).check();
    await share.fill('900');
    await days.fill('810');
    const asked = await next();
    expect(asked).toContain(
      '900 %? En andel brukar ligga mellan 0 och 100 %. Stämmer det, tryck på Nästa igen.',
    );
    expect(asked).toContain('810 dagar? Förra gången var det 81 dagar');
    expect([await share.inputValue(), await days.inputValue()]).toEqual(['900', '810']);
    await share.and(page.locator(':focus')).waitFor({ timeout: 10_000 });
    expect(await faultsOn(page)).toEqual([]);
    await share.fill('90');
    expect(await next()).toContain('uppdrag 2 av 2');
    await page.getByRole('radio', { name: /Genomförd/u }).check();
    const preview = await next();
    for (const one of ['90 %', '810 dagar']) expect(preview).toContain(one);
    await context.close();
  });

  test('say in Teams that something is on its way, where an answer is slow', async () => {
    const town = await openWebTown();
    const actor = { tenantId: townId, personId: townPeople.manager };
    const cookie = await beginSession(town.ports, { actor, theme: 'light' });
    // Such a cookie is kept over TLS alone.
    const context = await browser.newContext({ extraHTTPHeaders: { cookie: `__Host-roder=${cookie}` } });
    const page = await context.newPage();
    const says = page.getByRole('status');
    await page.goto(`${town.url}/app/mine`);
    await page.getByRole('link', { name: /^Svara/u }).click();
    await page.getByLabel(/egna ord/u).fill('Vi väntar.');
    expect(await says.textContent()).toBe('');
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/app/press', async (route) => {
      await held;
      await route.continue();
    });
    // Playwright looks at no page that is being left: the page itself does.
    const said = page.waitForFunction(() => document.getElementById('wait')?.textContent);
    await page.getByRole('button', { name: 'Nästa' }).click({ noWaitAfter: true });
    expect(await (await said).jsonValue()).toBe('Ett ögonblick …');
    goOn();
    await page.waitForURL('**/app/press');
    expect(await page.getByLabel(/egna ord/u).inputValue()).toBe('Vi väntar.');
    expect(await says.textContent()).toBe('');
    await context.close();
  });

  test('print as the council’s page: A4, without what is pressed', async () => {
    const context = await browserOf('kommundirektor', { viewport: { width: 600, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${service.url}/app/`);
    await page.emulateMedia({ media: 'print' });
    for (const name of ['Planen', 'Om omgången'])
      expect(await page.getByRole('link', { name }).count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await sizesPrinted(page)).toEqual(['595 × 842']);
    await page.goto(`${service.url}/app/mine`);
    await page.getByText('Ledning, ekonomi och arbetsgivaransvar').waitFor();
    expect(await page.getByRole('link', { name: 'Svara' }).count()).toBe(0);
    // A line with nothing under it is no foot.
    expect(await page.locator('footer').isVisible()).toBe(false);
    // What a thing is called ends no sheet.
    await page.goto(`${service.url}/app/assignments/pu1`);
    const breaks = await page
      .locator('dl.facts > div')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakInside));
    expect(new Set(breaks)).toEqual(new Set(['avoid']));
    expect(await page.locator('footer').isVisible()).toBe(true);
    // Five columns of words lie on their side.
    await page.goto(`${service.url}/app/plan`);
    expect(await sizesPrinted(page)).toEqual(['842 × 595']);
    // The picture for telephones is not what is printed.
    await page.goto(`${service.url}/app/indicators/i01`);
    const width = await page.locator('figure img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBe(640);
    await context.close();
  });

  test('keep what was written: with a fault, when the session is lost, and when the round has closed', async () => {
    const context = await browserOf('samhallsbyggnadschef', { viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const pressed = async (name: RegExp) => {
      const button = page.getByRole('button', { name }).first();
      await Promise.all([page.waitForNavigation(), button.click()]);
    };
    // A browser goes to an input by itself only once it has drawn the page.
    const isFocused = (name: string) => page.locator(`[name="${name}"]:focus`).waitFor({ timeout: 10_000 });
    const words = 'Två gator är avstängda & "omledda" <i>än</i>.';
    await page.goto(`${service.url}/app/mine`);
    await page.getByRole('link', { name: /^Svara/u }).click();
    await page.getByLabel(/egna ord/u).fill(words);

    // Whoever asks for more goes on where it has unfolded, though it is another page.
    await pressed(/Jag vill ha hjälp/u);
    await isFocused('typed.helpWhat');
    expect(await page.getByLabel(/egna ord/u).inputValue()).toBe(words);

    const value = page.locator('input[name^="typed.value"], input[name^="typed.reading"]').first();
    const name = await value.getAttribute('name');
    await value.fill('många');
    await pressed(/^Nästa/u);
    await isFocused(name!);
    expect(await page.locator(`[name="${name}"]`).inputValue()).toBe('många');
    expect(await page.getByLabel(/egna ord/u).inputValue()).toBe(words);
    expect(await faultsOn(page)).toEqual([]);
    await page.locator(`[name="${name}"]`).fill('');

    const other = await context.newPage();
    await other.goto(`${service.url}/app/`);
    await other.getByRole('button', { name: 'Logga ut' }).click();
    await other.getByRole('heading', { name: 'Välj vem du är' }).waitFor();
    await pressed(/^Nästa/u);
    await page.getByRole('heading', { name: 'Du är inte längre inloggad' }).waitFor();
    await page.getByText(words).waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await other.getByRole('button', { name: /^Samhällsbyggnadschef/u }).click();
    await other.getByRole('heading', { level: 1, name: /Helheten/u }).waitFor();
    // Sent by hand, and looked through once more: it was written before one signed in.
    await pressed(/Skicka igen/u);
    await page.getByText(words).waitFor();
    await pressed(/Skicka igen/u);
    await page.getByText(/uppdrag 2 av/u).waitFor();
    await pressed(/^Tillbaka/u);
    expect(await page.getByLabel(/egna ord/u).inputValue()).toBe(words);

    const late = 'Det här skrevs för sent.';
    await page.getByLabel(/egna ord/u).fill(late);
    await moveClock(service, '2026-10-05T09:00:00+02:00');
    await pressed(/^Nästa/u);
    await page.getByText(late).first().waitFor();
    await page.getByText('inte skickat och inte sparat').waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await context.close();
  });
});
