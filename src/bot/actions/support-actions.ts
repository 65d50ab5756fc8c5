import * as z from 'zod/v4';
import type { Ports } from '../../base/ports.ts';
import { translator } from '../../language/language.ts';
import {
  openSupport,
  passSupportOn,
  replyToSupport,
  type SupportView,
} from '../../support-requests/reply-to-support.ts';
import { findList, supportListMessage } from '../../support-requests/support-list.ts';
import { supportViewCard } from '../../support-requests/support-views.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import { askerOf, type Turn } from '../turn.ts';

const listId = z.string().max(255).optional().catch(undefined);
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
  return { ...result, forEverybody: { card: result.card, summary: '' }, workIsDue: true };
}

function noteOf(view: SupportView, { language }: Turn): string {
  const t = translator(language);
  return view.view === 'thread' ? t('support.list.sent') : t('support.passedOn');
}

/** The message of several requests as it is now, for whoever may reply to them. */
export async function listAgain(
  ports: Ports,
  turn: Turn,
  { list, from = 0, note }: { list: string; from?: number; note?: string },
): Promise<ActionResult> {
  const { actor, plan, language } = turn;
  const ids = plan && (await findList(ports, { actor, plan, list }));
  if (!plan || !ids) return { card: noticeCard(translator(language)('support.refused.not-yours'), language) };
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
  const t = translator(turn.language);
  if (view.view === 'too-much') return { text: t('answer.tooMuch') };
  if (view.view !== 'refused') {
    const from = { summaryId: summary || undefined, list: list || undefined };
    return { card: supportViewCard(view, turn.language, from) };
  }
  const text = t(`support.refused.${view.refused}`);
  return turn.where === 'personal' ? { card: noticeCard(text, turn.language) } : { text };
}
