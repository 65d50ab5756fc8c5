import { toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import { asks } from '../rounds/ask.ts';
import { touchSummaries } from '../summaries/summary.ts';
import { keepReason, openAnswer } from './answer.ts';
import { authorOf } from './answer-context.ts';
import type { PartQuestions } from './answer-questions.ts';
import { type Fault, mostInputBytes, tooLong } from './answer-text.ts';
import {
  type AnswerView,
  baseOf,
  draftedOf,
  findCollision,
  previewView,
  receiptView,
} from './answer-views.ts';
import { type AnswerWork, type Move, readWork, underWay } from './answer-work.ts';
import { drafts } from './draft.ts';
import { isComplete, isEmpty } from './draft-answers.ts';
import { recordReport } from './record-report.ts';
import { stateOf } from './report.ts';

/** `reason`: why it is corrected; asked for once the round has closed. */
export type Submission = Move & { readonly reason?: string | undefined };

/**
 * Sends in what the person has answered. Safe to repeat after any interruption: each assignment's answer
 * becomes one revision named by the draft, and the draft goes last.
 */
export async function submitAnswer(ports: Ports, move: Submission): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { draft, round } = work;
  if (!draft) return openAnswer(ports, move);
  const given = underWay(work).filter(({ part }) => !isEmpty(draftedOf(work, part)));
  if (given.length === 0) return { view: 'refused', refused: 'nothing-to-send' };
  const collided = findCollision(work);
  if (collided) return collided;
  const reason = (move.reason ?? '').trim();
  if (Buffer.byteLength(reason) > mostInputBytes) return { view: 'too-much' };
  const fault = work.closed ? reasonFault(reason) : undefined;
  if (fault) return previewView(ports, await keepReason(ports, work, reason), fault);

  // Asked for before anything is recorded, so that a crash in between still brings leadership's card up to date.
  await touchSummaries(ports, { tenantId: move.actor.tenantId, roundId: round.id, inSeconds: 60 });
  const refused = await recordAll(ports, work, given, reason);
  if (refused === 'round-closed') return { view: 'refused', refused, round };
  // Somebody was first at this very moment: what they said is shown, and what is recorded already stays.
  if (refused === 'collided') return submitAnswer(ports, move);
  const sent = await readSent(ports, move, work);
  await drafts(ports.store).delete(draft);
  await touchSummaries(ports, { tenantId: move.actor.tenantId, roundId: round.id, inSeconds: 0 });
  return receiptView(ports, { ...sent, draft: undefined });
}

function reasonFault(reason: string): Fault | undefined {
  return reason === '' ? { key: 'answer.fault.reason' } : tooLong(reason, 'comment');
}

async function recordAll(
  ports: Ports,
  work: AnswerWork,
  given: readonly PartQuestions[],
  reason: string,
): Promise<'round-closed' | 'collided' | undefined> {
  const { draft, round, actor, closed } = work;
  for (const { part } of given) {
    const recorded = await recordReport(ports, {
      ...{ tenantId: actor.tenantId, roundId: round.id, assignmentId: part.assignmentId },
      contributionId: `${draft!.nonce}:${draft!.version}`,
      by: authorOf(work, part),
      answers: draftedOf(work, part),
      base: baseOf(work, part),
      reason: closed ? reason : undefined,
    });
    if (recorded.outcome !== 'recorded') return recorded.outcome;
  }
  return undefined;
}

/** The reports as they now are; what is answered is not asked again. A correction leaves the ask as it was. */
async function readSent(ports: Ports, move: Move, work: AnswerWork): Promise<AnswerWork> {
  const now = await readWork(ports, move);
  const sent = 'refused' in now ? work : now;
  return work.closed ? sent : { ...sent, ask: await markAnswered(ports, sent) };
}

async function markAnswered(ports: Ports, work: AnswerWork): Promise<AnswerWork['ask']> {
  const { actor, ask, questions } = work;
  const at = toTimestamp(ports.clock.now());
  const asked = new Map(questions.map(({ part }) => [part.assignmentId, part]));
  const complete = questions.filter(({ part }) =>
    isComplete(part, stateOf(work.reports.get(part.assignmentId))),
  );
  const answered = new Set(complete.map(({ part }) => part.assignmentId));
  const changed = await asks(ports.store).change(actor.tenantId, ask.id, (one) => {
    const parts = one.parts.map((part) =>
      answered.has(part.assignmentId) ? { ...part, answeredAt: part.answeredAt ?? at } : part,
    );
    // What the plan no longer asks of the person keeps nothing open.
    const everything = parts.every(
      (part) => part.answeredAt || (!work.shared && !asked.has(part.assignmentId)),
    );
    return everything ? { ...one, parts, state: 'answered', nextAt: undefined } : { ...one, parts };
  });
  return changed ? { ...changed, parts: ask.parts } : ask;
}
