import { canonical } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Ask, type AskPart, askId } from './ask.ts';
import { planAsks } from './plan-asks.ts';
import type { Round } from './round.ts';
import type { HeldRounds } from './what-is-asked.ts';

/** What a plan does to a round that is open. Nothing here is done yet: a preview says the same as what then happens. */
export interface RoundEffects {
  readonly roundId: string;
  /** The plan no longer has the period: the round is called off. */
  readonly ends: boolean;
  /** Those whose questions change, those who were asked before first. */
  readonly asks: readonly AskEffect[];
}

/** What becomes of one person's questions. With nothing added or withdrawn: they are asked in another role. */
export interface AskEffect {
  readonly askId: string;
  /** Whose the questions are by the plan; who answers for them is asked of the ask. */
  readonly personId: string;
  /** Nothing was asked of the person in this round before. */
  readonly isNew: boolean;
  /** All that is asked of the person from then on, with what is answered; empty: nothing more. */
  readonly parts: readonly AskPart[];
  readonly added: readonly QuestionChange[];
  readonly withdrawn: readonly QuestionChange[];
}

/** Questions of one assignment. */
export interface QuestionChange {
  readonly assignmentId: string;
  /** How it goes, as its owner; the values stand beside it in any case. */
  readonly judgement: boolean;
  readonly indicatorIds: readonly string[];
}

/**
 * What a plan changes in an open round: questions it adds and those it asks no more, person by person. What is
 * answered stays answered and is asked of nobody again, also where the role has gone to somebody else. Pure:
 * the same for a preview as for the adoption, and nothing at all once it is adopted.
 */
export function planEffects(
  plan: Plan,
  round: Pick<Round, 'id'>,
  asks: readonly Ask[],
  held?: HeldRounds,
): RoundEffects {
  const { wanted, effectOn } = effectsIn(plan, round, asks, held);
  const known = new Map(asks.map((ask) => [ask.personId, ask]));
  const people = [...new Set([...known.keys(), ...wanted.keys()])];
  const effects = people.map((personId) => effectOn(personId, known.get(personId)));
  return {
    roundId: round.id,
    ends: !plan.period(round.id),
    asks: effects.filter((one) => one !== undefined),
  };
}

/** The same for one ask at a time, as it is at the moment it is asked for. */
export function effectsIn(
  plan: Plan,
  { id: roundId }: Pick<Round, 'id'>,
  asks: readonly Ask[],
  held?: HeldRounds,
) {
  const period = plan.period(roundId);
  const wanted = period ? planAsks(plan, period, held) : new Map<string, AskPart[]>();
  const answered = answeredQuestions(asks);
  return {
    wanted,
    effectOn: (personId: string, ask: Ask | undefined) =>
      effectOf({ personId, roundId, ask }, wanted.get(personId) ?? [], answered),
  };
}

interface Asked {
  readonly personId: string;
  readonly roundId: string;
  readonly ask: Ask | undefined;
}

function effectOf(
  { personId, roundId, ask }: Asked,
  wanted: readonly AskPart[],
  answered: Answered,
): AskEffect | undefined {
  const before = partsOf(ask);
  const parts = wanted.flatMap((part) => partNow(part, before, { personId, answered }) ?? []);
  const kept = before.filter(({ answeredAt, assignmentId }) => answeredAt && !isIn(parts, assignmentId));
  const after = [...parts, ...kept];
  if (canonical(inOrder(after)) === canonical(inOrder(before))) return undefined;
  const [added, withdrawn] = [changesBetween(before, after), changesBetween(after, before)];
  return { askId: askId(roundId, personId), personId, isNew: !ask, parts: after, added, withdrawn };
}

/** An ask that was withdrawn asks nothing, whatever it once did. */
function partsOf(ask: Ask | undefined): readonly AskPart[] {
  return !ask || ask.state === 'closed' ? [] : ask.parts;
}

/**
 * The part as it is asked from now on. Undefined: others have answered all of it. One that was answered stays
 * as it was; with a further question it is open again, and everything that was said in it is filled in.
 */
function partNow(
  wanted: AskPart,
  before: readonly AskPart[],
  { personId, answered }: { personId: string; answered: Answered },
): AskPart | undefined {
  const known = before.find(({ assignmentId }) => assignmentId === wanted.assignmentId);
  const isOthers = (question: string) => answered.get(question)?.has(personId) === false;
  const { assignmentId } = wanted;
  const indicatorIds = wanted.indicatorIds.filter((id) => !isOthers(readingOf(assignmentId, id)));
  const judges = wanted.as === 'owner' && !isOthers(judgementOf(assignmentId));
  if (!judges && indicatorIds.length === 0) return undefined;
  const part: AskPart = { ...wanted, as: judges ? 'owner' : 'contributor', indicatorIds };
  const isAnswered = known?.answeredAt && changesBetween([known], [part]).length === 0;
  return isAnswered ? known : part;
}

function inOrder(parts: readonly AskPart[]): readonly AskPart[] {
  return parts.toSorted((a, b) => (a.assignmentId < b.assignmentId ? -1 : 1));
}

/** Each question that is answered, and whose it was: several may have been asked the same. */
function answeredQuestions(asks: readonly Ask[]): Answered {
  const found = new Map<string, Set<string>>();
  for (const { parts, personId } of asks) {
    for (const question of parts.filter(({ answeredAt }) => answeredAt).flatMap(questionsOf))
      found.set(question, (found.get(question) ?? new Set()).add(personId));
  }
  return found;
}

type Answered = ReadonlyMap<string, ReadonlySet<string>>;

function questionsOf({ assignmentId, as, indicatorIds }: AskPart): string[] {
  const values = indicatorIds.map((id) => readingOf(assignmentId, id));
  return as === 'owner' ? [judgementOf(assignmentId), ...values] : values;
}

/** What the latter asks that the former does not, by assignment. */
function changesBetween(before: readonly AskPart[], after: readonly AskPart[]): QuestionChange[] {
  const asked = new Set(before.flatMap(questionsOf));
  return after.flatMap(({ assignmentId, as, indicatorIds }) => {
    const judgement = as === 'owner' && !asked.has(judgementOf(assignmentId));
    const values = indicatorIds.filter((id) => !asked.has(readingOf(assignmentId, id)));
    return judgement || values.length > 0 ? [{ assignmentId, judgement, indicatorIds: values }] : [];
  });
}

function isIn(parts: readonly AskPart[], assignmentId: string): boolean {
  return parts.some((part) => part.assignmentId === assignmentId);
}

/** Ids have no spaces, so these are never mistaken for each other. */
function judgementOf(assignmentId: string): string {
  return `${assignmentId} judgement`;
}

function readingOf(assignmentId: string, indicatorId: string): string {
  return `${assignmentId} value ${indicatorId}`;
}
