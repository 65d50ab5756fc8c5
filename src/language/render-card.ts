import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import { RoderError } from '../base/errors.ts';
import type { Card } from '../base/messenger.ts';
import { nameInputs } from './card-inputs.ts';
import { type Language, rawText } from './language.ts';
import { clip } from './people-text.ts';

/**
 * Cards are templates in `cards/`, so that a card or a text can be changed without touching code:
 * `"@some.key"` is a text of `src/language`, and its `{{name}}` is the card's own data, as `${name}` is.
 */

const folder = new URL('../../cards/', import.meta.url);
const templates = new Map<string, Template>();

/** The page that shows more of what a card shows, for a door that has pages. */
export type CardPage =
  | { readonly of: 'assignment' | 'indicator' | 'round'; readonly id: string }
  /** `id`: in which round; absent: in the latest. */
  | { readonly of: 'whole'; readonly id?: string }
  | { readonly of: 'mine' | 'plan' | 'versions' | 'operations' };

interface Made {
  readonly language: Language;
  readonly page?: CardPage | undefined;
}

/** How each finished card was made: no property of a card tells it without being read by Teams. */
const made = new WeakMap<object, Made>();

/** The language that a card was rendered in; undefined for one that was made in another way. */
export function languageOfCard(card: object): Language | undefined {
  return made.get(card)?.language;
}

export function pageOfCard(card: object): CardPage | undefined {
  return made.get(card)?.page;
}

/** A finished card. Texts are inert: Markdown, links and mentions in them show as typed. Its buttons name its inputs. */
export function renderCard(name: string, data: object, language: Language, page?: CardPage): Card {
  const card = renderBlock(name, data, language);
  makeInert(card);
  nameInputs(card);
  made.set(card, { language, page });
  return card as Card;
}

/** A part of a card, to be bound into another template as `"${field}"`; made inert with the whole. */
export function renderBlock(name: string, data: object, language: Language): Record<string, unknown> {
  return dropAbsent(template(name, language).expand({ $root: data })) as Record<string, unknown>;
}

/** A copy of a finished card with one more part at its end. */
export function withBlock(card: Card, block: object): Card {
  const { body = [] } = card as unknown as { readonly body?: readonly object[] };
  return changedCard(card, { body: [...body, block] });
}

/** A copy of a finished card with some of it changed, in the card's own language and about the same still. */
export function changedCard(
  card: Card,
  changes: { readonly body?: readonly object[]; readonly actions?: readonly object[] },
): Card {
  const changed = { ...card, ...changes } as Card;
  const how = made.get(card);
  if (how) made.set(changed, how);
  return changed;
}

function template(name: string, language: Language): Template {
  const key = `${language}/${name}`;
  const known = templates.get(key);
  if (known) return known;
  const source: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  const parsed = new Template(localise(source, language) as object);
  templates.set(key, parsed);
  return parsed;
}

/** Text first, data after: a person's words are never read as a key or a template. */
function localise(node: unknown, language: Language): unknown {
  return mapStrings(node, (text) => {
    if (!/^@[\w.-]+$/u.test(text)) return text;
    const words = rawText(language, text.slice(1));
    if (!words)
      throw new RoderError('text-missing', `There is no ${language} text with the key ${text.slice(1)}.`);
    return words.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/gu, '$${$1}');
  });
}

function mapStrings(node: unknown, map: (text: string) => unknown): unknown {
  if (typeof node === 'string') return map(node);
  if (Array.isArray(node)) return node.map((one) => mapStrings(one, map));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapStrings(value, map)]));
}

/** `$when` leaves null behind in places, and an empty list of blocks an empty list inside a list. */
function dropAbsent(node: unknown): unknown {
  if (Array.isArray(node)) return node.flat().filter(isPresent).map(dropAbsent);
  if (node === null || typeof node !== 'object') return node;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) if (isPresent(value)) kept[key] = dropAbsent(value);
  return kept;
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** A TextBlock and a fact read Markdown; everything else in a card shows text as it is. Changes what it is given. */
function makeInert(node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  const element = node as Record<string, unknown>;
  for (const value of Object.values(element)) makeInert(value);
  if (element.type === 'TextBlock') element.text = escapeMarkdown(String(element.text ?? ''));
  if (element.type === 'FactSet' && Array.isArray(element.facts))
    element.facts = element.facts.map(inertFact);
}

function inertFact(fact: { title?: unknown; value?: unknown }) {
  return { title: escapeMarkdown(String(fact.title ?? '')), value: escapeMarkdown(String(fact.value ?? '')) };
}

/** What the cards' Markdown would act on, escaped; a leading list mark or number likewise. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\*_`[\]<>~#|]/gu, '\\$&')
    .replaceAll(/^([^\S\r\n\u2028\u2029]*)([-+])(?=\s)/gmu, '$1\\$2')
    .replaceAll(/^([^\S\r\n\u2028\u2029]*\d+)([.)])(?=\s)/gmu, '$1\\$2');
}

/** As much of a card's beginning as a notification has room for. */
const maxBeginning = 150;

/** What a card says first, as plain text: its heading, or where it has none its first sentence. */
export function beginningOf(card: object): string {
  const { body } = card as { readonly body?: unknown };
  const texts = textBlocks(body);
  const first = texts.find(({ style }) => style === 'heading') ?? texts[0];
  return clip(String(first?.text ?? '').replaceAll(/\\(.)/gu, '$1'), maxBeginning);
}

function textBlocks(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(textBlocks);
  if (node === null || typeof node !== 'object') return [];
  const element = node as Record<string, unknown>;
  return element.type === 'TextBlock' ? [element] : Object.values(element).flatMap(textBlocks);
}

/** Teams refuses cards somewhere above 28 KB; a message has more around its card. */
const maxBytes = 23_500;

/** The roomiest of the cards that can be sent; the limits come roomiest first, and the last one is to fit. */
export function fitCard<L>(limits: readonly L[], make: (limit: L) => Card): Card {
  for (const limit of limits.slice(0, -1)) {
    const card = make(limit);
    if (fits(card)) return card;
  }
  return make(limits.at(-1)!);
}

/** Of a card, or of what it is filled with: a template only adds to that. */
function fits(json: object): boolean {
  return Buffer.byteLength(JSON.stringify(json)) <= maxBytes;
}
