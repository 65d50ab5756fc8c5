import { createRequire } from 'node:module';
import type * as z from 'zod/v4';
import type { CardRenderer } from './card-renderer.ts';
import { adaptiveCard } from './card-schema/adaptive-card.ts';
import { type Found, foundIn } from './card-schema/found.ts';

/** The package's own entry cannot be loaded outside a bundle; its build for browsers can. */
const AdaptiveCards: CardRenderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** Teams refuses cards somewhere above 28 KB; this leaves room for the message around them. */
const LARGEST_CARD = 24 * 1024;

/** All that is wrong with a finished card, in sentences with the place first; empty if nothing is. */
export function cardFaults(card: unknown): string[] {
  const found = foundIn(card);
  return [
    ...schemaFaults(card),
    ...rendererFaults(card),
    ...found.flatMap((one) => rules.flatMap((rule) => rule(one).map((fault) => `${one.path}: ${fault}`))),
    ...doubles(found, 'the id', ({ object, isInput }) => (isInput ? object.id : undefined)),
    ...doubles(found, 'the title', ({ object, isAction }) =>
      isAction ? (object.tooltip ?? object.title) : undefined,
    ),
    ...wholeFaults(JSON.stringify(card)),
  ];
}

type Rule = (found: Found) => string[];

const rules: readonly Rule[] = [
  ({ object, isInput }) =>
    isInput && object.isRequired && !object.errorMessage
      ? ['a required input says what it wants (errorMessage)']
      : [],
  ({ object }) =>
    object.type === 'Action.Execute' && !/^[a-z-]+\/[a-z-]+$/.test(String(object.verb))
      ? [`the verb ${object.verb} is not feature/use-case`]
      : [],
  ({ object, isAction }) =>
    isAction ? Object.entries(object.data ?? {}).flatMap(([key, value]) => dataFault(key, value)) : [],
  ({ object, key }) =>
    object.type === 'Action.Submit' && key !== 'fallback' ? ['Action.Submit stands only as a fallback'] : [],
  ({ object }) =>
    Array.isArray(object.actions) && object.actions.filter(({ mode }) => mode !== 'secondary').length > 6
      ? ['a client shows at most six actions in a row']
      : [],
  ({ object }) =>
    Object.values(object).flatMap((value) =>
      isLeftKey(value) ? [`the text ${value} was not looked up`] : [],
    ),
];

/** Cards come back from people's machines, at any time: they carry ids to look things up by, and no facts. */
function dataFault(key: string, value: unknown): string[] {
  if (key === 'inputs') return /^\S{1,80}( \S{1,80})*$/.test(String(value)) ? [] : ['data.inputs is not ids'];
  const isId = ['string', 'number', 'boolean'].includes(typeof value) && /^\S{0,200}$/.test(String(value));
  return isId ? [] : [`data.${key} is not an id`];
}

function isLeftKey(value: unknown): boolean {
  return typeof value === 'string' && /^@[\w-]+(\.[\w-]+)+$/.test(value);
}

function doubles(found: readonly Found[], what: string, read: (one: Found) => unknown): string[] {
  const places = Map.groupBy(
    found.filter((one) => !one.isFallback && read(one) !== undefined),
    read,
  );
  return [...places].flatMap(([value, ones]) =>
    ones.length > 1
      ? [`${ones.map(({ path }) => path).join(', ')}: ${what} ${value} stands more than once`]
      : [],
  );
}

function wholeFaults(json: string): string[] {
  const bytes = Buffer.byteLength(json);
  const left = json.indexOf('${');
  return [
    ...(bytes > LARGEST_CARD ? [`card: ${bytes} bytes are more than ${LARGEST_CARD}`] : []),
    ...(left < 0 ? [] : [`card: a binding was left: ${json.slice(Math.max(0, left - 40), left + 40)}`]),
  ];
}

/** Teams has its people picker in cards of every version; the renderer counts it to 1.6 and leaves it out. */
const peoplePicker = '"choices.data"';

/** The same card as the open-source renderer reads it, at version 1.5; its own fallbacks are no fault. */
function rendererFaults(card: unknown): string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  try {
    new AdaptiveCards.AdaptiveCard().parse(card, context);
  } catch (error) {
    return [`renderer: ${(error as Error).message}`];
  }
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return events
    .filter((message) => !message.startsWith('Unknown element type') && !message.includes(peoplePicker))
    .map((message) => `renderer: ${message}`);
}

function schemaFaults(card: unknown): string[] {
  const { error } = adaptiveCard.safeParse(card);
  return (error?.issues ?? []).flatMap((issue) => sentences(issue, []));
}

/** Of a choice of shapes the last is told of: the first are the short ones, such as `"drop"`. */
function sentences(issue: z.core.$ZodIssue, outer: readonly PropertyKey[]): string[] {
  const path = [...outer, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return issue.errors.at(-1)!.flatMap((inner) => sentences(inner, path));
  }
  const what = issue.code === 'invalid_union' ? 'there is no such type here' : issue.message;
  return [`${['card', ...path].join('.')}: ${what}`];
}
