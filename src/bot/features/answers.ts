import * as z from 'zod/v4';
import {
  type CardMove,
  changeAnswer,
  correctAnswer,
  fillAnswer,
  nothingNew,
  openAnswer,
  settleCollision,
  showAnswer,
  takeCard,
} from '../../answers/answer.ts';
import { stepNames } from '../../answers/cards-of-0.1.0.ts';
import { answerHistory } from '../../answers/history.ts';
import { submitAnswer } from '../../answers/submit-answer.ts';
import type { AnswerView } from '../../answers/view.ts';
import type { Move } from '../../answers/work.ts';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { localDate } from '../../calendar/instants.ts';
import { answerButton } from '../../conversation/answer-question.ts';
import { readTold, type Told, type ToldOf } from '../../conversation/told.ts';
import { joinWords } from '../../language/language.ts';
import { renderCard } from '../../language/render-card.ts';
import { capitalised } from '../../language/words.ts';
import { timeZoneOf } from '../../plan/plan-index.ts';
import type { Subject } from '../../questions/subject.ts';
import { answerActions as answerButtons, awayNowCard } from '../../reminders/away.ts';
import { ownAsks } from '../../reports/answer-context.ts';
import { periodIn, periodName } from '../../reports/indicator-series.ts';
import type { Ask } from '../../rounds/ask.ts';
import { askedTogether, partsTogether } from '../../rounds/asked-together.ts';
import { restoreWish, withdrawWish } from '../../support-requests/support-request.ts';
import {
  type Action,
  type ActionResult,
  type Actions,
  badCard,
  type Command,
  id,
  type Said,
  withData,
} from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import { askerOf, type Turn } from '../turn.ts';

/** What the turn has read is passed on. */
export function moveOf({ actor, language, plan, record }: Turn, askId: string): Move {
  return { actor, askId, language, known: { plan, record } };
}

/** A view as the person meets it: the card, or the sentence that says why there is none. */
export function viewCard(view: AnswerView, turn: Turn): Card {
  const { t } = turn;
  if (view.view === 'too-much') return noticeCard(t('answer.tooMuch'), turn.language);
  if (view.view !== 'refused') return view.card;
  const text = t(`answer.refused.${view.refused}`);
  if (view.refused !== 'away') return noticeCard(text, turn.language);
  const actions = [{ verb: 'reminders/back', title: t('away.back'), data: {} }];
  return renderCard('notice', { title: '', text, actions }, turn.language);
}

/** The same as what a button does: where the card is to stay as it is, a sentence beside it. */
export function shown(view: AnswerView, turn: Turn): ActionResult {
  if (view.view === 'too-much') return { text: turn.t('answer.tooMuch') };
  return { card: viewCard(view, turn) };
}

/**
 * "svara": everything that is open to the person, each round its own card. "matsvinn 48 gram": the card it belongs on,
 * filled in, to be confirmed.
 */
export async function answerNow(ports: Ports, turn: Turn, said: Said): Promise<readonly Card[]> {
  return ownCards(ports, turn, async (open) => {
    if (open.length === 0) return [await nothingOpenCard(ports, turn)];
    const together = askedTogether(turn.plan!, open);
    const told = readTold(said.text, {
      plan: turn.plan!,
      asked: open.flatMap(({ parts, roundId }) => parts.map((part) => ({ ...part, roundId }))),
      meant: said.subjects,
      today: localDate(ports.clock.now(), timeZoneOf(turn.plan, turn.timeZone)),
    });
    const notes = toldNotes(turn, told, open);
    const meant = told.of.length > 0 ? told.of : cardsMeant(said.subjects, open);
    if (meant.length > 0)
      return Promise.all(
        meant.map((one, place) => filledCard(ports, turn, one, together, place === 0 ? notes : [])),
      );
    if (notes.length > 0) return [notPlacedCard(turn, notes, open)];
    return Promise.all(together.map(([ask]) => askCard(ports, turn, ask!)));
  });
}

/** What was told has no place on what is asked now: said so, with the way to what is. */
function notPlacedCard({ language, reader }: Turn, notes: readonly string[], open: readonly Ask[]): Card {
  const actions = answerButtons(reader!, open);
  return renderCard('notice', { title: '', text: notes.join('\n\n'), actions }, language);
}

/** The cards of what is named, where nothing is told of it. */
function cardsMeant(subjects: readonly Subject[], open: readonly Ask[]): ToldOf[] {
  const parts = open.flatMap((ask) => ask.parts);
  const meant = subjects.flatMap(({ type, id }) =>
    parts
      .filter((one) => (type === 'indicator' ? one.indicatorIds.includes(id) : one.assignmentId === id))
      .map(({ assignmentId }) => assignmentId),
  );
  return [...new Set(meant)].map((assignmentId) => ({ assignmentId, inputs: {}, wantsHelp: false }));
}

