import { say } from '../language/language.ts';
import { formatNumber, parseNumber } from '../language/numbers.ts';
import type { Indicator, Language } from '../plan/plan-schema.ts';
import { type Fault, type Inputs, oneOf, textOf, tooLong } from './answer-text.ts';
import { type DraftReading, skipReasons } from './draft.ts';
import type { KnownValue } from './known-values.ts';

export interface ReadingSubject {
  readonly indicator: Indicator;
  readonly last?: number | undefined;
  readonly known?: KnownValue | undefined;
  readonly language: Language;
}

/** A value that is known already stands there to be confirmed or corrected. */
export function typedReading(known: KnownValue | undefined, language: Language): DraftReading {
  return { text: known ? formatNumber(known.value, language) : '' };
}

/** One indicator's value, comment or reason for none, from its inputs. */
export function takeReading(
  inputs: Inputs,
  before: DraftReading,
  subject: ReadingSubject,
): { reading: DraftReading; faults: Record<string, Fault | undefined> } {
  const { id } = subject.indicator;
  const text = textOf(inputs[`reading-${id}`], before.text);
  const skip = oneOf(skipReasons, inputs[`skip-${id}`] ?? before.skip);
  const comment = textOf(inputs[`comment-${id}`], before.comment);
  const known = isKnown(text, subject) ? subject.known?.source : undefined;
  const fault = known ? undefined : valueFault({ text, skip, askedAbout: before.askedAbout }, subject);
  const faults = { [`reading-${id}`]: fault, [`comment-${id}`]: tooLong(comment, 'comment') };
  const askedAbout = fault?.key === 'answer.fault.farFromLast' ? text : before.askedAbout;
  const done = Object.values(faults).every((one) => !one);
  return { reading: { text, skip, comment, known, askedAbout, done }, faults };
}

function isKnown(text: string, { known }: ReadingSubject): boolean {
  const parsed = parseNumber(text);
  return known !== undefined && 'value' in parsed && parsed.value === known.value;
}

function valueFault(reading: DraftReading, { indicator, last, language }: ReadingSubject): Fault | undefined {
  if (reading.text === '') return reading.skip ? undefined : { key: 'answer.fault.readingMissing' };
  const parsed = parseNumber(reading.text);
  if ('fault' in parsed)
    return { key: `answer.fault.${parsed.fault}`, values: { typed: reading.text.slice(0, 40) } };
  if (last === undefined || !isFar(parsed.value, last) || reading.askedAbout === reading.text)
    return undefined;
  const shown = (value: number) => formatNumber(value, language, say(indicator.unit, language));
  return { key: 'answer.fault.farFromLast', values: { last: shown(last), value: shown(parsed.value) } };
}

/** Tenfold the last value or a tenth of it: a slip of the decimal comma, perhaps. Asked once, never refused. */
export function isFar(value: number, last: number): boolean {
  if (last === 0 || value === 0) return false;
  const ratio = Math.abs(value / last);
  return ratio >= 10 || ratio <= 0.1;
}
