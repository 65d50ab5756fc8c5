import * as z from 'zod/v4';
import { actionSchemas } from './action-schemas.ts';
import { inputElements } from './input-elements.ts';
import { standardElements } from './standard-elements.ts';
import { teamsElements } from './teams-elements.ts';
import {
  backgroundImage,
  flag,
  named,
  oneOf,
  optionally,
  pixels,
  text,
  verticalAlignment,
} from './values.ts';

/**
 * Adaptive Cards 1.5 as Roder uses them, strictly: a property that is not here is a fault. Names and values are
 * those of the open schema (adaptivecards.io, 1.5) and what Teams adds; extend it when a card needs more.
 */

type Named = ReturnType<typeof named>;
const oneByType = (all: readonly Named[]) => z.discriminatedUnion('type', all as unknown as [Named]);

const element: z.ZodType = z.lazy(() => anyElement);
const action: z.ZodType = z.lazy(() => anyAction);
const parts = { element, action };

const content = { body: z.array(element) };
const innerCard = named('AdaptiveCard', content, { actions: z.array(action), $schema: text, version: text });
const standard = standardElements(parts);
const elements: Named[] = [...standard.elements, ...inputElements(parts), ...teamsElements(parts)];
const actions: Named[] = actionSchemas({ action, innerCard });
const anyElement = oneByType(elements);
const anyAction = oneByType(actions);

const msteams = z.strictObject(optionally({ width: oneOf('full'), entities: z.array(z.looseObject({})) }));
const refresh = z.strictObject({ action, ...optionally({ userIds: z.array(text).max(60) }) });

export const adaptiveCard = named(
  'AdaptiveCard',
  { version: z.literal('1.5'), ...content },
  {
    $schema: text,
    actions: z.array(action),
    fallbackText: text,
    speak: text,
    lang: text,
    rtl: flag,
    minHeight: pixels,
    verticalContentAlignment: verticalAlignment,
    backgroundImage,
    selectAction: action,
    refresh,
    msteams,
  },
);

/** The properties each `type` may have: for templates, whose values are not there yet. */
export const knownProperties: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [adaptiveCard, ...elements, ...standard.inside, ...actions].map((one) => {
    const shape = one.shape as Record<string, z.ZodType>;
    return [String((shape.type as z.ZodLiteral).value), new Set(Object.keys(shape))];
  }),
);
