import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type People, readDeputyChain } from '../people/away.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { addresseeOf, asksFor, holderOf } from '../rounds/addressee.ts';
import { type Ask, type AskPart, askId, asks } from '../rounds/ask.ts';
import { askedTogether, asOneAsk } from '../rounds/asked-together.ts';
import { allRounds, openIn, type Round } from '../rounds/round.ts';
import { type Draft, draftId, drafts } from './draft.ts';
import type { Author } from './report.ts';

/** What every step of answering stands on, read anew each time: a card may be from last year. */
export interface AnswerContext {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly round: Round;
  /** Only what the person may answer of it; of several rounds that are answered together, all of it as one. */
  readonly ask: Stored<Ask>;
  /** Each round that an answer is recorded in, the one above first. */
  readonly together: readonly TogetherAsk[];
  /** Rounds that have closed since the person answered the same in them: what is said now does not change them. */
  readonly closedSince: readonly { readonly round: Round; readonly ask: Ask }[];
  readonly draft: Stored<Draft> | undefined;
  /** The ask is put to somebody else who has the same role: only what is asked of that role. */
  readonly shared?: true | undefined;
  /** Where a deputy answers: the day the one they answer for is back. */
  readonly returns?: string | undefined;
  /** Every round, for the values of earlier ones. */
  readonly rounds: readonly Round[];
  /** The round has ended: what was sent in may be corrected, with a reason, and nothing else. */
  readonly closed: boolean;
}

export interface TogetherAsk {
  readonly round: Round;
  /** Only what the person may answer of it. */
  readonly ask: Stored<Ask>;
  /** As it is stored. */
  readonly whole: Stored<Ask>;
}

/**
 * `away`: the person's own, but somebody else answers until they are back. `deputy-over`: the time as deputy
 * is over. `given`: the administrator gave it to somebody else. `withdrawn`: the plan asks for it no more.
 * `role-moved`: the person no longer has the role that was asked.
 */
export type Refusal =
  | 'unknown-ask'
  | 'not-yours'
  | 'away'
  | 'deputy-over'
  | 'given'
  | 'withdrawn'
  | 'role-moved'
  | 'round-closed'
  | 'round-cancelled';

/** What the turn has read already: it is not read again. */
export interface KnownInTurn {
  readonly plan?: Plan | undefined;
  /** Of whoever acts. */
  readonly record?: PersonRecord | undefined;
}

/** Which ask, and who acts. */
export interface AskOfActor {
  readonly actor: Actor;
  readonly askId: string;
  readonly known?: KnownInTurn | undefined;
}

export type Refused = { readonly refused: Refusal; readonly round?: Round };

/**
 * The person's own ask, or one they answer for somebody else; or why there is none to answer now. Of a round
 * that has closed only where the caller can show it: `closedToo`.
 */
export async function answerContext(
  ports: Pick<Ports, 'store' | 'clock'>,
  actor: Actor,
  askId: string,
  { closedToo = false, known = {}, together: joins = false }: ContextOptions = {},
): Promise<AnswerContext | Refused> {
  const { store } = ports;
  const { tenantId } = actor;
  // Over a network each read takes its time: what does not wait for another is asked for together.
  const [ask, plan, all] = await Promise.all([
    asks(store).find(tenantId, askId),
    known.plan ?? currentPlan(store, tenantId),
    allRounds(store, tenantId),
  ]);
  const round = all.find(({ id }) => id === ask?.roundId);
  if (!ask || !plan || !round) return { refused: 'unknown-ask' };
  const closed = round.state === 'closed';
  const isJoined = joins && round.state === 'open' && ask.state !== 'closed';
  const [people, whole, closedSince] = await Promise.all([
    readDeputyChain(store, plan, { tenantId, personId: holderOf(ask) }, known.record),
    isJoined ? findTogether(store, plan, ask, all) : ([ask] as const),
    isJoined ? findClosedSince(store, ask, all) : [],
  ]);
  const [first] = whole;
  const draft = await findDraft(store, actor, {
    asks: [...whole, ...closedSince.map((one) => one.ask)],
    closed,
  });
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const shared = addresseeOf(ask, people, today) === actor.personId ? undefined : true;
  const own = (one: Stored<Ask>) =>
    shared ? sharedWith(actor, current(one, plan), plan) : current(one, plan);
  const together = whole.map((one) => ({
    round: all.find(({ id }) => id === one.roundId)!,
    ask: own(one),
    whole: one,
  }));
  const [{ ask: mineOfFirst }, ...others] = together as [TogetherAsk, ...TogetherAsk[]];
  const mine = asOneAsk([mineOfFirst, ...others.map((one) => one.ask)]);
  if (shared && mine.parts.length === 0) return { refused: whyNot(ask, actor, people) };
  const refused = notNow(ask, mine, round, closedToo);
  if (refused) return { refused, round };
  const away = shared || holderOf(ask) === actor.personId ? undefined : people.get(holderOf(ask))?.away;
  return {
    actor,
    plan,
    round: all.find(({ id }) => id === first.roundId)!,
    ask: mine,
    together,
    closedSince,
    closed,
    shared,
    draft,
    rounds: all,
    returns: away?.returns,
  };
}

