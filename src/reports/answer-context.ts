import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Actor, Ports } from '../ports.ts';
import { type Ask, asks } from '../rounds/ask.ts';
import { allRounds, type Round, rounds } from '../rounds/round.ts';
import type { Stored } from '../storage/document-store.ts';
import { type Draft, drafts } from './draft.ts';

/** What every step of answering stands on, read anew each time: a card may be from last year. */
export interface AnswerContext {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly round: Round;
  readonly ask: Stored<Ask>;
  readonly draft: Stored<Draft> | undefined;
  /** Every round, for the values of earlier ones. */
  readonly rounds: readonly Round[];
}

export type Refusal = 'unknown-ask' | 'not-yours' | 'round-closed';

/** The person's own ask, or why there is none to answer now. */
export async function answerContext(
  ports: Pick<Ports, 'store'>,
  actor: Actor,
  askId: string,
): Promise<AnswerContext | { refused: Refusal; round?: Round; plan?: Plan }> {
  const ask = await asks(ports.store).find(actor.tenantId, askId);
  const plan = await currentPlan(ports.store, actor.tenantId);
  if (!ask || !plan) return { refused: 'unknown-ask' };
  if (ask.personId !== actor.personId) return { refused: 'not-yours' };
  const round = await rounds(ports.store).get(actor.tenantId, ask.roundId);
  if (round.state !== 'open') return { refused: 'round-closed', round, plan };
  const draft = await drafts(ports.store).find(actor.tenantId, askId);
  return {
    actor,
    plan,
    round,
    ask: current(ask, plan),
    draft,
    rounds: await allRounds(ports.store, actor.tenantId),
  };
}

/** Without what the plan has withdrawn since the round opened. */
function current(ask: Stored<Ask>, plan: Plan): Stored<Ask> {
  const parts = ask.parts
    .filter((part) => plan.assignment(part.assignmentId))
    .map((part) => ({ ...part, indicatorIds: part.indicatorIds.filter((id) => plan.indicator(id)) }));
  return { ...ask, parts };
}

/** The ids of rounds that are open to this person, for "what have I to answer?". */
export async function ownAsks(ports: Pick<Ports, 'store'>, actor: Actor): Promise<Stored<Ask>[]> {
  const open = (await allRounds(ports.store, actor.tenantId)).filter((round) => round.state === 'open');
  const found = await Promise.all(
    open.map((round) => asks(ports.store).find(actor.tenantId, `${round.id}:${actor.personId}`)),
  );
  return found.filter((ask) => ask !== undefined);
}
