import { parseNumber } from '../language/numbers.ts';
import { aspects } from '../plan/plan-schema.ts';
import type { AskPart } from '../rounds/ask.ts';
import { wantsHelp } from './answer-steps.ts';
import type { DraftMilestone, DraftPart, DraftReading } from './draft.ts';
import type { Answers, AspectAnswer, Judgement, MilestoneAnswer, Reading, ReportState } from './report.ts';

/** The answers a draft makes once its steps are gone through; nothing for steps not reached. */
export function answersOf(part: AskPart, draft: DraftPart | undefined): Answers {
  const done = new Set(draft?.done);
  const milestones = entries(draft?.milestones, milestoneOf);
  const own = Object.entries(draft?.readings ?? {}).filter(([id]) => part.indicatorIds.includes(id));
  const readings = entries(Object.fromEntries(own), readingOf);
  return {
    judgement: done.has('judgement') ? judgementOf(draft!) : undefined,
    aspects: done.has('aspects') ? aspectsOf(draft!) : undefined,
    milestones: Object.keys(milestones).length > 0 ? milestones : undefined,
    readings: Object.keys(readings).length > 0 ? readings : undefined,
  };
}

export function isEmpty(answers: Answers): boolean {
  return Object.values(answers).every((one) => one === undefined);
}

/** Whether everything the person is asked about this assignment is in the report. */
export function isComplete(part: AskPart, state: ReportState): boolean {
  const judged = part.as === 'contributor' || (state.judgement !== undefined && state.aspects !== undefined);
  return judged && part.indicatorIds.every((id) => state.readings[id] !== undefined);
}

function judgementOf(draft: DraftPart): Judgement | undefined {
  const { status, forecast, ownWords = '', done = [] } = draft;
  if (!status) return undefined;
  return { status, forecast, ownWords, help: done.includes('help') ? helpOf(draft) : undefined };
}

function helpOf(draft: DraftPart): Judgement['help'] {
  const { helpWhat, helpFrom, helpWho } = draft;
  if (!helpWhat || !wantsHelp(draft)) return undefined;
  return { what: helpWhat, from: helpFrom, fromWords: helpWho || undefined };
}

function aspectsOf(draft: DraftPart): NonNullable<Answers['aspects']> {
  const answer = (typed = ''): AspectAnswer =>
    typed ? { kind: 'words', words: typed } : { kind: 'unchanged' };
  return Object.fromEntries(aspects.map((one) => [one, answer(draft.aspects?.[one])])) as never;
}

function milestoneOf({ state, to = '', words, done }: DraftMilestone): MilestoneAnswer | undefined {
  if (!done || !state) return undefined;
  const said = { words: words || undefined };
  return state === 'moved' ? { state, to, ...said } : { state, ...said };
}

function readingOf({ text, skip, comment, known, done }: DraftReading): Reading | undefined {
  if (!done) return undefined;
  const parsed = parseNumber(text);
  const said = { comment: comment || undefined };
  if ('value' in parsed) return { value: parsed.value, ...said, known };
  return skip ? { skipped: skip, ...said } : undefined;
}

function entries<T, A>(
  typed: Readonly<Record<string, T>> = {},
  answerOf: (one: T) => A | undefined,
): Record<string, A> {
  const given = Object.entries(typed).flatMap(([id, one]) => {
    const answer = answerOf(one);
    return answer ? [[id, answer] as const] : [];
  });
  return Object.fromEntries(given);
}

/** A draft that says what was sent in, to change it from there. */
export function draftOf(part: AskPart, state: ReportState, show: (value: number) => string): DraftPart {
  const { judgement, aspects: given } = state;
  const owner = part.as === 'owner';
  const said = part.indicatorIds.flatMap((id) => {
    const reading = state.readings[id]?.answer;
    return reading ? [[id, typedReadingOf(reading, show)] as const] : [];
  });
  const milestones = Object.entries(state.milestones ?? {}).map(([id, { answer }]) => [
    id,
    { ...answer, done: true },
  ]);
  return {
    ...judgementTyped(judgement?.answer),
    aspects: given && Object.fromEntries(aspects.map((one) => [one, wordsOf(given.answer[one])])),
    milestones: Object.fromEntries(milestones),
    readings: Object.fromEntries(said),
    done: [...(judgement && owner ? ['judgement', 'help'] : []), ...(given && owner ? ['aspects'] : [])],
  };
}

export function judgementTyped(judgement: Judgement | undefined) {
  const { status, forecast, ownWords, help } = judgement ?? {};
  const wanted = { helpWhat: help?.what, helpFrom: help?.from, helpWho: help?.fromWords };
  return { status, forecast, ownWords, ...wanted };
}

export function typedReadingOf(reading: Reading, show: (value: number) => string): DraftReading {
  const { comment } = reading;
  if ('skipped' in reading) return { text: '', skip: reading.skipped, comment, done: true };
  const text = show(reading.value);
  // Sent in once is agreed to: it is not asked about again unless it is changed.
  return { text, comment, known: reading.known, askedAbout: text, done: true };
}

export function wordsOf(answer: AspectAnswer): string {
  return answer.kind === 'words' ? answer.words : '';
}
