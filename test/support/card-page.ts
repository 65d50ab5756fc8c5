/**
 * What runs inside the browser page: each function is sent there by itself, so it may use nothing but its
 * argument and what the page holds (`AdaptiveCards`, `markdownit`).
 */
import type { Card } from '../../src/base/messenger.ts';
import type { CardRenderer, RenderedElement } from './card-renderer.ts';

declare const AdaptiveCards: CardRenderer;
declare const markdownit: (preset: 'zero') => {
  enable(rules: readonly string[]): { render(text: string): string };
};
declare const axe: {
  run(where: string, options: object): Promise<{ violations: readonly Violation[] }>;
};
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}
declare global {
  interface Window {
    /** The actions a person has pressed on the card and the client would send. */
    pressed: PressedAction[];
    /** What the renderer found wrong with the card. */
    faults: string[];
  }
}

export interface PressedAction {
  readonly type: string;
  readonly title: string | undefined;
  readonly verb: string | undefined;
  readonly url: string | undefined;
  /** The action's own data and the inputs'. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Shown {
  readonly card: Card;
  readonly hostConfig: object;
  readonly language: string;
}

/** Puts the card on the page as a client would, with Teams' share of Markdown and no more. */
export async function showCard({ card, hostConfig, language }: Shown): Promise<void> {
  document.documentElement.lang = language;
  window.pressed = [];
  const markdown = markdownit('zero').enable(['emphasis', 'link', 'list', 'newline', 'escape', 'entity']);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const rendered = new AdaptiveCards.AdaptiveCard();
  rendered.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  // Teams draws it; the open renderer does not know it.
  const bordered: RenderedElement[] = [];
  context.onParseElement = (element, source) => {
    if (source.showBorder === true) bordered.push(element);
  };
  rendered.parse(card, context);
  rendered.onExecuteAction = (action) => {
    const { title, verb, url, data } = action;
    const type = action.getJsonTypeName();
    window.pressed.push({ type, title, verb, url, data: (data ?? {}) as Record<string, unknown> });
  };
  const element = rendered.render();
  for (const { renderedElement } of bordered) renderedElement?.classList.add('has-border');
  document.getElementById('card')!.replaceChildren(...(element ? [element] : []));
  window.faults = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
}

export interface InputFacts {
  readonly id: string;
  /** The visible label, without the mark of a required input. */
  readonly label: string;
}

/** Every input in sight, in reading order. The renderer puts an input's id on the element around it. */
export function readInputs(): InputFacts[] {
  const containers = document.querySelectorAll<HTMLElement>('#card .ac-input-container');
  return Array.from(containers, ({ parentElement }) => ({
    id: parentElement!.id,
    label: (parentElement!.querySelector('label')?.textContent ?? '').replace(/ \*$/, '').trim(),
  }));
}

export interface PageFacts {
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly images: readonly { readonly altText: string | null }[];
  /** What is wider than the card: cut off, or a sideways scroll on a phone. */
  readonly overflowing: readonly string[];
}

export function readFacts(): PageFacts {
  const card = document.getElementById('card')!;
  const edge = card.getBoundingClientRect().right + 1;
  const headings = card.querySelectorAll<HTMLElement>('[role=heading], h1, h2, h3, h4, h5, h6');
  const wide = [...card.querySelectorAll<HTMLElement>('*')].filter(
    (one) => one.getBoundingClientRect().right > edge,
  );
  return {
    headings: Array.from(headings, (one) => ({
      level: Number(one.getAttribute('aria-level') ?? one.tagName.slice(1)),
      text: one.textContent.trim(),
    })),
    images: Array.from(card.querySelectorAll('img'), (one) => ({ altText: one.getAttribute('alt') })),
    overflowing: wide.map((one) => one.textContent || one.tagName),
  };
}

export interface Measures {
  /** Pixels. */
  readonly height: number;
  /** Each text that is small, with the rows it takes. */
  readonly smallRows: readonly (readonly [text: string, rows: number])[];
  /** Buttons that are cut and cannot be told from another: what is left of each. */
  readonly cutButtons: readonly string[];
}

/** How much room the card takes. */
export function readMeasures(): Measures {
  const card = document.getElementById('card')!;
  const small = [...card.querySelectorAll<HTMLElement>('.ac-textBlock')].filter(
    (one) => Number.parseFloat(getComputedStyle(one).fontSize) < 14 && one.textContent.trim() !== '',
  );
  const buttons = [...card.querySelectorAll<HTMLElement>('.ac-pushButton')];
  const shown = buttons.map((one) => {
    // The words are cut in an element of their own within the button.
    const within = [one, ...one.querySelectorAll<HTMLElement>('*')];
    const cut = within.find(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    const part = cut && Math.floor((one.textContent.length * cut.clientWidth) / cut.scrollWidth) - 2;
    return { isCut: cut !== undefined, text: one.textContent.slice(0, part) };
  });
  const alike = (text: string) => shown.filter((other) => other.text.startsWith(text)).length > 1;
  return {
    height: Math.round(card.getBoundingClientRect().height),
    smallRows: small.map((one) => {
      const line = Number.parseFloat(getComputedStyle(one).lineHeight) || 16;
      return [one.textContent.trim().slice(0, 80), Math.round(one.getBoundingClientRect().height / line)];
    }),
    cutButtons: shown.filter(({ isCut, text }) => isCut && alike(text)).map(({ text }) => text),
  };
}

export interface FocusStop {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  /** The ring around it, as the browser draws it: width in pixels. */
  readonly ring: number;
}

/** The place of what has the focus, undefined where it is outside the card or has come round to the card itself. */
export function readFocusStop(): FocusStop | undefined {
  const focused = document.activeElement as HTMLElement | null;
  if (!focused?.closest('#card') || focused.matches('.ac-adaptiveCard')) return undefined;
  const labels = (focused.getAttribute('aria-labelledby') ?? '').split(' ').filter((id) => id !== '');
  const label = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const { top, left, bottom } = focused.getBoundingClientRect();
  const style = getComputedStyle(focused);
  const ring = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  const name = label || focused.getAttribute('aria-label') || focused.textContent;
  return { name, top: top + scrollY, left, bottom: bottom + scrollY, ring };
}

/** What axe-core says of the card; only some rules if they are named. */
export async function readViolations(only: readonly string[] | undefined): Promise<string[]> {
  const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: standard };
  const { violations } = await axe.run('#card', { runOnly, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}: ${failureSummary}`),
  );
}
