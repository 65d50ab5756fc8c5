import { isDeepStrictEqual } from 'node:util';
import type { Timestamp } from '../calendar/instants.ts';
import { type Aspect, aspects } from '../plan/plan-schema.ts';
import type { Reader } from '../reports/reader.ts';
import {
  type Answers,
  type Author,
  type Reading,
  type ReportState,
  type Revision,
  type Status,
  withRevision,
} from '../reports/report.ts';
import type { AssignmentView } from './round-view.ts';

/** Something that had been sent in and was then said otherwise in the same round. */
export interface Correction {
  readonly assignmentId: string;
  readonly at: Timestamp;
  readonly by: Author;
  readonly what: Corrected;
}

export type Corrected =
  | { readonly part: 'status'; readonly before: Status; readonly after: Status }
  | { readonly part: 'words' }
  | { readonly part: 'help' }
  | { readonly part: 'aspect'; readonly aspect: Aspect }
  | {
      readonly part: 'reading';
      readonly indicatorId: string;
      readonly before: Reading;
      readonly after: Reading;
    };

/** What has been corrected after `since`, the latest first. */
export function correctionsSince(assignments: readonly AssignmentView[], since: Timestamp): Correction[] {
  return assignments.flatMap((one) => correctionsOf(one, since)).toSorted((a, b) => b.at.localeCompare(a.at));
}

function correctionsOf({ assignment, report }: AssignmentView, since: Timestamp): Correction[] {
  let state: ReportState = { readings: {} };
  const found: Correction[] = [];
  for (const revision of report?.revisions ?? []) {
    if (revision.at > since) found.push(...changed(assignment.id, state, revision));
    state = withRevision(state, revision);
  }
  return found;
}

function changed(assignmentId: string, before: ReportState, { at, by, answers }: Revision): Correction[] {
  const all = [
    ...judgementChanges(before, answers),
    ...aspectChanges(before, answers),
    ...readingChanges(before, answers),
  ];
  return all.map((what) => ({ assignmentId, at, by, what }));
}

function judgementChanges({ judgement }: ReportState, { judgement: after }: Answers): Corrected[] {
  if (!judgement || !after) return [];
  const before = judgement.answer;
  return [
    ...(before.status === after.status
      ? []
      : [{ part: 'status', before: before.status, after: after.status } as const]),
    ...(before.ownWords === after.ownWords ? [] : [{ part: 'words' } as const]),
    ...(isDeepStrictEqual(before.help, after.help) ? [] : [{ part: 'help' } as const]),
  ];
}

function aspectChanges({ aspects: before }: ReportState, { aspects: after }: Answers): Corrected[] {
  if (!before || !after) return [];
  return aspects
    .filter((aspect) => !isDeepStrictEqual(before.answer[aspect], after[aspect]))
    .map((aspect) => ({ part: 'aspect', aspect }));
}

function readingChanges({ readings }: ReportState, answers: Answers): Corrected[] {
  return Object.entries(answers.readings ?? {}).flatMap(([indicatorId, after]) => {
    const before = readings[indicatorId]?.answer;
    return !before || isDeepStrictEqual(before, after)
      ? []
      : [{ part: 'reading', indicatorId, before, after } as const];
  });
}

/** One sentence of what was changed. */
export function correctionText(reader: Reader, { assignmentId, what }: Correction): string {
  const title = reader.say(reader.plan.assignment(assignmentId)!.title);
  return reader.t(`summary.corrected.${what.part}`, { title, ...changeWords(reader, what) });
}

function changeWords({ t, say, status, value, plan }: Reader, what: Corrected) {
  if (what.part === 'status') return { before: status(what.before), after: status(what.after) };
  if (what.part === 'aspect') return { aspect: t(`aspect.${what.aspect}`).toLowerCase() };
  if (what.part !== 'reading') return {};
  const indicator = plan.indicator(what.indicatorId);
  const said = (reading: Reading) =>
    'value' in reading ? value(reading.value, indicator) : t('summary.corrected.noValue');
  const name = indicator ? say(indicator.name) : what.indicatorId;
  return { indicator: name, before: said(what.before), after: said(what.after) };
}
