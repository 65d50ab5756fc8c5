import * as z from 'zod/v4';
import { translator } from '../../language/language.ts';
import type { Ports } from '../../ports.ts';
import {
  openSupport,
  passSupportOn,
  remindOfSupport,
  replyToSupport,
  type SupportView,
} from '../../support-requests/reply-to-support.ts';
import { supportViewCard } from '../../support-requests/support-views.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import { askerOf, type Turn } from '../turn.ts';

const request = z.object({
  request: id,
  wish: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  summary: z.string().max(200).optional().catch(undefined),
});
type Given = z.output<typeof request>;

/** Support requests: by whoever is asked on their own card, and by leadership there and then. */
export const supportActions: Actions = {
  'support/open': withData(request, async (ports, turn, given) =>
    shown(await openSupport(ports, move(turn, given)), turn, given),
  ),
  'support/more': withData(request, async (ports, turn, given) =>
    shown(await openSupport(ports, { ...move(turn, given), more: true }), turn, given),
  ),
  'support/reply': withData(
    request.extend({ words: z.string().default(''), seen: z.string().max(200).optional().catch(undefined) }),
    async (ports, turn, { words, seen, ...given }) => {
      const view = await replyToSupport(ports, { ...move(turn, given), words, seen });
      return lasting(view, turn, given, view.view === 'thread');
    },
  ),
  'support/later': withData(request, (ports, turn, given) => change(ports, turn, given, remindOfSupport)),
  'support/not-mine': withData(request, (ports, turn, given) => change(ports, turn, given, passSupportOn)),
};

async function change(
  ports: Ports,
  turn: Turn,
  given: Given,
  act: typeof remindOfSupport,
): Promise<ActionResult> {
  const view = await act(ports, move(turn, given));
  return lasting(view, turn, given, view.view === 'later' || view.view === 'passed-on');
}

function move(turn: Turn, { request: requestId, wish }: Given) {
  const { actor, where } = askerOf(turn);
  return { actor, where, plan: turn.plan, requestId, wish };
}

/** Where it is somebody's own card, the message itself becomes it too; leadership's card is everybody's and stays. */
function lasting(view: SupportView, turn: Turn, given: Given, lasts: boolean): ActionResult {
  const result = shown(view, turn, given);
  if (!lasts || !result.card) return result;
  if (turn.where !== 'personal' || given.summary) return { ...result, workIsDue: true };
  return { ...result, forEverybody: { card: result.card, summary: '' }, workIsDue: true };
}

function shown(view: SupportView, turn: Turn, { summary }: Given): ActionResult {
  const t = translator(turn.language);
  if (view.view === 'too-much') return { text: t('answer.tooMuch') };
  if (view.view !== 'refused') return { card: supportViewCard(view, turn.language, summary || undefined) };
  const text = t(`support.refused.${view.refused}`);
  return turn.where === 'personal' ? { card: noticeCard(text, turn.language) } : { text };
}