interface ContextOptions {
  readonly closedToo?: boolean;
  readonly known?: KnownInTurn;
  /** With what is answered together with it. */
  readonly together?: boolean;
}

/** The ask and those that are answered together with it, the one that names the form first. */
async function findTogether(
  store: DocumentStore,
  plan: Plan,
  ask: Stored<Ask>,
  all: readonly Round[],
): Promise<readonly [Stored<Ask>, ...Stored<Ask>[]]> {
  const others = all.filter(({ id, state }) => state === 'open' && id !== ask.roundId);
  const found = await Promise.all(
    others.map(({ id }) => asks(store).find(ask.tenantId, askId(id, ask.personId))),
  );
  const open = found.filter((one) => one !== undefined && one.state !== 'closed') as Stored<Ask>[];
  const group = askedTogether(plan, [ask, ...open]).find((one) => one.includes(ask));
  return group as unknown as [Stored<Ask>, ...Stored<Ask>[]];
}

/** What the person answered in rounds that were open together with this one and have closed. */
async function findClosedSince(store: DocumentStore, ask: Ask, all: readonly Round[]) {
  const opened = all.find(({ id }) => id === ask.roundId)?.openedAt ?? '';
  const closed = all.filter(({ state, closedAt, openedAt }) => {
    return state === 'closed' && openedAt !== undefined && closedAt !== undefined && closedAt > opened;
  });
  const found = await Promise.all(
    closed.map(async (round) => ({
      round,
      ask: await asks(store).find(ask.tenantId, askId(round.id, ask.personId)),
    })),
  );
  const ids = new Set(ask.parts.map(({ assignmentId }) => assignmentId));
  return found.flatMap(({ round, ask: one }) =>
    one?.parts.some(({ assignmentId }) => ids.has(assignmentId)) ? [{ round, ask: one }] : [],
  );
}

/** What was begun in one of the rounds goes on in all of them, also when that one has closed. */
async function findDraft(
  store: DocumentStore,
  actor: Actor,
  { asks: all, closed }: { readonly asks: readonly Ask[]; readonly closed: boolean },
): Promise<Stored<Draft> | undefined> {
  for (const ask of all) {
    const id = draftId(ask, actor, closed ? 'correction' : 'answer');
    const found = await drafts(store).find(actor.tenantId, id);
    if (found) return found;
  }
  return undefined;
}

function notNow(ask: Ask, mine: Ask, round: Round, closedToo: boolean): Refusal | undefined {
  if (round.state === 'cancelled') return 'round-cancelled';
  const shown = round.state === 'open' || (round.state === 'closed' && closedToo);
  if (!shown) return 'round-closed';
  if (round.state === 'open' && ask.state === 'closed') return 'withdrawn';
  return ask.parts.length > 0 && mine.parts.length === 0 ? 'role-moved' : undefined;
}

