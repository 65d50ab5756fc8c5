import { randomUUID } from 'node:crypto';
import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Fault, maxInputBytes, tooLong } from '../language/people-text.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import { authorOf, type TogetherAsk } from '../reports/answer-context.ts';
import { drafts } from '../reports/draft.ts';
import { periodIn } from '../reports/indicator-series.ts';
import { type ReportState, stateOf } from '../reports/report.ts';
import { type Ask, type AskPart, askId, asks } from '../rounds/ask.ts';
import { asOneAsk } from '../rounds/asked-together.ts';
import type { Round } from '../rounds/round.ts';
import { type Summary, touchSummaries } from '../rounds/summary.ts';
import { inOneWrite } from '../storage/one-write.ts';
import { helpRound } from '../support-requests/support-request.ts';
import { answersFrom, hasOtherUnit, isComplete } from './all-parts.ts';
import { openAnswer } from './answer.ts';
import { collisionView, findCollision } from './collision.ts';
import { keepReason } from './keep-draft.ts';
import { previewView } from './preview.ts';
import { receiptView } from './receipt.ts';
import { type Recorded, recordReport } from './record-report.ts';
import type { AnswerView } from './view.ts';
import { type AnswerWork, baseOf, draftedOf, givenIn, type Move, readWork, roundsAsking } from './work.ts';

/** `reason`: why it is corrected; asked for once the round has closed. */
export type Submission = Move & { readonly reason?: string | undefined };

/** So often it is tried at once; then step by step, which nobody else's writes can keep from ending. */
const triesAtOnce = 3;

/**
 * Sends in what the person has gone through; what they have only begun stays in the draft. All of it is written at
 * once, or nothing. Where that cannot be it is written in steps, and is safe to repeat after any interruption: each
 * assignment's answer becomes one revision named by the draft, and the draft goes last.
 */
export async function submitAnswer(ports: Ports, move: Submission): Promise<AnswerView> {
  for (let tries = 0; tries < triesAtOnce; tries++) {
    // Everybody in a round touches the same cards of leadership: where two met there, they are touched apart.
    const touching = tries === 0 ? undefined : ports;
    const written = await inOneWrite(ports.store, (store) => sendIn({ ...ports, store }, move, touching));
    if (written.outcome === 'done') return ended(written.result);
    if (written.outcome === 'too-much') break;
  }
  return ended(await sendIn(ports, move, ports));
}

interface SentIn {
  readonly view: AnswerView;
  /** To be done once it is on disk. */
  readonly after?: () => Promise<unknown>;
}

async function ended({ view, after }: SentIn): Promise<AnswerView> {
  await after?.();
  return view;
}

/** `touching`: leadership's cards are touched apart from the rest, with these; absent: together with it. */
async function sendIn(ports: Ports, move: Submission, touching: Ports | undefined): Promise<SentIn> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: { view: 'refused', ...work } };
  const { draft, ask } = work;
  if (!draft) {
    const isSent = ask.parts.some((one) => one.answeredAt);
    return { view: await (isSent ? receiptView(ports, work) : openAnswer(ports, move)) };
  }
  const given = givenIn(work);
  if (given.length === 0) return { view: { view: 'refused', refused: 'nothing-to-send' } };
  const isOtherNow = given.some((part) => hasOtherUnit(draft.parts[part.assignmentId], part, work.plan));
  if (isOtherNow) return { view: await openAnswer(ports, move) };
  const collided = await findCollision(work);
  if (collided) return { view: collisionView(work, collided) };
  const reason = (move.reason ?? '').trim();
  if (Buffer.byteLength(reason) > maxInputBytes) return { view: { view: 'too-much' } };
  const reasonFault = work.closed ? faultOf(reason) : undefined;
  if (reasonFault)
    return { view: await previewView(ports, await keepReason(ports, work, reason), { reasonFault }) };

  // Asked for before anything is recorded, so that a crash in between still brings leadership's card up to date.
  const touched = touching && (await touchAll(touching, work, 60));
  const refused = await recordAll(ports, work, given, reason);
  if (refused === 'round-closed') return { view: { view: 'refused', refused, round: work.round } };
  // Somebody was first at this very moment: what they said is shown, and what is recorded already stays.
  if (refused === 'collided') return sendIn(ports, move, touching);
  // A correction leaves the ask as it was.
  const sent = work.closed ? work : await markAnswered(ports, work, given);
  if (!work.closed) await markForOthers(ports, work, given);
  await letGo(ports, work, given);
  if (!touching) await touchAll(ports, work, 0);
  const view = await receiptView(ports, { ...sent, draft: undefined });
  return touching ? { view, after: () => touchAll(touching, work, 0, touched) } : { view };
}

