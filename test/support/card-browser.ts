import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Card } from '../../src/base/messenger.ts';
import {
  type FocusStop,
  type InputFacts,
  type Measures,
  type PageFacts,
  type PressedAction,
  readFacts,
  readFocusStop,
  readInputs,
  readMeasures,
  readViolations,
  type Shown,
  showCard,
} from './card-page.ts';
import { startChromium } from './chromium.ts';
import { hostConfig, styleSheet, type Theme } from './teams-look.ts';

export interface Looks {
  readonly theme?: Theme;
  /** Pixels: a chat on a desk shows cards about 600 wide, a phone 320 to 360. */
  readonly width?: number;
  /** The page's language, `sv` or `en`. */
  readonly language?: string;
}

/** What pressing led to: sent by the client, stopped by it (and what it said), or only shown on the card. */
export type Pressed =
  | ({ readonly kind: 'sent' } & PressedAction)
  | { readonly kind: 'stopped'; readonly messages: readonly string[] }
  | { readonly kind: 'shown' };

export interface CardFacts extends PageFacts {
  readonly inputs: readonly InputFacts[];
}

/** A card's facts, its measures, and what the renderer found wrong with it. */
export interface CardReading extends CardFacts, Measures {
  readonly faults: readonly string[];
}

/** Chromium with the open-source Adaptive Cards renderer: cards as a person sees and uses them. */
export class CardBrowser {
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  static async start(deviceScaleFactor = 2): Promise<CardBrowser> {
    const browser = await startChromium();
    return new CardBrowser(await browser.newContext({ deviceScaleFactor }));
  }

  /** A page of one's own, whole, as a PNG. */
  async picturePage(html: string, path: string): Promise<void> {
    const page = await this.#context.newPage();
    await page.setContent(html);
    await page.locator('main').screenshot({ path, scale: 'css' });
    await page.close();
  }

  async open(card: Card, { theme = 'light', width = 600, language = 'sv' }: Looks = {}): Promise<OpenCard> {
    const page = await this.#context.newPage();
    await page.setViewportSize({ width: width + 32, height: 900 });
    await page.setContent(`<style>${styleSheet(theme, width)}</style><main id="card"></main>`);
    await page.addScriptTag({ path: inPackage('adaptivecards', 'dist/adaptivecards.min.js') });
    await page.addScriptTag({ path: inPackage('markdown-it', 'dist/browser/markdown-it.umd.min.js') });
    const open = new OpenCard(page, theme);
    await open.show(card, language);
    return open;
  }
}

/** A card on the screen. */
export class OpenCard {
  readonly #page: Page;
  readonly #card: Locator;
  readonly #theme: Theme;

  constructor(page: Page, theme: Theme) {
    this.#page = page;
    this.#card = page.locator('#card');
    this.#theme = theme;
  }

  /** Another card in its place, as when a message is changed. */
  async show(card: Card, language: string): Promise<void> {
    await this.#page.evaluate(showCard, { card, language, hostConfig: hostConfig(this.#theme) });
  }

