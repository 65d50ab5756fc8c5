import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { localDate } from '../../calendar/instants.ts';
import { toldRoundChange } from '../../conversation/told-changes.ts';
import type { Plan } from '../../plan/plan-index.ts';
import { unansweredMessage } from '../../reminders/unanswered-card.ts';
import {
  type Cancelled,
  cancelRound,
  changeableRounds,
  type Fault,
  lookAtCancelling,
  lookAtPostponing,
  type Moved,
  postponeRound,
  type RoundChange,
  restoreRound,
} from '../../rounds/change-round.ts';
import { rounds } from '../../rounds/round.ts';
import {
  type ChangeKind,
  changedCard,
  changeForm,
  confirmCard,
  faultText,
  type TypedChange,
} from '../../rounds/round-change-card.ts';
import { readUnanswered } from '../../rounds/unanswered.ts';
import { nextRound, readUpcoming, upcomingCard } from '../../rounds/upcoming-round.ts';
import {
  type Action,
  type ActionResult,
  type Actions,
  type Command,
  id,
  type Said,
  withData,
} from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

const typed = z.string().max(5000).optional();
const listed = z.object({ round: id, from: z.coerce.number().int().min(0).max(100_000).default(0) });
const change = z.object({ round: id.or(z.literal('')).default(''), day: typed, words: typed });

/** What the administrator does with a round: first shown, then done. */
export const roundActions: Actions = {
  'rounds/coming': withData(listed, async (ports, turn, asked) => ({
    card: await comingCard(ports, turn, asked),
  })),
  'rounds/unanswered': withData(listed, async (ports, turn, asked) => ({
    card: await unansweredCard(ports, turn, asked),
  })),
  'rounds/postpone': async (ports, turn) => ({ card: await roundForm(ports, turn, 'postpone') }),
  'rounds/postpone-look': changing('postpone', async (ports, asked, typed, turn) => {
    const look = await lookAtPostponing(ports, asked);
    return 'fault' in look ? look : { card: confirmCard(look, { ...asked, typed, language: turn.language }) };
  }),
  'rounds/postpone-do': changing('postpone', async (ports, asked, _typed, turn) =>
    done(await postponeRound(ports, asked), asked.plan, turn),
  ),
  'rounds/restore': changing('postpone', async (ports, asked, _typed, turn) =>
    done(await restoreRound(ports, asked), asked.plan, turn),
  ),
  'rounds/cancel': async (ports, turn) => ({ card: await roundForm(ports, turn, 'cancel') }),
  'rounds/cancel-look': changing('cancel', async (ports, asked, typed, turn) => {
    const look = await lookAtCancelling(ports, asked);
    return 'fault' in look ? look : { card: confirmCard(look, { ...asked, typed, language: turn.language }) };
  }),
  'rounds/cancel-do': changing('cancel', async (ports, asked, _typed, turn) =>
    done(await cancelRound(ports, asked), asked.plan, turn),
  ),
  'rounds/keep': async (_ports, { language, t }) => {
    const card = noticeCard(t('roundChange.done.nothing'), language);
    return { card, forEverybody: { card } };
  },
};

/** The next round, or the one that is named while it is still to come. */
export async function comingCard(
  ports: Ports,
  { actor, plan, language, t }: Turn,
  { round: roundId, from = 0 }: { round?: string; from?: number } = {},
): Promise<Card> {
  if (!plan) return noticeCard(t('coming.none'), language);
  const named = roundId ? await rounds(ports.store).find(actor.tenantId, roundId) : undefined;
  const round = named?.state === 'planned' ? named : await nextRound(ports, actor.tenantId);
  if (!round) return noticeCard(t('coming.none'), language);
  return upcomingCard(await readUpcoming(ports, plan, round), {
    plan,
    language,
    from: round === named ? from : 0,
  });
}

/** The administrator's list as it is now. */
async function unansweredCard(
  ports: Ports,
  { actor, plan, language, t }: Turn,
  { round: roundId, from }: z.output<typeof listed>,
): Promise<Card> {
  if (!plan) return noticeCard(t('unanswered.ended'), language);
  const round = await rounds(ports.store).find(actor.tenantId, roundId);
  if (round?.state !== 'open') return noticeCard(t('unanswered.ended'), language);
  return unansweredMessage(await readUnanswered(ports, plan, round), { plan, language, from }).card;
}

/** What can be done with rounds, and to which. */
export async function roundForm(
  ports: Ports,
  { actor, plan, language, t }: Turn,
  kind: ChangeKind,
  again: { typed?: TypedChange; fault?: Fault } = {},
): Promise<Card> {
  if (!plan) return noticeCard(t('question.noPlan'), language);
  const rounds = await changeableRounds(ports, actor.tenantId);
  return changeForm({ kind, plan, rounds, now: ports.clock.now(), language, ...again });
}

/** The form with what a message says of it. */
async function beginChange(
  ports: Ports,
  turn: Turn,
  kind: ChangeKind,
  { text, period }: Said,
): Promise<Card> {
  const { actor, plan } = turn;
  if (!plan) return roundForm(ports, turn, kind);
  const rounds = await changeableRounds(ports, actor.tenantId);
  const today = localDate(ports.clock.now(), plan.content.timeZone).toString();
  const { round, day } = toldRoundChange({ text, plan }, rounds, { period, today });
  return roundForm(ports, turn, kind, { typed: kind === 'cancel' ? { round } : { round, day } });
}

/** What can be mended is shown on the form, with all that was typed. */
function changing(
  kind: ChangeKind,
  act: (
    ports: Ports,
    asked: RoundChange & { plan: Plan },
    typed: TypedChange,
    turn: Turn,
  ) => Promise<ActionResult | Fault>,
): Action {
  return withData(change, async (ports, turn, typed) => {
    const { actor, plan, language } = turn;
    if (!plan) return { card: await roundForm(ports, turn, kind) };
    const { round: roundId, day, words } = typed;
    if (roundId === '')
      return { card: await roundForm(ports, turn, kind, { typed, fault: { fault: 'round' } }) };
    const result = await act(ports, { actor, plan, roundId, day, words }, typed, turn);
    if (!('fault' in result)) return result;
    const isFinal = result.fault === 'gone' || result.fault === 'notYours';
    if (isFinal) return { card: noticeCard(faultText(result, typed, language), language) };
    return { card: await roundForm(ports, turn, kind, { typed, fault: result }) };
  });
}

function done(result: Moved | Cancelled, plan: Plan, { language }: Turn): ActionResult | Fault {
  if ('fault' in result) return result;
  const card = changedCard(result, plan, language);
  return { card, forEverybody: { card }, workIsDue: true };
}

export const roundCommands: readonly Command[] = [
  {
    name: 'coming',
    intent: 'preview-round',
    run: async (ports, turn) => [await comingCard(ports, turn)],
  },
  {
    name: 'cancel',
    intent: 'change-round',
    example: 'ställ in omgång',
    when: ({ words }) => /\b(?:stall|installd|avbryt|hoppa over|cancel|skip)/u.test(words),
    run: async (ports, turn, said) => [await beginChange(ports, turn, 'cancel', said)],
  },
  {
    name: 'postpone',
    intent: 'change-round',
    run: async (ports, turn, said) => [await beginChange(ports, turn, 'postpone', said)],
  },
];