/** Without what the plan has withdrawn, or moved to another person's role, since the round opened. */
function current(ask: Stored<Ask>, plan: Plan): Stored<Ask> {
  const parts = ask.parts
    .filter((part) => plan.assignment(part.assignmentId) && stillAnswers(ask, part, plan))
    .map((part) => ({ ...part, indicatorIds: part.indicatorIds.filter((id) => plan.indicator(id)) }));
  return { ...ask, parts };
}

/** Whoever holds the ask has the role it was put to, or it is vacant; what the administrator gave stays given. */
function stillAnswers(ask: Ask, { roleId }: AskPart, plan: Plan): boolean {
  const holder = holderOf(ask);
  if (ask.givenTo) return plan.person(holder) !== undefined;
  const holds = plan.rolesOf(holder).some(({ id }) => id === roleId);
  return holds || plan.respondents(roleId).some(({ personId }) => personId === holder);
}

/**
 * One of those who share a role is asked, and the others may see and change the same answer; the one who was
 * asked and is away shares it with nobody. What the administrator gave to somebody is theirs alone.
 */
function sharedWith({ personId }: Actor, ask: Stored<Ask>, plan: Plan): Stored<Ask> {
  if (ask.givenTo || ask.personId === personId) return { ...ask, parts: [] };
  const held = new Set(plan.rolesOf(personId).map(({ id }) => id));
  return { ...ask, parts: ask.parts.filter(({ roleId }) => held.has(roleId)) };
}

function whyNot(ask: Ask, { personId }: Actor, people: People): Refusal {
  if (holderOf(ask) === personId) return 'away';
  if (ask.personId === personId) return 'given';
  const stoodIn = [...people.values()].some((one) => one?.away?.deputyId === personId);
  return stoodIn ? 'deputy-over' : 'not-yours';
}

/** The answer belongs to the role that was asked, also where somebody else gives it. */
export function authorOf({ ask, actor, plan }: AnswerContext, { roleId }: AskPart): Author {
  const { personId } = actor;
  const isOwn = personId === ask.personId || plan.rolesOf(personId).some(({ id }) => id === roleId);
  return isOwn ? { personId, roleId } : { personId, roleId, asDeputy: true };
}

/** Everything that is open to this person, for "what have I to answer?". `known`: what the turn has read already. */
export async function ownAsks(
  ports: Pick<Ports, 'store' | 'clock'>,
  actor: Actor,
  known: { readonly plan?: Plan | undefined; readonly rounds?: readonly Round[] | undefined } = {},
): Promise<Stored<Ask>[]> {
  const plan = known.plan ?? (await currentPlan(ports.store, actor.tenantId));
  if (!plan) return [];
  const rounds = known.rounds ?? (await allRounds(ports.store, actor.tenantId));
  const open = openIn(rounds);
  const own = await asksFor(ports, actor, plan, open);
  const isOwn = (roundId: string, assignmentId: string) =>
    own.some(
      (one) => one.roundId === roundId && one.parts.some((part) => part.assignmentId === assignmentId),
    );
  // What is asked of the person as well is their own ask.
  const shared = (await sharedAsks(ports, { actor, plan, open })).map((ask) => {
    return { ...ask, parts: ask.parts.filter(({ assignmentId }) => !isOwn(ask.roundId, assignmentId)) };
  });
  return [...own, ...shared.filter(({ parts }) => parts.length > 0)];
}

/** What is asked of somebody else in a role that the person has too. */
async function sharedAsks(
  { store }: Pick<Ports, 'store'>,
  { actor, plan, open }: { actor: Actor; plan: Plan; open: readonly Round[] },
): Promise<Stored<Ask>[]> {
  const { tenantId, personId } = actor;
  const asked = plan.rolesOf(personId).flatMap(({ id }) => plan.respondents(id));
  const others = new Set(asked.map((one) => one.personId).filter((one) => one !== personId));
  if (others.size === 0) return [];
  const ids = open.flatMap((round) => [...others].map((one) => askId(round.id, one)));
  const found = await Promise.all(ids.map((id) => asks(store).find(tenantId, id)));
  return found
    .flatMap((ask) => (ask && ask.state !== 'closed' ? [sharedWith(actor, current(ask, plan), plan)] : []))
    .filter(({ parts }) => parts.length > 0);
}
