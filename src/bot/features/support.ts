import * as z from 'zod/v4';
import type { Ports } from '../../base/ports.ts';
import { localDate } from '../../calendar/instants.ts';
import { dayAndTime } from '../../messages/send-log-words.ts';
import { chooseDayCard } from '../../reminders/later.ts';
import {
  openSupport,
  passSupportOn,
  replyToSupport,
  type SupportView,
  supportViewCard,
} from '../../support-requests/reply-to-support.ts';
import {
  type DayToChoose,
  type LaterWish,
  remindOfSupport,
  type SupportLater,
} from '../../support-requests/support-later.ts';
import { findList, supportListMessage } from '../../support-requests/support-list.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import { askerOf, type Turn } from '../turn.ts';

const listId = id.optional().catch(undefined);
const request = z.object({
  request: id,
  wish: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  summary: z.string().max(200).optional().catch(undefined),
  list: listId,
});
export type GivenSupport = z.output<typeof request>;

/** Support requests: by whoever is asked on their own card, and by leadership there and then. */
export const supportActions: Actions = {
  'support/open': withData(request, async (ports, turn, given) =>
    shown(await openSupport(ports, move(turn, given)), turn, given),
  ),
  'support/list': withData(
    z.object({ list: id, from: z.coerce.number().int().min(0).max(1000).default(0) }),
    (ports, turn, { list, from }) => listAgain(ports, turn, { list, from }),
  ),
  'support/more': withData(request, async (ports, turn, given) =>
    shown(await openSupport(ports, { ...move(turn, given), more: true }), turn, given),
  ),
  'support/reply': withData(
    request.extend({ words: z.string().default(''), seen: z.string().max(200).optional().catch(undefined) }),
    async (ports, turn, { words, seen, ...given }) => {
      const view = await replyToSupport(ports, { ...move(turn, given), words, seen });
      return lasting(ports, turn, { view, given, lasts: view.view === 'thread' });
    },
  ),
  'support/not-mine': withData(request, async (ports, turn, given) => {
    const view = await passSupportOn(ports, move(turn, given));
    return lasting(ports, turn, { view, given, lasts: view.view === 'passed-on' });
  }),
};

export function move(turn: Turn, { request: requestId, wish }: Pick<GivenSupport, 'request' | 'wish'>) {
  const { actor, where } = askerOf(turn);
  return { actor, where, plan: turn.plan, requestId, wish };
}

/** Where it is somebody's own card, the message itself becomes it too; leadership's card is everybody's and stays. */
export async function lasting(
  ports: Ports,
  turn: Turn,
  { view, given, lasts }: { view: SupportView; given: GivenSupport; lasts: boolean },
): Promise<ActionResult> {
  const result = shown(view, turn, given);
  if (!lasts || !result.card) return result;
  if (turn.where !== 'personal' || given.summary) return { ...result, workIsDue: true };
  if (given.list) return listAgain(ports, turn, { list: given.list, note: noteOf(view, turn) });
  return { ...result, forEverybody: { card: result.card }, workIsDue: true };
}

function noteOf(view: SupportView, { t }: Turn): string {
  return view.view === 'thread' ? t('support.list.sent') : t('support.passedOn');
}

/** The message of several requests as it is now, for whoever may reply to them. */
export async function listAgain(
  ports: Ports,
  turn: Turn,
  { list, from = 0, note }: { list: string; from?: number; note?: string },
): Promise<ActionResult> {
  const { actor, plan, language, t } = turn;
  const ids = plan && (await findList(ports, { actor, plan, list }));
  if (!plan || !ids) return { card: noticeCard(t('support.refused.not-yours'), language) };
  const { tenantId, personId: reader } = actor;
  const message = await supportListMessage(ports, { tenantId, plan, ids, language, reader, from, note });
  return note === undefined
    ? { card: message.card }
    : { card: message.card, forEverybody: message, workIsDue: true };
}

export function shown(
  view: SupportView,
  turn: Turn,
  { summary, list }: Pick<GivenSupport, 'summary' | 'list'>,
): ActionResult {
  const { t } = turn;
  if (view.view === 'too-much') return { text: t('answer.tooMuch') };
  if (view.view !== 'refused') {
    const from = { summaryId: summary || undefined, list: list || undefined };
    return { card: supportViewCard(view, turn.language, from) };
  }
  const text = t(`support.refused.${view.refused}`);
  return turn.where === 'personal' ? { card: noticeCard(text, turn.language) } : { text };
}

/** One request, or all of a message that still wait. */
const about = z.object({
  request: id.optional().catch(undefined),
  wish: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  list: id.optional().catch(undefined),
});
type About = z.output<typeof about>;
const chosen = about.extend({
  choice: z.enum(['tomorrow', 'monday', 'day']),
  day: z.string().max(2000).optional(),
});

/** "Påminn mig senare", of what support is wanted. */
export const supportLaterActions: Actions = {
  'support/later': withData(about, (ports, turn, given) => later(ports, turn, given)),
  'support/later-set': withData(chosen, (ports, turn, { choice, day, ...given }) =>
    later(ports, turn, given, { choice, day }),
  ),
};

async function later(
  ports: Ports,
  turn: Turn,
  { request, wish, list }: About,
  wished?: LaterWish,
): Promise<ActionResult> {
  const { actor, plan } = turn;
  if (request) {
    const asked = move(turn, { request, wish });
    return told(ports, turn, { request, wish }, await remindOfSupport(ports, asked, wished));
  }
  const ids = list && plan && (await findList(ports, { actor, plan, list }));
  if (!ids) return told(ports, turn, {}, { view: 'refused', refused: 'not-yours' });
  return told(ports, turn, { list }, await remindOfSupport(ports, { actor, plan, ids }, wished));
}

async function told(ports: Ports, turn: Turn, given: About, view: SupportLater): Promise<ActionResult> {
  const { language, t } = turn;
  if (view.view === 'refused') return { card: noticeCard(t(`support.refused.${view.refused}`), language) };
  if (view.view === 'choose') return { card: choiceCard(view, given, turn) };
  const isSet = view.view === 'set';
  if (given.list) {
    const note = isSet
      ? t('support.laterSet', { day: dayAndTime(view.at, view.plan, language) })
      : t('support.laterNoMore');
    return listAgain(ports, turn, { list: given.list, note });
  }
  const request = { request: given.request!, wish: given.wish };
  const now = await openSupport(ports, move(turn, request));
  const day = isSet ? localDate(view.at, view.plan.content.timeZone).toString() : undefined;
  const shown = now.view === 'form' ? ({ ...now, view: 'later', day } as const) : now;
  const asGiven = { ...request, summary: undefined, list: undefined };
  return lasting(ports, turn, { view: shown, given: asGiven, lasts: isSet });
}

function choiceCard(view: DayToChoose, { request, wish, list }: About, { language, t }: Turn) {
  const ids: Record<string, string> = list
    ? { list }
    : { request: request!, ...(wish ? { wish: String(wish) } : {}) };
  const tooFar = view.fault === 'past-due' ? t('support.laterTooFar') : '';
  return chooseDayCard(
    {
      ...view,
      ids,
      intro: t('support.laterIntro'),
      typed: view.typed ?? '',
      fault: view.fault && !tooFar ? t(`later.fault.${view.fault}`) : tooFar,
      verb: 'support/later-set',
      back: list ? 'support/list' : 'support/open',
    },
    language,
  );
}
