import { randomUUID } from 'node:crypto';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Fault, maxInputBytes, tooLong } from '../language/people-text.ts';
import { authorOf } from '../reports/answer-context.ts';
import { drafts } from '../reports/draft.ts';
import { periodIn } from '../reports/indicator-series.ts';
import { stateOf } from '../reports/report.ts';
import { type Ask, type AskPart, asks } from '../rounds/ask.ts';
import { touchSummaries } from '../rounds/summary.ts';
import { answersFrom, isComplete } from './all-parts.ts';
import { openAnswer } from './answer.ts';
import { collisionView, findCollision } from './collision.ts';
import { keepReason } from './keep-draft.ts';
import { previewView } from './preview.ts';
import { receiptView } from './receipt.ts';
import { recordReport } from './record-report.ts';
import type { AnswerView } from './view.ts';
import { type AnswerWork, baseOf, draftedOf, findSent, givenIn, type Move, readWork } from './work.ts';

/** `reason`: why it is corrected; asked for once the round has closed. */
export type Submission = Move & { readonly reason?: string | undefined };

/**
 * Sends in what the person has gone through; what they have only begun stays in the draft. Safe to repeat after
 * any interruption: each assignment's answer becomes one revision named by the draft, and the draft goes last.
 */
export async function submitAnswer(ports: Ports, move: Submission): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { draft, round, ask } = work;
  if (!draft)
    return ask.parts.some((one) => one.answeredAt) ? receiptView(ports, work) : openAnswer(ports, move);
  const given = givenIn(work);
  if (given.length === 0) return { view: 'refused', refused: 'nothing-to-send' };
  const collided = await findCollision(work);
  if (collided) return collisionView(work, collided);
  const reason = (move.reason ?? '').trim();
  if (Buffer.byteLength(reason) > maxInputBytes) return { view: 'too-much' };
  const reasonFault = work.closed ? faultOf(reason) : undefined;
  if (reasonFault) return previewView(ports, await keepReason(ports, work, reason), { reasonFault });

  // Asked for before anything is recorded, so that a crash in between still brings leadership's card up to date.
  const key = { tenantId: move.actor.tenantId, roundId: round.id };
  const touched = await touchSummaries(ports, { ...key, inSeconds: 60 });
  const refused = await recordAll(ports, work, given, reason);
  if (refused === 'round-closed') return { view: 'refused', refused, round };
  // Somebody was first at this very moment: what they said is shown, and what is recorded already stays.
  if (refused === 'collided') return submitAnswer(ports, move);
  // A correction leaves the ask as it was.
  const sent = work.closed ? work : { ...work, ask: await markAnswered(ports, work, given) };
  await letGo(ports, work, given);
  await touchSummaries(ports, { ...key, inSeconds: 0 }, touched);
  return receiptView(ports, { ...sent, draft: undefined });
}

function faultOf(reason: string): Fault | undefined {
  return reason === '' ? { key: 'answer.fault.reason' } : tooLong(reason, 'comment');
}

async function recordAll(
  ports: Ports,
  work: AnswerWork,
  given: readonly AskPart[],
  reason: string,
): Promise<'round-closed' | 'collided' | undefined> {
  const { draft, round, actor, closed } = work;
  for (const part of given) {
    const report = await findSent(work, part);
    const state = stateOf(report);
    const contribution = {
      tenantId: actor.tenantId,
      roundId: round.id,
      assignmentId: part.assignmentId,
      contributionId: `${draft!.nonce}:${draft!.version}`,
      by: authorOf(work, part),
      answers: answersFrom(draftedOf(work, part, state), state),
      periods: periodsAsked(work, part),
      base: baseOf(work, part, report),
      reason: closed ? reason : undefined,
    };
    const recorded = await recordReport(ports, contribution, { round, report: report ?? null });
    if (recorded.outcome !== 'recorded') return recorded.outcome;
    if (recorded.report) work.reports.put(recorded.report);
  }
  return undefined;
}

function periodsAsked({ plan, round }: AnswerWork, { indicatorIds }: AskPart): Record<string, string> {
  const indicators = indicatorIds.flatMap((id) => plan.indicator(id) ?? []);
  return Object.fromEntries(indicators.map((one) => [one.id, periodIn(round, one, plan).key]));
}

/** What is answered is not asked again. */
async function markAnswered(
  ports: Ports,
  work: AnswerWork,
  given: readonly AskPart[],
): Promise<AnswerWork['ask']> {
  const { ask, wholeAsk } = work;
  const at = toTimestamp(ports.clock.now());
  const found = await Promise.all(
    ask.parts.map(async (part) => {
      const state = stateOf(await findSent(work, part));
      return given.includes(part) || isComplete(part, state) ? part.assignmentId : '';
    }),
  );
  const answered = new Set(found);
  const mark = (parts: readonly AskPart[]) =>
    parts.map((part) =>
      answered.has(part.assignmentId) ? { ...part, answeredAt: part.answeredAt ?? at } : part,
    );
  const asked = new Set(ask.parts.map(({ assignmentId }) => assignmentId));
  const marked = <A extends Ask>(one: A): A => {
    const parts = mark(one.parts);
    // What the plan no longer asks of the person keeps nothing open.
    const everything = parts.every(
      (part) => part.answeredAt || (!work.shared && !asked.has(part.assignmentId)),
    );
    return everything ? { ...one, parts, state: 'answered', nextAt: undefined } : { ...one, parts };
  };
  const all = asks(ports.store);
  const written = await all.replace(marked(wholeAsk));
  const changed =
    written.outcome === 'done'
      ? written.document
      : await all.change(ask.tenantId, ask.id, (one) => marked(one));
  return changed ? { ...changed, parts: mark(ask.parts) } : ask;
}

/** What was only begun is still the person's own. */
async function letGo({ store }: Ports, { draft }: AnswerWork, given: readonly AskPart[]): Promise<void> {
  const gone = new Set(given.map(({ assignmentId }) => assignmentId));
  const left = Object.entries(draft!.parts).filter(([id]) => !gone.has(id));
  if (left.length === 0) await drafts(store).delete(draft!);
  else {
    // Under another name, so that a card of what is sent in is known to be an old one.
    await drafts(store).replace({ ...draft!, nonce: randomUUID(), parts: Object.fromEntries(left) });
  }
}
