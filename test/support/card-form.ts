import type { Card } from '../../src/base/messenger.ts';
import type { JsonObject } from './teams-conversations.ts';

export interface CardInput {
  readonly id: string;
  readonly type: string;
  readonly label: string | undefined;
  readonly value: string;
  readonly isRequired: boolean;
  readonly errorMessage: string | undefined;
  /** The values that may be chosen; undefined where anything may be written. */
  readonly choices: readonly string[] | undefined;
  readonly isMultiSelect: boolean;
}

export interface CardAction {
  readonly type: string;
  readonly title?: string;
  /** Said in full, where several have the same short title. */
  readonly tooltip?: string;
  readonly verb?: string;
  readonly id?: string;
  readonly url?: string;
  readonly data?: JsonObject;
  readonly associatedInputs?: string;
}

/** An action with the inputs a client sends along: those of its own card and of the cards around it. */
export interface OfferedAction {
  readonly action: CardAction;
  readonly inputs: readonly CardInput[];
}

interface Offer {
  readonly actions: readonly OfferedAction[];
  readonly inputs: readonly CardInput[];
}

/** A card with values written into it, as far as a person could: anything else throws. */
export class CardForm {
  readonly #actions: readonly OfferedAction[];
  readonly #values: Readonly<Record<string, string>>;

  constructor(card: Card, values: Readonly<Record<string, string>> = {}) {
    const { inputs } = offered(card);
    this.#actions = sendersIn(card);
    this.#values = values;
    for (const [id, value] of Object.entries(values)) assertFits(inputs, id, value);
  }

  /** What the client would send. */
  press(titleOrVerb: string): { action: CardAction; data: JsonObject } {
    const { action, inputs } = findAction(this.#actions, titleOrVerb);
    const filled = inputs.map((input) => ({ ...input, value: this.#values[input.id] ?? input.value }));
    const missing = filled.filter((input) => input.isRequired && input.value === '');
    if (missing.length > 0) {
      throw new Error(`The card asks first: ${missing.map((one) => one.errorMessage ?? one.id).join(' ')}`);
    }
    // As the renderer does, and Teams on some devices: an input that is empty is not sent.
    const sent = filled.filter(({ value }) => value !== '').map(({ id, value }) => [id, value] as const);
    return { action, data: { ...action.data, ...Object.fromEntries(sent) } };
  }
}

export function inputsIn(card: Card): readonly CardInput[] {
  return offered(card).inputs;
}

/** Each action with the inputs that a client sends along. */
export function sendersIn(card: Card): readonly OfferedAction[] {
  return offered(card).actions.map(({ action, inputs }) => ({
    action,
    inputs: action.associatedInputs === 'none' ? [] : inputs,
  }));
}

export function actionsIn(card: Card): CardAction[] {
  return offered(card).actions.map(({ action }) => action);
}

/** Every text a person can read on the card, in reading order, one per line. */
export function textOf(card: Card): string {
  const texts: unknown[] = [];
  eachElement(card, (element) => texts.push(...textsOn(element)));
  return texts.filter((text) => typeof text === 'string' && text !== '').join('\n');
}

function textsOn(element: JsonObject): unknown[] {
  const { type, altText, label, text, title, placeholder, value } = element;
  const facts = (element.facts ?? []) as { title: string; value: string }[];
  const choices = (element.choices ?? []) as { title: string }[];
  const written = type === 'Input.Text' || type === 'Input.Date' ? [value] : [];
  return [
    ...[altText, label, text, title, placeholder, ...written],
    ...((element.inlines ?? []) as unknown[]),
    ...facts.flatMap((fact) => [fact.title, fact.value]),
    ...choices.map((choice) => choice.title),
  ];
}

function offered(card: JsonObject, outer: readonly CardInput[] = []): Offer {
  const inputs: CardInput[] = [];
  const actions: CardAction[] = [];
  const inner: JsonObject[] = [];
  eachElement(card, (element) => {
    if (typeof element.type !== 'string') return;
    if (element.type.startsWith('Input.')) inputs.push(inputFrom(element));
    if (element.type === 'Action.ShowCard') inner.push(element.card as JsonObject);
    else if (element.type.startsWith('Action.')) actions.push(element as unknown as CardAction);
  });
  const sent = [...outer, ...inputs];
  const deeper = inner.map((inside) => offered(inside, sent));
  return {
    actions: [
      ...actions.map((action) => ({ action, inputs: sent })),
      ...deeper.flatMap((one) => one.actions),
    ],
    inputs: [...inputs, ...deeper.flatMap((one) => one.inputs)],
  };
}

const partsInOrder = 'body columns rows cells items inlines images selectAction inlineAction actions'.split(
  ' ',
);

/** Depth first, in reading order. The cards that Action.ShowCard opens are left to the caller. */
function eachElement(element: JsonObject, visit: (element: JsonObject) => void): void {
  visit(element);
  if (element.type === 'Action.ShowCard') return;
  for (const part of partsInOrder.flatMap((key) => element[key] ?? [])) {
    if (typeof part === 'object' && part !== null) eachElement(part as JsonObject, visit);
  }
}

function inputFrom(element: JsonObject): CardInput {
  const choices = element.choices as { value: string }[] | undefined;
  const toggle = element.type === 'Input.Toggle';
  const [on, off] = [String(element.valueOn ?? 'true'), String(element.valueOff ?? 'false')];
  return {
    id: String(element.id),
    type: String(element.type),
    label: (element.label ?? element.title) as string | undefined,
    value: String(element.value ?? (toggle ? off : '')),
    isRequired: element.isRequired === true,
    errorMessage: element.errorMessage as string | undefined,
    choices: toggle ? [on, off] : element['choices.data'] ? undefined : choices?.map(({ value }) => value),
    isMultiSelect: element.isMultiSelect === true,
  };
}

function assertFits(inputs: readonly CardInput[], id: string, value: string): void {
  const input = inputs.find((one) => one.id === id);
  if (!input)
    throw new Error(`The card has no input ${id}, but ${inputs.map((one) => one.id).join(', ') || 'none'}`);
  if (!input.choices) return;
  for (const chosen of input.isMultiSelect ? value.split(',') : [value]) {
    if (chosen === '' || input.choices.includes(chosen)) continue;
    throw new Error(`${id} has no choice ${chosen}, but ${input.choices.join(', ')}`);
  }
}

function findAction(actions: readonly OfferedAction[], titleOrVerb: string): OfferedAction {
  const found =
    [
      actions.filter(({ action }) => action.tooltip === titleOrVerb),
      actions.filter(({ action }) => action.title === titleOrVerb),
      actions.filter(({ action }) => action.verb === titleOrVerb),
    ].find((some) => some.length > 0) ?? [];
  if (found.length === 1) return found[0]!;
  const choice = actions.map(({ action }) => `${action.tooltip ?? action.title} (${action.verb})`).join(', ');
  throw new Error(`The card offers ${found.length} actions called ${titleOrVerb}; it has: ${choice}`);
}
