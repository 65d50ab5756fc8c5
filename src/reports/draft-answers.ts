import { parseNumber } from '../language/numbers.ts';
import { aspects } from '../plan/plan-schema.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { DraftPart, DraftReading } from './draft.ts';
import type { Answers, AspectAnswer, Judgement, Reading, ReportState } from './report.ts';

/** The answers a draft makes once its steps are gone through; nothing for steps not reached. */
export function answersOf(part: AskPart, draft: DraftPart | undefined): Answers {
  const done = new Set(draft?.done);
  return {
    judgement: done.has('judgement') ? judgementOf(draft!) : undefined,
    aspects: done.has('aspects') ? aspectsOf(draft!) : undefined,
    readings: done.has('readings') ? readingsOf(part, draft!) : undefined,
  };
}

export function isEmpty(answers: Answers): boolean {
  return !answers.judgement && !answers.aspects && !answers.readings;
}

/** Whether everything the person is asked about this assignment is in the report. */
export function isComplete(part: AskPart, state: ReportState): boolean {
  const judged = part.as === 'contributor' || (state.judgement !== undefined && state.aspects !== undefined);
  return judged && part.indicatorIds.every((id) => state.readings[id] !== undefined);
}

function judgementOf({
  status,
  forecast,
  ownWords = '',
  helpWhat,
  helpFrom,
  done = [],
}: DraftPart): Judgement | undefined {
  if (!status) return undefined;
  const help = done.includes('help') && helpWhat ? { what: helpWhat, from: helpFrom } : undefined;
  return { status, forecast, ownWords, help };
}

function aspectsOf(draft: DraftPart): NonNullable<Answers['aspects']> {
  const answer = (typed = ''): AspectAnswer =>
    typed ? { kind: 'words', words: typed } : { kind: 'unchanged' };
  return Object.fromEntries(aspects.map((one) => [one, answer(draft.aspects?.[one])])) as never;
}

function readingsOf(part: AskPart, draft: DraftPart): Record<string, Reading> {
  const given = part.indicatorIds.flatMap((id) => {
    const reading = readingOf(draft.readings?.[id]);
    return reading ? [[id, reading] as const] : [];
  });
  return Object.fromEntries(given);
}

function readingOf(typed: DraftReading | undefined): Reading | undefined {
  if (!typed) return undefined;
  const parsed = parseNumber(typed.text);
  if ('value' in parsed) return { value: parsed.value };
  return typed.skip ? { skipped: typed.skip } : undefined;
}

/** A draft that says what was sent in, to change it from there. */
export function draftOf(part: AskPart, state: ReportState, show: (value: number) => string): DraftPart {
  const { judgement, aspects: given } = state;
  const readings = part.indicatorIds.flatMap((id) => {
    const reading = state.readings[id]?.answer;
    if (!reading) return [];
    return [
      [id, 'value' in reading ? { text: show(reading.value) } : { text: '', skip: reading.skipped }] as const,
    ];
  });
  const done = [
    ...(judgement && part.as === 'owner' ? ['judgement', 'help'] : []),
    ...(given && part.as === 'owner' ? ['aspects'] : []),
    ...(readings.length > 0 ? ['readings'] : []),
  ];
  return {
    status: judgement?.answer.status,
    forecast: judgement?.answer.forecast,
    ownWords: judgement?.answer.ownWords,
    helpWhat: judgement?.answer.help?.what,
    helpFrom: judgement?.answer.help?.from,
    aspects: given && Object.fromEntries(aspects.map((one) => [one, wordsOf(given.answer[one])])),
    readings: Object.fromEntries(readings),
    done,
  };
}

function wordsOf(answer: AspectAnswer): string {
  return answer.kind === 'words' ? answer.words : '';
}
