import { formatNumber, parseNumber } from '../language/numbers.ts';
import { type Aspect, aspects, type Indicator, type Language } from '../plan/plan-schema.ts';
import type { AskPart } from '../rounds/ask.ts';
import { type DraftPart, type DraftReading, skipReasons } from './draft.ts';
import { type Forecast, forecasts, type Status, statuses } from './report.ts';

/**
 * The steps of an answer and what each takes from the card. Pure: inputs and a draft in, a draft and the
 * faults out. Inputs are the card's, by id, as Teams sends them: text.
 */

export type StepName = 'judgement' | 'help' | 'readings' | 'aspects';

export interface Step {
  readonly assignmentId: string;
  readonly name: StepName;
}

export type Inputs = Readonly<Record<string, string>>;

/** A sentence beside an input: a text key and what goes into it. */
export interface Fault {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export type Faults = Readonly<Record<string, Fault>>;

export const mostCharacters = 1000;

/** Statuses in which a person may want help, and is asked. */
const helpStatuses: readonly (Status | undefined)[] = ['deviation', 'paused'];

export function stepsOf(part: AskPart, draft: DraftPart | undefined): StepName[] {
  const owner = part.as === 'owner';
  const wantsHelp = helpStatuses.includes(draft?.status) || draft?.forecast === 'not_expected';
  return [
    ...(owner ? (['judgement'] as const) : []),
    ...(owner && wantsHelp ? (['help'] as const) : []),
    ...(part.indicatorIds.length > 0 ? (['readings'] as const) : []),
    ...(owner ? (['aspects'] as const) : []),
  ];
}

/** Every step of an ask in order, as far as the draft knows them. */
export function allSteps(parts: readonly AskPart[], drafts: Readonly<Record<string, DraftPart>>): Step[] {
  return parts.flatMap((part) =>
    stepsOf(part, drafts[part.assignmentId]).map((name) => ({ assignmentId: part.assignmentId, name })),
  );
}

export interface StepSubject {
  readonly political: boolean;
  readonly indicators: readonly { readonly indicator: Indicator; readonly last: number | undefined }[];
  readonly language: Language;
}

/** What was typed, kept whatever it is, and what to say about it. */
export function takeInputs(
  name: StepName,
  inputs: Inputs,
  before: DraftPart,
  subject: StepSubject,
): { part: DraftPart; faults: Faults } {
  switch (name) {
    case 'judgement':
      return takeJudgement(inputs, before, subject);
    case 'help':
      return takeHelp(inputs, before);
    case 'readings':
      return takeReadings(inputs, before, subject);
    case 'aspects':
      return takeAspects(inputs, before);
  }
}

function takeJudgement(inputs: Inputs, before: DraftPart, { political }: StepSubject) {
  const status = oneOf(statuses, inputs.status);
  const forecast = political ? oneOf(forecasts, inputs.forecast) : undefined;
  const ownWords = textOf(inputs.ownWords, before.ownWords);
  const part: DraftPart = { ...before, status: status as Status, forecast: forecast as Forecast, ownWords };
  const wrongStatus = !status || (status === 'completed' && !political);
  return {
    part,
    faults: collect({
      status: wrongStatus ? { key: 'answer.fault.status' } : undefined,
      ownWords: ownWords === '' ? { key: 'answer.fault.ownWords' } : tooLong(ownWords),
    }),
  };
}

function takeHelp(inputs: Inputs, before: DraftPart) {
  const helpWhat = textOf(inputs.helpWhat, before.helpWhat);
  const helpFrom = inputs.helpFrom?.trim() || undefined;
  return { part: { ...before, helpWhat, helpFrom }, faults: collect({ helpWhat: tooLong(helpWhat) }) };
}

function takeAspects(inputs: Inputs, before: DraftPart) {
  const typed = aspects.map((one) => [one, textOf(inputs[`aspect-${one}`], before.aspects?.[one])] as const);
  const part: DraftPart = { ...before, aspects: Object.fromEntries(typed) as Record<Aspect, string> };
  return {
    part,
    faults: collect(Object.fromEntries(typed.map(([one, text]) => [`aspect-${one}`, tooLong(text)]))),
  };
}

function takeReadings(inputs: Inputs, before: DraftPart, subject: StepSubject) {
  const taken = subject.indicators.map(({ indicator, last }) => {
    const known = before.readings?.[indicator.id];
    const text = textOf(inputs[`reading-${indicator.id}`], known?.text);
    const skip = oneOf(skipReasons, inputs[`skip-${indicator.id}`]);
    const fault = readingFault(
      { text, skip, askedAbout: known?.askedAbout },
      indicator,
      last,
      subject.language,
    );
    const askedAbout = fault?.key === 'answer.fault.farFromLast' ? text : known?.askedAbout;
    return { id: indicator.id, reading: { text, skip, askedAbout } satisfies DraftReading, fault };
  });
  return {
    part: { ...before, readings: Object.fromEntries(taken.map(({ id, reading }) => [id, reading])) },
    faults: collect(Object.fromEntries(taken.map(({ id, fault }) => [`reading-${id}`, fault]))),
  };
}

function readingFault(
  reading: DraftReading,
  indicator: Indicator,
  last: number | undefined,
  language: Language,
): Fault | undefined {
  if (reading.text === '') return reading.skip ? undefined : { key: 'answer.fault.readingMissing' };
  const parsed = parseNumber(reading.text);
  if ('fault' in parsed)
    return { key: `answer.fault.${parsed.fault}`, values: { typed: reading.text.slice(0, 40) } };
  if (last === undefined || !isFar(parsed.value, last) || reading.askedAbout === reading.text)
    return undefined;
  const shown = (value: number) => formatNumber(value, language, indicator.unit);
  return { key: 'answer.fault.farFromLast', values: { last: shown(last), value: shown(parsed.value) } };
}

/** Tenfold the last value or a tenth of it: a slip of the decimal comma, perhaps. Asked once, never refused. */
export function isFar(value: number, last: number): boolean {
  if (last === 0 || value === 0) return false;
  const ratio = Math.abs(value / last);
  return ratio >= 10 || ratio <= 0.1;
}

function oneOf<T extends string>(known: readonly T[], given: string | undefined): T | undefined {
  return known.find((one) => one === given);
}

/** An input that did not come with the card leaves what was there. */
function textOf(given: string | undefined, before: string | undefined): string {
  return (given ?? before ?? '').trim();
}

function tooLong(text: string): Fault | undefined {
  if (text.length <= mostCharacters) return undefined;
  return { key: 'answer.fault.tooLong', values: { length: text.length, most: mostCharacters } };
}

function collect(found: Readonly<Record<string, Fault | undefined>>): Faults {
  return Object.fromEntries(
    Object.entries(found).filter((one): one is [string, Fault] => one[1] !== undefined),
  );
}
