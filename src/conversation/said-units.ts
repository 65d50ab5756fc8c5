import { fold } from '../language/words.ts';
import type { Subject } from '../questions/subject.ts';
import type { About } from './about.ts';
import type { Read } from './meaning.ts';
import { stem } from './stem.ts';

/** "62 dagar" is no value of a measure in percent, where one in days is near, and no state of the assignment around it. */
export function inItsUnit({ plan, words }: Read, about: About): About {
  const { meant, near, fit } = about;
  const said = words.filter((_, place) => /\d$/u.test(words[place - 1] ?? '')).map(unitOf);
  const isIn = ({ type, id }: Subject) => {
    const unit = type === 'indicator' ? plan.indicator(id)?.unit.sv : undefined;
    return (
      unit !== undefined && said.includes(unitOf(fold(unit === '%' ? 'procent' : unit).split(/[^a-z]/u)[0]!))
    );
  };
  const [one] = meant;
  if (said.length === 0 || !one || meant.some(isIn) || one.type === 'role') return about;
  const own =
    one.type === 'assignment'
      ? plan.homeIndicatorsOf(one.id).map(({ id }): Subject => ({ type: 'indicator', id }))
      : [];
  const inside = own.filter(isIn);
  const other = near.find(isIn) ?? (inside.length === 1 ? inside[0] : undefined);
  // What was named and the unit agree.
  return other ? { ...about, meant: [other], fit: Math.max(fit, 0.7), isOpen: false } : about;
}

/** A unit as it is spoken, in the plan's way. */
function unitOf(word: string): string {
  return spokenUnits.find(([said]) => said.test(word))?.[1] ?? stem(word);
}

const spokenUnits: readonly (readonly [RegExp, string])[] = [
  [/^(?:g|gram|grams)$/u, 'g'],
  [/^(?:kg|kilo|kilos|kilogram)$/u, 'kg'],
  [/^(?:dag|dagar|dgr|d|days?)$/u, 'dagar'],
  [/^(?:tim|timmar|timme|hours?)$/u, 'timmar'],
  [/^(?:min|minuter|minutes?)$/u, 'minuter'],
  [/^(?:procent|percent|cent)$/u, 'procent'],
  [/^(?:personer|people|persons?)$/u, 'personer'],
  [/^(?:kr|kronor|crowns)$/u, 'kr'],
];

/** Words that are a unit, or stand where one does. */
export const units = new Set(
  'gram g kg dagar dag d procent st kr kronor tkr mkr miljoner index dygn min minuter antal portion kwh days percent people personer grams'.split(
    ' ',
  ),
);