async function filledCard(
  ports: Ports,
  turn: Turn,
  told: ToldOf,
  together: readonly (readonly Ask[])[],
  notes: readonly string[],
): Promise<Card> {
  const [ask] = together.find((asks) =>
    asks.some(({ parts }) => parts.some((part) => part.assignmentId === told.assignmentId)),
  )!;
  return viewCard(await fillAnswer(ports, { ...moveOf(turn, ask!.id), ...told, notes }), turn);
}

/** What was told and is not asked for now, or has no place on a card. */
function toldNotes(
  { plan, actor, language, t, reader: ofPlan }: Turn,
  { notAsked, left, otherTime }: Told,
  open: readonly Ask[],
): string[] {
  const reader = ofPlan!;
  const round = joinWords([...new Set(open.map(({ roundId }) => reader.roundName(roundId)))], language);
  const own = new Set(plan!.rolesOf(actor.personId).map(({ id }) => id));
  const unasked = notAsked.flatMap(({ type, id }) => {
    const thing = type === 'indicator' ? plan!.indicator(id) : plan!.assignment(id);
    if (!thing) return [];
    const name = reader.say('title' in thing ? thing.title : thing.name);
    const owners = [thing.owner].flat();
    return [
      owners.some((one) => own.has(one))
        ? t('answer.told.notThisRound', { round: capitalised(round), name })
        : t('answer.told.notYours', { name, role: reader.ownerNames(thing) }),
    ];
  });
  const ofOtherTime = otherTime.map(({ indicatorId, words }) => {
    const indicator = plan!.indicator(indicatorId)!;
    const { roundId } = open.find(({ parts }) =>
      parts.some((one) => one.indicatorIds.includes(indicatorId)),
    )!;
    const period = periodName(periodIn({ id: roundId }, indicator, plan!).key, plan!, language);
    return t('answer.told.otherTime', { name: reader.say(indicator.name), period, words });
  });
  return [
    ...unasked,
    ...ofOtherTime,
    ...(left.length > 0 ? [t('answer.told.left', { words: left.join(', ') })] : []),
  ];
}

/** "mina svar": what the person has sent in, in the rounds that are open, else before; and what waits. */
export async function sentIn(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return ownCards(ports, turn, async (open) => {
    const sent = open.filter(({ parts }) => parts.some((part) => part.answeredAt));
    if (sent.length > 0)
      return Promise.all(askedTogether(turn.plan!, sent).map(([ask]) => receiptCard(ports, turn, ask!)));
    if (open.length > 0) return [waitingCard(turn, open)];
    return [await answerButton(ports, askerOf(turn), { kind: 'sent', about: [] })];
  });
}

/** That nothing is asked of the person now: somebody else answers while they are away, or no round is open. */
export async function nothingOpenCard(ports: Ports, { actor, plan, language, t }: Turn): Promise<Card> {
  const away = plan && (await awayNowCard(ports, { actor, plan, language }));
  return away ?? noticeCard(t('answer.refused.none'), language);
}

function waitingCard({ plan, language, t, reader: ofPlan }: Turn, open: readonly Ask[]): Card {
  const reader = ofPlan!;
  const groups = askedTogether(plan!, open);
  const titles = groups.flatMap((asks) =>
    partsTogether(asks).map(({ assignmentId }) => reader.say(plan!.assignment(assignmentId)!.title)),
  );
  const actions = answerButtons(reader, open);
  const text = t('answer.nothingSent', { count: titles.length, titles: joinWords(titles, language) });
  return renderCard('notice', { title: '', text, actions }, language);
}

async function askCard(ports: Ports, turn: Turn, { id }: Ask): Promise<Card> {
  return viewCard(await openAnswer(ports, moveOf(turn, id)), turn);
}

/** What is sent in, also where something is left to answer: the receipt says what. */
async function receiptCard(ports: Ports, turn: Turn, { id }: Ask): Promise<Card> {
  return viewCard(await showAnswer(ports, moveOf(turn, id), 'receipt'), turn);
}

async function ownCards(
  ports: Ports,
  turn: Turn,
  cards: (open: Awaited<ReturnType<typeof ownAsks>>) => Promise<readonly Card[]>,
): Promise<readonly Card[]> {
  const { actor, language, t, where } = turn;
  // Drafts and receipts are the person's own: others read a channel.
  if (where !== 'personal') return [noticeCard(t('question.onlyMine'), language)];
  return cards(await ownAsks(ports, actor, turn));
}

const ask = z.object({ ask: id });
const part = z.object({ ask: id, assignment: id });
/** Numbers come back as they were sent, or as text from some clients. */
const count = z.coerce.number().int().min(0).max(100_000);
const page = count.default(1).catch(1);
const reason = z.string().optional().catch(undefined);

