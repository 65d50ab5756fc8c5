import type { DocumentId, KindRange } from '../base/document-store.ts';
import { prefillId } from '../kolada/key-figure.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import { draftId } from '../reports/draft.ts';
import { prefillYears } from '../reports/known-values.ts';
import { earlierRounds, reportId, roundsBack } from '../reports/report.ts';
import { type AskPart, askId } from '../rounds/ask.ts';
import { planAsks } from '../rounds/plan-asks.ts';
import { openIn, type Round } from '../rounds/round.ts';
import { startingWith } from '../storage/documents.ts';

export interface Press {
  /** Whoever seems to press: for their draft. */
  readonly personId: string;
  readonly askId: string;
  /** It is typed or looked through, it is sent in, or what is sent in is shown. */
  readonly what: 'draft' | 'sends' | 'sent';
}

/** Where somebody is asked so much that this does not hold it, the rest is read as it is needed. */
const maxDocuments = 250;

/**
 * What a press on an answer's card is likely to need, by the plan and the rounds as they were last seen, so that it can
 * be read in one request. Never relied on: what is missing is read when it is needed.
 */
export function neededBy(
  plan: Plan,
  rounds: readonly Round[],
  press: Press,
): { documents: readonly DocumentId[]; ranges: readonly KindRange[] } {
  const round = rounds.find(({ id }) => press.askId.startsWith(`${id}:`));
  const asks = [press.askId];
  const ranges: KindRange[] = [{ kind: 'round' }];
  if (!round) return { documents: answersTo(asks, press, ''), ranges };
  const asked = press.askId.slice(round.id.length + 1);
  const together = [round, ...besides(rounds, round)];
  asks.push(...together.slice(1).map(({ id }) => askId(id, asked)));
  const parts = partsOf(plan, round, asked);
  const documents = [
    ...answersTo(asks, press, asked),
    ...reportsOf(plan, { rounds, together, parts }, press),
    ...(press.what === 'draft' ? knownOf(plan, round, parts) : sentWith(plan, together, asked, parts)),
  ];
  if (press.what === 'sends') {
    ranges.push({ kind: 'webhook' });
    for (const { id } of openIn(together)) ranges.push({ kind: 'summary', ...startingWith(`${id}:`) });
  }
  return { documents: documents.slice(0, maxDocuments), ranges };
}

/** Rounds that may be answered together with it, and those that have closed since it opened. */
function besides(rounds: readonly Round[], { id, openedAt = '' }: Round): Round[] {
  return rounds.filter(
    (one) =>
      one.id !== id && (one.state === 'open' || (one.state === 'closed' && (one.closedAt ?? '') > openedAt)),
  );
}

/** The asks, who is asked and who answers, and what either has typed. */
function answersTo(asks: readonly string[], { personId }: Press, asked: string): DocumentId[] {
  const people = [...new Set([personId, asked])].filter(Boolean);
  const typed = asks.flatMap((id) =>
    people.flatMap((one) =>
      (['answer', 'correction'] as const).map((what) =>
        draftId({ id, personId: asked || personId }, { personId: one }, what),
      ),
    ),
  );
  return [
    ...asks.map((id) => ({ kind: 'ask' as const, id })),
    ...people.map((id) => ({ kind: 'person' as const, id })),
    ...typed.map((id) => ({ kind: 'draft' as const, id })),
  ];
}

interface Asking {
  readonly rounds: readonly Round[];
  readonly together: readonly Round[];
  readonly parts: readonly AskPart[];
}

function reportsOf(plan: Plan, { rounds, together, parts }: Asking, { what }: Press): DocumentId[] {
  const [round] = together as [Round, ...Round[]];
  const before = what === 'sends' ? [] : earlierRounds(rounds, round);
  const assignments = parts.flatMap(({ assignmentId, indicatorIds }) => [
    assignmentId,
    ...(what === 'sends' ? [] : indicatorIds.flatMap((id) => homesOf(plan, id))),
  ]);
  const recent = [...together, ...before.slice(-roundsBack)];
  // What was said of a milestone counts however long ago.
  const political = parts.filter(({ assignmentId }) => plan.assignment(assignmentId)?.milestones?.length);
  return [
    ...pairs(recent, assignments),
    ...pairs(
      before.slice(0, -roundsBack),
      political.map(({ assignmentId }) => assignmentId),
    ),
  ];
}

function homesOf(plan: Plan, id: string): readonly string[] {
  const indicator = plan.indicator(id);
  return indicator ? plan.reportedWith(indicator) : [];
}

function pairs(rounds: readonly Round[], assignments: readonly string[]): DocumentId[] {
  const ids = rounds.flatMap(({ id }) => assignments.map((assignment) => reportId(id, assignment)));
  return [...new Set(ids)].map((id) => ({ kind: 'report', id }));
}

/** Values that are known already. */
function knownOf(plan: Plan, { id }: Round, parts: readonly AskPart[]): DocumentId[] {
  const covers = plan.period(id)?.covers;
  const indicators = parts.flatMap(({ indicatorIds }) =>
    indicatorIds.flatMap((one) => plan.indicator(one) ?? []),
  );
  return indicators.flatMap((one) => [
    { kind: 'deliveredValue' as const, id: one.id },
    ...(covers && one.source === 'kolada' ? prefillYears(covers) : []).map((year) => ({
      kind: 'prefill' as const,
      id: prefillId(one.id, year),
    })),
  ]);
}

/** The help that is wanted, and the asks of others who are asked the same. */
function sentWith(
  plan: Plan,
  together: readonly Round[],
  asked: string,
  parts: readonly AskPart[],
): DocumentId[] {
  const roles = parts.flatMap(({ assignmentId, indicatorIds }) => [
    ...severalOf(plan.assignment(assignmentId)?.owner),
    ...indicatorIds.flatMap((id) => plan.indicator(id)?.owner ?? []),
  ]);
  const people = new Set(roles.flatMap((id) => plan.respondents(id).map(({ personId }) => personId)));
  people.delete(asked);
  return together.flatMap(({ id }) => [
    ...parts.map(({ assignmentId }) => ({ kind: 'supportRequest' as const, id: reportId(id, assignmentId) })),
    ...[...people].map((one) => ({ kind: 'ask' as const, id: askId(id, one) })),
  ]);
}

const planned = new WeakMap<Plan, Map<string, ReadonlyMap<string, AskPart[]>>>();

/** What the plan asks of somebody, reckoned once for everybody. */
function partsOf(plan: Plan, { id }: Round, personId: string): readonly AskPart[] {
  const ofPlan = planned.get(plan) ?? new Map<string, ReadonlyMap<string, AskPart[]>>();
  planned.set(plan, ofPlan);
  const period = plan.period(id);
  const all = ofPlan.get(id) ?? (period ? planAsks(plan, period) : new Map<string, AskPart[]>());
  ofPlan.set(id, all);
  return all.get(personId) ?? [];
}
