import { formatNumber } from '../language/numbers.ts';
import type { Language } from '../plan/plan-schema.ts';
import type { Actor, Ports } from '../ports.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { Stored } from '../storage/document-store.ts';
import { type AnswerContext, answerContext, type Refused } from './answer-context.ts';
import { openMilestones } from './answer-milestones.ts';
import { type PartQuestions, questionsOf } from './answer-questions.ts';
import { type Step, stepsOf } from './answer-steps.ts';
import type { DraftPart } from './draft.ts';
import { draftOf } from './draft-answers.ts';
import { type Report, reportId, reports, stateOf } from './report.ts';

/** Who goes on with which ask, and in which language. */
export interface Move {
  readonly actor: Actor;
  readonly askId: string;
  readonly language: Language;
}

/** What the person is asked, with the reports as they are now: read anew at every step. */
export interface AnswerWork extends AnswerContext {
  readonly language: Language;
  /** By assignment id; those that have none yet are not there. */
  readonly reports: ReadonlyMap<string, Stored<Report>>;
  /** In the order of the ask's parts. */
  readonly questions: readonly PartQuestions[];
}

type ReadPorts = Pick<Ports, 'store' | 'clock'>;

/** What was sent in can be shown and corrected after the round too; where nothing was, the round is closed. */
export async function readWork(ports: ReadPorts, move: Move): Promise<AnswerWork | Refused> {
  const context = await answerContext(ports, move.actor, move.askId, { closedToo: true });
  if ('refused' in context) return context;
  const { plan, ask, round, closed } = context;
  const found = await reportsOf(ports, context);
  const sent = closed ? ask.parts.filter((part) => isSentIn(found.get(part.assignmentId), part)) : ask.parts;
  if (closed && sent.length === 0) return { refused: 'round-closed', round };
  const questions = await Promise.all(
    sent.map(async (part) => questionsOf(plan, part, await openMilestones(ports, context, part))),
  );
  return { ...context, language: move.language, ask: { ...ask, parts: sent }, reports: found, questions };
}

async function reportsOf(ports: ReadPorts, { actor, ask, round }: AnswerContext) {
  const found = await Promise.all(
    ask.parts.map(({ assignmentId }) =>
      reports(ports.store).find(actor.tenantId, reportId(round.id, assignmentId)),
    ),
  );
  return new Map(found.flatMap((report) => (report ? [[report.assignmentId, report] as const] : [])));
}

function isSentIn(report: Report | undefined, { roleId }: AskPart): boolean {
  return report?.revisions.some(({ by }) => by.roleId === roleId) ?? false;
}

/** What is typed about an assignment; nothing typed yet: what was sent in, to be changed from there. */
export function typedOf(work: AnswerWork, { part }: PartQuestions): DraftPart {
  const typed = work.draft?.parts[part.assignmentId];
  if (typed) return typed;
  const report = work.reports.get(part.assignmentId);
  return draftOf(part, stateOf(report), (value) => formatNumber(value, work.language));
}

export function questionsFor(work: AnswerWork, assignmentId: string): PartQuestions | undefined {
  return work.questions.find(({ part }) => part.assignmentId === assignmentId);
}

/** What is being answered: of a round that has closed only what the person has begun to correct. */
export function underWay({ questions, closed, draft }: AnswerWork): readonly PartQuestions[] {
  return closed ? questions.filter(({ part }) => draft?.parts[part.assignmentId]) : questions;
}

/** Every step in order, as far as what is typed tells. */
export function allSteps(work: AnswerWork): Step[] {
  return underWay(work).flatMap((asked) => stepsOf(asked, typedOf(work, asked)));
}
