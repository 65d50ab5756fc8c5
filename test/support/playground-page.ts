import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startChromium } from './chromium.ts';

const pictures = join(import.meta.dirname, '../../pictures/playground');

/** Microsoft's Playground on the screen, used as a person uses it: by what is written on it. */
export class PlaygroundPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the personal chat, as the Playground does by itself, and waits for the first card there. */
  static async open(url: string): Promise<PlaygroundPage> {
    const browser = await startChromium();
    const page = await browser.newPage({ locale: 'sv-SE', viewport: { width: 1100, height: 1500 } });
    // The Playground is large, and another may be starting on the same machine.
    await page.goto(url, { timeout: 120_000 });
    const playground = new PlaygroundPage(page);
    await playground.card('').shown();
    await page.getByRole('button', { name: 'Toggle Log Panel' }).click();
    return playground;
  }

  /** Another conversation of the list at the left, by a part of its name. */
  async openConversation(name: string): Promise<void> {
    // By keyboard: the list may be longer than the window.
    await this.#page.getByRole('treeitem', { name }).press('Enter');
  }

  /** Writes in the personal chat. */
  async say(text: string): Promise<void> {
    await this.#page.getByRole('textbox').last().fill(text);
    await this.#page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** The latest card with the text, now or once it comes. */
  card(text: string): PlaygroundCard {
    return new PlaygroundCard(this.#page, this.#cards.filter({ hasText: text }).last());
  }

  /** The card in that place from above, whatever it comes to show; 0 is the first. */
  cardAt(place: number): PlaygroundCard {
    return new PlaygroundCard(this.#page, this.#cards.nth(place));
  }

  /** Until there are more cards than so many. */
  async cardNumber(count: number): Promise<void> {
    await this.#cards.nth(count).waitFor();
  }

  /** The latest card with the text once it comes, whatever it comes to show; several may come at once, in any order. */
  async stayAt(text: string): Promise<PlaygroundCard> {
    await this.card(text).shown();
    return this.cardAt((await this.cardTexts()).findLastIndex((one) => one.includes(text)));
  }

  /** What can be read on each card of the open conversation. */
  cardTexts(): Promise<string[]> {
    return this.#cards.allInnerTexts();
  }

  /** For people to look at; tests do not. */
  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.#page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  get #cards(): Locator {
    return this.#page.locator('.ac-adaptiveCard');
  }
}

export class PlaygroundCard {
  readonly #page: Page;
  readonly #card: Locator;

  constructor(page: Page, card: Locator) {
    this.#page = page;
    this.#card = card;
  }

  /** Waits until the card reads so; its text then, each non-breaking space as an ordinary one. */
  async shown(text = ''): Promise<string> {
    await this.#card.filter({ hasText: text }).waitFor();
    return (await this.#card.innerText()).replaceAll('\u00a0', ' ');
  }

  async fill(label: string, value: string): Promise<void> {
    await this.#input(label).fill(value);
  }

  valueOf(label: string): Promise<string> {
    return this.#card.getByLabel(label).first().inputValue();
  }

  /** One of a group of choices, by a part of what it says. */
  async choose(choice: string): Promise<void> {
    await this.#card.getByRole('radio', { name: choice }).check();
  }

  /** One of a list that opens. */
  async pick(label: string, option: string): Promise<void> {
    await this.#card.getByRole('button', { name: `Open ${label}` }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  async press(button: string): Promise<void> {
    const inFull = this.#card.locator(`button[title=${JSON.stringify(button)}]`);
    await this.#card.getByRole('button', { name: button, exact: true }).or(inFull).click();
  }

  #input(label: string): Locator {
    return this.#card.getByRole('textbox', { name: label });
  }
}
