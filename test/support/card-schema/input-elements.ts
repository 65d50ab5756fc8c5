import * as z from 'zod/v4';
import { count, everyElement, filled, flag, named, oneOf, type Parts, text } from './values.ts';

const date = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'must be a date, as 2026-09-18');
const time = z.string().regex(/^(\d{2}:\d{2})?$/, 'must be a time, as 08:30');
const query = named(
  'Data.Query',
  { dataset: text },
  { associatedInputs: oneOf('auto', 'none'), count, skip: count },
);
const choiceSet = {
  'choices.data': query,
  isMultiSelect: flag,
  placeholder: text,
  style: oneOf('compact', 'expanded', 'filtered'),
  value: text,
  wrap: flag,
};

/** Inputs. Each has an id, or it is not sent, and a label, or a screen reader cannot name it. */
export function inputElements(parts: Parts) {
  const every = { ...everyElement(parts), isRequired: flag, errorMessage: text };
  const known = { id: filled, label: filled };
  const choices = z.array(z.strictObject({ title: filled, value: text }));
  const written = { placeholder: text, value: text, maxLength: count, isMultiline: flag, regex: text };
  const style = oneOf('text', 'tel', 'url', 'email');
  return [
    named('Input.Text', known, { ...every, ...written, style, inlineAction: parts.action }),
    named('Input.ChoiceSet', { ...known, choices }, { ...every, ...choiceSet }),
    named(
      'Input.Toggle',
      { id: filled, title: filled },
      { ...every, label: text, value: text, valueOn: text, valueOff: text, wrap: flag },
    ),
    named('Input.Date', known, { ...every, min: date, max: date, placeholder: text, value: date }),
    named('Input.Time', known, { ...every, min: time, max: time, placeholder: text, value: time }),
  ];
}