type Touched = ReadonlyMap<string, readonly Stored<Summary>[]>;

/** Leadership's cards of each of the rounds; `known`: as they were when they were last touched. */
async function touchAll(
  ports: Ports,
  { together, actor: { tenantId } }: AnswerWork,
  inSeconds: number,
  known?: Touched,
): Promise<Touched> {
  const touched = together.map(async ({ round: { id: roundId } }) => {
    const cards = await touchSummaries(ports, { tenantId, roundId, inSeconds }, known?.get(roundId));
    return [roundId, cards] as const;
  });
  return new Map(await Promise.all(touched));
}

function faultOf(reason: string): Fault | undefined {
  return reason === '' ? { key: 'answer.fault.reason' } : tooLong(reason, 'comment');
}

/**
 * One answer in every round that asks for it, named alike in each: whoever presses again after an interruption
 * records it where it is not yet. A round that closes at this very moment is left as it is; only where all have is
 * that told.
 */
async function recordAll(
  ports: Ports,
  work: AnswerWork,
  given: readonly AskPart[],
  reason: string,
): Promise<'round-closed' | 'collided' | undefined> {
  for (const whole of given) {
    const asking = roundsAsking(work, whole);
    const helpFrom = await helpRound(ports.store, work, whole.assignmentId);
    const outcomes: Recorded['outcome'][] = [];
    for (const one of asking) {
      const recorded = await recordIn(ports, work, {
        ...one,
        reason,
        followsHelp: one.round.id === helpFrom.id,
        several: asking.length > 1,
      });
      if (recorded.outcome === 'collided') return 'collided';
      if (recorded.outcome === 'recorded' && recorded.report) work.reports.put(recorded.report);
      outcomes.push(recorded.outcome);
    }
    if (outcomes.every((one) => one === 'round-closed')) return 'round-closed';
  }
  return undefined;
}

function periodsAsked(plan: Plan, round: Round, { indicatorIds }: AskPart): Record<string, string> {
  const indicators = indicatorIds.flatMap((id) => plan.indicator(id) ?? []);
  return Object.fromEntries(indicators.map((one) => [one.id, periodIn(round, one, plan).key]));
}

interface Recording {
  readonly round: Round;
  readonly part: AskPart;
  readonly reason: string;
  /** Help that is wanted is followed up from one of the rounds alone. */
  readonly followsHelp: boolean;
  readonly several: boolean;
}

async function recordIn(
  ports: Ports,
  work: AnswerWork,
  { round, part, reason, followsHelp, several }: Recording,
): Promise<Recorded> {
  const { draft, actor, closed } = work;
  const { assignmentId } = part;
  const report = await work.reports.find(round.id, assignmentId);
  const state = stateOf(report);
  const base = draft!.parts[assignmentId]?.bases?.[round.id];
  const contribution = {
    tenantId: actor.tenantId,
    roundId: round.id,
    assignmentId,
    contributionId: `${draft!.nonce}:${draft!.version}`,
    by: authorOf(work, part),
    answers: answersFrom(draftedOf(work, part, state), state),
    periods: periodsAsked(work.plan, round, part),
    base: base ?? (several ? (report?.revisions.length ?? 0) : baseOf(work, part, report)),
    reason: closed ? reason : undefined,
    followsHelp,
  };
  return recordReport(ports, contribution, { round, report: report ?? null });
}

