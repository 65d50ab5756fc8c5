import { toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import { type AskPart, asks } from '../rounds/ask.ts';
import { touchSummaries } from '../summaries/summary.ts';
import { type AnswerView, type Move, openAnswer, receiptView } from './answer.ts';
import { type AnswerContext, answerContext, authorOf } from './answer-context.ts';
import { drafts } from './draft.ts';
import { answersOf, isComplete, isEmpty } from './draft-answers.ts';
import { recordReport } from './record-report.ts';
import { reportId, reports, stateOf } from './report.ts';

/**
 * Sends in what the person has answered. Safe to repeat after any interruption: each assignment's answer
 * becomes one revision named by the draft, and the draft goes last.
 */
export async function submitAnswer(ports: Ports, move: Move): Promise<AnswerView> {
  const context = await answerContext(ports, move.actor, move.askId);
  if ('refused' in context) return { view: 'refused', ...context };
  const { draft } = context;
  if (!draft) return openAnswer(ports, move);
  const given = context.ask.parts.filter((part) => !isEmpty(answersOf(part, draft.parts[part.assignmentId])));
  if (given.length === 0) return { view: 'refused', refused: 'nothing-to-send' };

  // Asked for before anything is recorded, so that a crash in between still brings leadership's card up to date.
  await touchSummaries(ports, { tenantId: move.actor.tenantId, roundId: context.round.id, inSeconds: 60 });
  for (const part of given) {
    const recorded = await recordReport(ports, contributionOf(context, part));
    if (recorded.outcome === 'round-closed')
      return { view: 'refused', refused: 'round-closed', round: context.round };
  }
  const answered = await markAnswered(ports, context);
  await drafts(ports.store).delete(draft);
  await touchSummaries(ports, { tenantId: move.actor.tenantId, roundId: context.round.id, inSeconds: 0 });
  return receiptView(ports, { ...context, ask: answered, draft: undefined });
}

function contributionOf(context: AnswerContext, part: AskPart) {
  const { draft, round, actor } = context;
  return {
    ...{ tenantId: actor.tenantId, roundId: round.id, assignmentId: part.assignmentId },
    contributionId: `${draft!.nonce}:${draft!.version}`,
    by: authorOf(context, part),
    answers: answersOf(part, draft!.parts[part.assignmentId]),
  };
}

/** What is answered is not asked again; the reports say what that is. */
async function markAnswered(ports: Ports, context: AnswerContext): Promise<AnswerContext['ask']> {
  const { tenantId } = context.actor;
  const at = toTimestamp(ports.clock.now());
  const complete = new Set<string>();
  for (const part of context.ask.parts) {
    const report = await reports(ports.store).find(tenantId, reportId(context.round.id, part.assignmentId));
    if (isComplete(part, stateOf(report))) complete.add(part.assignmentId);
  }
  const changed = await asks(ports.store).change(tenantId, context.ask.id, (ask) => {
    const parts = ask.parts.map((part) =>
      complete.has(part.assignmentId) ? { ...part, answeredAt: part.answeredAt ?? at } : part,
    );
    const everything = parts.every((part) => part.answeredAt);
    return everything ? { ...ask, parts, state: 'answered', nextAt: undefined } : { ...ask, parts };
  });
  return changed ?? context.ask;
}
