import { localDate } from '../calendar/instants.ts';
import { type People, withDeputies } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Actor, Ports } from '../ports.ts';
import { addresseeOf, asksFor, holderOf } from '../rounds/addressee.ts';
import { type Ask, type AskPart, asks } from '../rounds/ask.ts';
import { allRounds, type Round, rounds } from '../rounds/round.ts';
import type { Stored } from '../storage/document-store.ts';
import { type Draft, draftId, drafts } from './draft.ts';
import type { Author } from './report.ts';

/** What every step of answering stands on, read anew each time: a card may be from last year. */
export interface AnswerContext {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly round: Round;
  readonly ask: Stored<Ask>;
  readonly draft: Stored<Draft> | undefined;
  /** Where a deputy answers: the day the one they answer for is back. */
  readonly returns?: string | undefined;
  /** Every round, for the values of earlier ones. */
  readonly rounds: readonly Round[];
}

/**
 * `away`: the person's own, but somebody else answers until they are back. `deputy-over`: the time as deputy
 * is over. `given`: the administrator gave it to somebody else. `withdrawn`: the plan asks for it no more.
 */
export type Refusal =
  | 'unknown-ask'
  | 'not-yours'
  | 'away'
  | 'deputy-over'
  | 'given'
  | 'withdrawn'
  | 'round-closed'
  | 'round-cancelled';

/** The person's own ask, or one they answer for somebody else; or why there is none to answer now. */
export async function answerContext(
  ports: Pick<Ports, 'store' | 'clock'>,
  actor: Actor,
  askId: string,
): Promise<AnswerContext | { refused: Refusal; round?: Round; plan?: Plan }> {
  const ask = await asks(ports.store).find(actor.tenantId, askId);
  const plan = await currentPlan(ports.store, actor.tenantId);
  if (!ask || !plan) return { refused: 'unknown-ask' };
  const people = await withDeputies(ports.store, actor.tenantId, holderOf(ask));
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  if (addresseeOf(ask, people, today) !== actor.personId) return { refused: whyNot(ask, actor, people) };
  const round = await rounds(ports.store).get(actor.tenantId, ask.roundId);
  if (round.state === 'cancelled') return { refused: 'round-cancelled', round, plan };
  if (round.state !== 'open') return { refused: 'round-closed', round, plan };
  if (ask.state === 'closed') return { refused: 'withdrawn', round, plan };
  const draft = await drafts(ports.store).find(actor.tenantId, draftId(ask, actor));
  return {
    actor,
    plan,
    round,
    ask: current(ask, plan),
    draft,
    returns:
      people.get(holderOf(ask))?.away && holderOf(ask) !== actor.personId
        ? people.get(holderOf(ask))?.away?.returns
        : undefined,
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

function whyNot(ask: Ask, { personId }: Actor, people: People): Refusal {
  if (holderOf(ask) === personId) return 'away';
  if (ask.personId === personId) return 'given';
  const stoodIn = [...people.values()].some((one) => one?.away?.deputyId === personId);
  return stoodIn ? 'deputy-over' : 'not-yours';
}

/** The answer belongs to the role that was asked, also where somebody else gives it. */
export function authorOf({ ask, actor }: AnswerContext, { roleId }: AskPart): Author {
  const { personId } = actor;
  return personId === ask.personId ? { personId, roleId } : { personId, roleId, asDeputy: true };
}

/** Everything that is open to this person, for "what have I to answer?". */
export async function ownAsks(ports: Pick<Ports, 'store' | 'clock'>, actor: Actor): Promise<Stored<Ask>[]> {
  const plan = await currentPlan(ports.store, actor.tenantId);
  return plan ? asksFor(ports, actor, plan) : [];
}