/** The way through an answer: its questions, the preview, sent in, changed, corrected. */
export const answerActions: Actions = {
  'answer/open': withData(ask, async (ports, turn, data) =>
    shown(await openAnswer(ports, moveOf(turn, data.ask)), turn),
  ),
  'answer/same': withData(ask, async (ports, turn, data) =>
    shown(await nothingNew(ports, moveOf(turn, data.ask)), turn),
  ),
  'answer/next': cardAction(() => 'next'),
  'answer/back': cardAction(() => 'back'),
  'answer/review': cardAction(() => 'review'),
  'answer/unfold': cardAction(({ fold }) => ({ unfold: fold ?? '' })),
  'answer/preview': withData(ask.extend({ page }), async (ports, turn, { ask, page }) =>
    shown(await showAnswer(ports, { ...moveOf(turn, ask), page }, 'preview'), turn),
  ),
  'answer/receipt': withData(
    ask.extend({ page: count.optional().catch(undefined) }),
    async (ports, turn, { ask, page }) =>
      shown(await showAnswer(ports, { ...moveOf(turn, ask), page }, 'receipt'), turn),
  ),
  'answer/change': withData(part.extend({ reason }), async (ports, turn, { ask, assignment, reason }) =>
    shown(await changeAnswer(ports, { ...moveOf(turn, ask), assignmentId: assignment, reason }), turn),
  ),
  'answer/correct': withData(part, async (ports, turn, { ask, assignment }) =>
    shown(await correctAnswer(ports, { ...moveOf(turn, ask), assignmentId: assignment }), turn),
  ),
  'answer/help-withdraw': withData(part, (ports, turn, given) =>
    helpChanged(ports, turn, given, withdrawWish),
  ),
  'answer/help-restore': withData(part, (ports, turn, given) => helpChanged(ports, turn, given, restoreWish)),
  'answer/history': withData(part.extend({ page }), async (ports, turn, { ask, assignment, page }) =>
    shown(await answerHistory(ports, { ...moveOf(turn, ask), assignmentId: assignment, page }), turn),
  ),
  'answer/settle': withData(
    part.extend({ keep: z.enum(['mine', 'theirs']), revisions: count }),
    async (ports, turn, { ask, assignment, keep, revisions }) => {
      const settling = { ...moveOf(turn, ask), assignmentId: assignment, keep, revisions };
      return shown(await settleCollision(ports, settling), turn);
    },
  ),
  'answer/submit': withData(ask.extend({ reason }), async (ports, turn, { ask, reason }) => {
    const view = await submitAnswer(ports, { ...moveOf(turn, ask), reason });
    const result = shown(view, turn);
    if (view.view !== 'receipt' || !result.card) return result;
    const summary = turn.t('answer.receipt.title');
    return { ...result, forEverybody: { card: result.card, summary }, workIsDue: true };
  }),
};

/** Inputs come as text. */
const inputs = z
  .record(z.string(), z.unknown())
  .transform((data) =>
    Object.fromEntries(
      Object.entries(data).filter((one): one is [string, string] => typeof one[1] === 'string'),
    ),
  );

const questions = z.object({
  ask: id,
  assignment: id,
  fold: z.enum(['help', 'aspects', 'comments']).optional().catch(undefined),
  seen: z.string().max(200).optional().catch(undefined),
});

/** A card of 0.1.0 held one step of what is now one card. */
const step = z.object({ step: z.enum(stepNames), page });

function cardAction(go: (read: { fold?: string | undefined }) => CardMove['go']): Action {
  return async (ports, turn, data) => {
    const read = questions.safeParse(data);
    if (!read.success) return badCard(turn);
    const { ask, assignment: assignmentId, seen } = read.data;
    const { inputs: _names, ...typed } = inputs.parse(data);
    const old = step.safeParse(data).data;
    const move = { assignmentId, inputs: typed, step: old, seen, go: go(read.data) };
    return shown(await takeCard(ports, { ...moveOf(turn, ask), ...move }), turn);
  };
}

/** The receipt says at once what holds now, and so does the message it stands in. */
async function helpChanged(
  ports: Ports,
  turn: Turn,
  { ask, assignment }: z.output<typeof part>,
  change: typeof withdrawWish,
): Promise<ActionResult> {
  const changed = await change(ports, { ...moveOf(turn, ask), assignmentId: assignment });
  if (changed !== 'done') return shown({ view: 'refused', refused: changed }, turn);
  const result = shown(await showAnswer(ports, moveOf(turn, ask), 'receipt'), turn);
  if (!result.card) return result;
  return { ...result, forEverybody: { card: result.card }, workIsDue: true };
}

export const answerCommands: readonly Command[] = [
  { name: 'answer', intent: 'answer', run: answerNow },
  { name: 'sent', intent: 'my-answers', run: sentIn },
];
