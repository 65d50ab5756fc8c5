import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import type { DraftPart } from '../reports/draft.ts';
import type { Reader } from '../reports/reader.ts';
import {
  type Answers,
  type Attributed,
  type Report,
  type ReportState,
  stateOf,
  withRevision,
} from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { aspects } from './parts/aspects.ts';
import { help } from './parts/help.ts';
import { judgement } from './parts/judgement.ts';
import { milestones } from './parts/milestones.ts';
import type { Entries, Part, PartSubject, Said } from './parts/part.ts';
import { isReadingDone, readings } from './parts/readings.ts';

/** The parts of an answer, in the order they stand on the card. */
export const parts: readonly Part[] = [judgement, help, milestones, readings, aspects];

/** One thing that can stand on a card, with the part it is of. */
export interface Item {
  readonly key: string;
  readonly part: Part;
}

export function itemsOf(subject: PartSubject): Item[] {
  return parts.flatMap((part) => part.items(subject).map((key) => ({ key, part })));
}

export function isOpen({ fold }: Part, typed: DraftPart, subject: PartSubject): boolean {
  return (
    !fold ||
    typed.opened?.includes(fold.name) ||
    sharers(fold.name).some((one) => one.fold!.hasContent(typed, subject))
  );
}

/** The parts that open together. */
function sharers(fold: string): Part[] {
  return parts.filter((one) => one.fold?.name === fold);
}

/** The answers that a draft makes, by key. */
export function answersIn(
  typed: DraftPart | undefined,
  part: AskPart,
  sent: ReportState,
  plan: Plan,
): Entries {
  return typed ? merged(parts.map((one) => one.answers(typed, part, sent, plan))) : {};
}

/** Whether it can be sent in: an owner has said how it goes, a contributor has gone through the values. */
export function isGoneThrough(typed: DraftPart | undefined, part: AskPart, plan: Plan): boolean {
  if (part.as === 'owner') return Boolean(typed?.status && typed.done?.includes('judgement'));
  return part.indicatorIds.every((id) => isReadingDone(typed?.readings?.[id], plan.indicator(id)));
}

/** Whether a plan that has come since it was typed counts a value in something else. */
export function hasOtherUnit(typed: DraftPart | undefined, { indicatorIds }: AskPart, plan: Plan): boolean {
  return indicatorIds.some((id) => {
    const reading = typed?.readings?.[id];
    return reading?.done && !isReadingDone(reading, plan.indicator(id));
  });
}

/** Whether everything that has to be said of it is in the report. */
export function isComplete(part: AskPart, state: ReportState): boolean {
  return part.as === 'owner'
    ? state.judgement !== undefined
    : part.indicatorIds.every((id) => state.readings[id] !== undefined);
}

export function entriesOf(answers: Answers): Entries {
  return merged(parts.map((one) => one.entries(answers)));
}

export function answersFrom(entries: Entries, now: ReportState = { readings: {} }): Answers {
  return merged(parts.map((one) => one.from(entries, now)));
}

/** A draft that says what was sent in, to be changed from there. */
export function typedFrom(answers: Answers, show: (value: number) => string): DraftPart {
  return parts.map((one) => one.typed(answers, show)).reduce(typedTogether, {});
}

/** Of two drafts, the second over the first, each value and milestone by itself. */
export function typedTogether(below: DraftPart, above: DraftPart): DraftPart {
  return {
    ...below,
    ...above,
    readings: { ...below.readings, ...above.readings },
    milestones: { ...below.milestones, ...above.milestones },
    aspects: { ...below.aspects, ...above.aspects },
    done: [...new Set([...(below.done ?? []), ...(above.done ?? [])])],
  };
}

export function saidIn(answers: Answers, reader: Reader, assignment: Assignment): Said[] {
  return parts.flatMap((one) => one.said(answers, reader, assignment));
}

/** What a report's block does not draw at a place of its own: said under it, and why it was corrected after the round. */
export function saidBeside(state: ReportState, reader: Reader, assignment: Assignment): Said[] {
  const answers = answersOf(state);
  const said = parts
    .filter(({ isDrawn }) => !isDrawn)
    .flatMap((one) => one.said(answers, reader, assignment));
  const { corrected } = state;
  if (!corrected) return said;
  const why = {
    what: reader.t('report.correctedAfter'),
    words: `${corrected.answer} (${reader.by(corrected)})`,
  };
  return [...said, why];
}

export function isEmpty(entries: Entries | Answers): boolean {
  return Object.values(entries).every((one) => one === undefined);
}

/** A report's answers, without who gave them. */
export function answersOf({
  milestones: passed = {},
  readings: read,
  corrected,
  ...wholes
}: ReportState): Answers {
  const plain = <T>(each: Readonly<Record<string, Attributed<T> | undefined>>) =>
    Object.fromEntries(Object.entries(each).flatMap(([id, one]) => (one ? [[id, one.answer]] : [])));
  return { ...plain<unknown>(wholes), milestones: plain(passed), readings: plain(read) };
}

/** One thing that two people have answered differently since the one began to write. */
export interface Collision {
  readonly key: string;
  readonly theirs: Attributed<unknown>;
  readonly mine: unknown;
}

/** `base`: how many revisions there were when the person began. */
export interface Begun {
  readonly base: number;
  readonly personId: string;
}

type Revisions = Pick<Report, 'revisions'> | undefined;

/**
 * What of a person's answers is theirs to send in: what they have changed since they began, and what is not
 * said already. Where they changed one aspect and somebody else another, both stand.
 */
export function contributed(report: Revisions, base: number, mine: Entries): Answers {
  const now = stateOf(report);
  const changed = differing(differing(mine, entriesAt(report, base)), entriesOf(answersOf(now)));
  return answersFrom(changed, now);
}

/** Where what is to be sent in would take the place of what somebody else has sent in meanwhile. */
export function collisionsOf(report: Revisions, { base, personId }: Begun, mine: Entries): Collision[] {
  const newer = (report?.revisions ?? []).slice(base).filter(({ by }) => by.personId !== personId);
  if (newer.length === 0) return [];
  const before = entriesAt(report, base);
  const changed = differing(mine, before);
  const theirs = newer.reduce<ReportState>(withRevision, { readings: {} });
  const said = differing(entriesOf(answersOf(theirs)), before);
  return Object.entries(changed)
    .filter(([key, one]) => key in said && !isSame(said[key], one))
    .map(([key, one]) => ({ key, theirs: { answer: said[key], ...authorOf(key, newer) }, mine: one }));
}

/** Who said it last. */
function authorOf(key: string, revisions: Report['revisions']) {
  const { by, at } = revisions.findLast(({ answers }) => key in entriesOf(answers)) ?? revisions.at(-1)!;
  return { by, at };
}

function entriesAt(report: Revisions, base: number): Entries {
  return entriesOf(answersOf(stateOf({ revisions: report?.revisions.slice(0, base) ?? [] })));
}

function differing(entries: Entries, from: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([key, one]) => !isSame(from[key], one)));
}

/** As they would be stored: what is undefined is not there, and neither is what is said to be absent. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(stored(a), stored(b));
}

function stored(value: unknown): unknown {
  if (value === undefined || (value as { kind?: unknown }).kind === 'absent') return undefined;
  return JSON.parse(JSON.stringify(value));
}

function merged<T extends object>(all: readonly T[]): T {
  return Object.assign({}, ...all);
}
