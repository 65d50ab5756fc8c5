import * as z from 'zod/v4';
import { fallbackTo, filled, flag, named, oneOf, optionally, picture, text } from './values.ts';

const link = z.string().regex(/^https:\/\//, 'must begin with https://');
const targets = z.array(
  z.union([text, z.strictObject({ elementId: text, ...optionally({ isVisible: flag }) })]),
);

export function actionSchemas({ action, innerCard }: { action: z.ZodType; innerCard: z.ZodType }) {
  const every = {
    id: text,
    iconUrl: picture,
    style: oneOf('default', 'positive', 'destructive'),
    mode: oneOf('primary', 'secondary'),
    tooltip: text,
    isEnabled: flag,
    fallback: fallbackTo(action),
    requires: z.record(text, text),
  };
  const sending = { ...every, data: z.record(text, z.unknown()), associatedInputs: oneOf('auto', 'none') };
  return [
    named('Action.Execute', { title: filled, verb: text }, sending),
    named('Action.Submit', { title: filled }, sending),
    named('Action.OpenUrl', { title: filled, url: link }, every),
    named('Action.ShowCard', { title: filled, card: innerCard }, every),
    named('Action.ToggleVisibility', { title: filled, targetElements: targets }, every),
  ];
}