/** What is answered is not asked again, in any of the rounds. */
async function markAnswered(ports: Ports, work: AnswerWork, given: readonly AskPart[]): Promise<AnswerWork> {
  const together = await Promise.all(
    work.together.map((one) => markAnsweredIn(ports, work, { ...one, given })),
  );
  const [first, ...others] = together.map(({ ask }) => ask);
  return { ...work, together, ask: asOneAsk([first!, ...others]) };
}

async function markAnsweredIn(
  ports: Ports,
  work: AnswerWork,
  { round, ask, whole, given }: TogetherAsk & { readonly given: readonly AskPart[] },
): Promise<TogetherAsk> {
  const at = toTimestamp(ports.clock.now());
  const sentIn = new Set(given.map(({ assignmentId }) => assignmentId));
  const found = await Promise.all(
    ask.parts.map(async (part) => {
      const { assignmentId } = part;
      const state = stateOf(await work.reports.find(round.id, assignmentId));
      return sentIn.has(assignmentId) || isComplete(part, state) ? assignmentId : '';
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
  const written = await all.replace(marked(whole));
  const changed =
    written.outcome === 'done'
      ? written.document
      : await all.change(ask.tenantId, ask.id, (one) => marked(one));
  return changed
    ? { round, whole: changed, ask: { ...changed, parts: mark(ask.parts) } }
    : { round, whole, ask };
}

/** Who shares the role, or is responsible together with it, was asked the same: the answer of one is enough. */
async function markForOthers(ports: Ports, work: AnswerWork, given: readonly AskPart[]): Promise<void> {
  const { plan, actor } = work;
  const at = toTimestamp(ports.clock.now());
  for (const { round, ask } of work.together) {
    const parts = given.filter(({ assignmentId }) =>
      ask.parts.some((one) => one.assignmentId === assignmentId),
    );
    for (const [personId, ids] of sharersOf(plan, parts, ask.personId)) {
      const states = new Map<string, ReportState>();
      for (const id of ids) states.set(id, stateOf(await work.reports.find(round.id, id)));
      await asks(ports.store).change(actor.tenantId, askId(round.id, personId), (one) =>
        answeredByOthers(one, { given: parts, states, at }),
      );
    }
  }
}

/** By person, the assignments that they are asked about as well. */
function sharersOf(plan: Plan, given: readonly AskPart[], personId: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { assignmentId, indicatorIds } of given) {
    const owners = severalOf(plan.assignment(assignmentId)?.owner);
    const givers = indicatorIds.flatMap((id) => plan.indicator(id)?.owner ?? []);
    const people = [...owners, ...givers].flatMap((roleId) => plan.respondents(roleId));
    for (const other of new Set(people.map((one) => one.personId)))
      if (other !== personId) found.set(other, [...(found.get(other) ?? []), assignmentId]);
  }
  return found;
}

interface AnsweredElsewhere {
  readonly given: readonly AskPart[];
  readonly states: ReadonlyMap<string, ReportState>;
  readonly at: string;
}

function answeredByOthers(
  ask: Stored<Ask>,
  { given, states, at }: AnsweredElsewhere,
): Stored<Ask> | undefined {
  if (ask.state !== 'open') return undefined;
  let isNew = false;
  const parts = ask.parts.map((part) => {
    const theirs = given.find(({ assignmentId }) => assignmentId === part.assignmentId);
    const state = states.get(part.assignmentId);
    if (!theirs || !state || part.answeredAt) return part;
    const isGiven =
      part.as === 'owner'
        ? state.judgement !== undefined
        : part.indicatorIds.every((id) => theirs.indicatorIds.includes(id) || state.readings[id]);
    if (!isGiven) return part;
    isNew = true;
    return { ...part, answeredAt: at, answeredBy: theirs.roleId };
  });
  if (!isNew) return undefined;
  const isDone = parts.every(({ answeredAt }) => answeredAt);
  const next = isDone ? { state: 'answered' as const, nextAt: undefined } : {};
  // The card that lies in their chat is brought up to date as due work: nothing new is sent.
  const card = ask.message ? { showsOthers: true as const, nextAt: at } : {};
  return { ...ask, parts, ...next, ...card };
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