  /** Each card in its place in turn, and what is there: in one go, since a way to the page and back costs more. */
  async readEach(cards: readonly Card[], language: string): Promise<CardReading[]> {
    const inPage = [showCard, readMeasures, readFacts, readInputs];
    await this.#page.addScriptTag({ content: inPage.join('\n') });
    // As text: what is handed over as it is goes value by value.
    const shown = JSON.stringify({ cards, language, hostConfig: hostConfig(this.#theme) });
    const read = await this.#page.evaluate(async (given) => {
      const { cards, ...look } = JSON.parse(given) as Omit<Shown, 'card'> & { cards: Card[] };
      const all: CardReading[] = [];
      for (const card of cards) {
        await showCard({ card, ...look });
        all.push({ ...readMeasures(), ...readFacts(), inputs: readInputs(), faults: window.faults });
      }
      return JSON.stringify(all);
    }, shown);
    return JSON.parse(read) as CardReading[];
  }

  /** Writes a PNG of the card with a little of the page around it, or of its first so many pixels. */
  async screenshot(path: string, max = Number.POSITIVE_INFINITY): Promise<void> {
    const { width, height } = (await this.#card.boundingBox())!;
    const clip = { x: 0, y: 0, width: Math.ceil(width) + 32, height: Math.min(max, Math.ceil(height) + 32) };
    await this.#page.screenshot({ path, clip, fullPage: true });
  }

  /** Pixels from its top to below its last button. */
  async height(): Promise<number> {
    return (await this.#card.boundingBox())!.height;
  }

  /** What can be read on the card. */
  async text(): Promise<string> {
    return (await this.#card.allInnerTexts()).join('\n');
  }

  /** What the renderer found wrong with the card while reading it. */
  rendererFaults(): Promise<string[]> {
    return this.#page.evaluate(() => window.faults);
  }

  /** By the input's id or label. Choices by value or title, several with commas; a toggle by `true` or `false`. */
  async fill(idOrLabel: string, value: string): Promise<void> {
    const input = await this.#input(idOrLabel);
    const control = input.locator('input, select, textarea').first();
    const kind = await control.evaluate((element) => (element as HTMLInputElement).type);
    const isChoice = kind === 'radio' || kind === 'checkbox';
    if (kind === 'select-one') await control.selectOption(value);
    else if (isChoice && (await control.getAttribute('value'))) await choose(input, value.split(','));
    else if (isChoice) await control.setChecked(value === 'true');
    else await control.fill(value);
  }

  async press(title: string): Promise<Pressed> {
    const before = await this.#page.evaluate(() => window.pressed.length);
    const called = { name: title, exact: true };
    // What has a short title says the whole to whoever points at it.
    const inFull = this.#card.locator(`button[title=${JSON.stringify(title)}]`);
    await this.#card.getByRole('button', called).or(this.#card.getByRole('link', called)).or(inFull).click();
    const sent = await this.#page.evaluate((count) => window.pressed[count], before);
    if (sent) return { kind: 'sent', ...sent };
    const messages = await this.#card.locator('.ac-input-container ~ .ac-textBlock').allInnerTexts();
    return messages.length > 0 ? { kind: 'stopped', messages } : { kind: 'shown' };
  }

  /** What axe-core finds against WCAG 2.1 A and AA and its own good practice: rule, element and why. */
  async axe(only?: readonly string[]): Promise<string[]> {
    const isLoaded = await this.#page.evaluate(() => 'axe' in window);
    if (!isLoaded) await this.#page.addScriptTag({ path: inPackage('axe-core', 'axe.min.js') });
    return this.#page.evaluate(readViolations, only);
  }

  /** Where the Tab key stops, in order: its name, its place, and whether one can see that it is there. */
  async tabStops(): Promise<FocusStop[]> {
    const stops: FocusStop[] = [];
    await this.#card.locator('.ac-adaptiveCard').first().focus();
    for (;;) {
      await this.#page.keyboard.press('Tab');
      const stop = await this.#page.evaluate(readFocusStop);
      if (!stop) return stops;
      stops.push(stop);
    }
  }

  async facts(): Promise<CardFacts> {
    return { ...(await this.#page.evaluate(readFacts)), inputs: await this.#page.evaluate(readInputs) };
  }

  /** What a screen reader is told, as an indented list of roles and names. */
  outline(): Promise<string> {
    return this.#card.ariaSnapshot();
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async #input(idOrLabel: string): Promise<Locator> {
    const inputs = await this.#page.evaluate(readInputs);
    const found =
      inputs.find(({ id }) => id === idOrLabel) ?? inputs.find(({ label }) => label === idOrLabel);
    if (found) return this.#card.locator(`[id="${found.id}"]`);
    const there = inputs.map(({ id, label }) => `${id} (${label})`).join(', ');
    throw new Error(`The card shows no input ${idOrLabel}; it shows: ${there || 'none'}`);
  }
}

/** Checks the wanted ones of a group of choices, and no others. */
async function choose(group: Locator, wanted: readonly string[]): Promise<void> {
  for (const choice of await group.locator('input').all()) {
    const value = (await choice.getAttribute('value')) ?? '';
    const title = (await choice.getAttribute('aria-label')) ?? '';
    const isWanted = wanted.includes(value) || wanted.includes(title);
    if (isWanted) await choice.check();
    else if ((await choice.getAttribute('type')) === 'checkbox') await choice.uncheck();
  }
}

function inPackage(name: string, path: string): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${name}/package.json`)), path);
}
