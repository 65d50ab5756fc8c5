import * as z from 'zod/v4';
import type { Ports } from '../../base/ports.ts';
import { localDate } from '../../calendar/instants.ts';
import { translator } from '../../language/language.ts';
import { dayAndTime } from '../../messages/moment-words.ts';
import { chooseDayCard } from '../../reminders/later-card.ts';
import { openSupport } from '../../support-requests/reply-to-support.ts';
import {
  type DayToChoose,
  type LaterWish,
  remindOfSupport,
  type SupportLater,
} from '../../support-requests/support-later.ts';
import { findList } from '../../support-requests/support-list.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';
import { lasting, listAgain, move } from './support-actions.ts';

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
  const { language } = turn;
  const t = translator(language);
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

function choiceCard(view: DayToChoose, { request, wish, list }: About, { language }: Turn) {
  const t = translator(language);
  const ids: Record<string, string> = list
    ? { list }
    : { request: request!, ...(wish ? { wish: String(wish) } : {}) };
  const tooFar = view.fault === 'past-due' ? t('support.laterTooFar') : '';
  return chooseDayCard(
    {
      ...{ ...view, ids, intro: t('support.laterIntro'), typed: view.typed ?? '' },
      fault: view.fault && !tooFar ? t(`later.fault.${view.fault}`) : tooFar,
      ...{ verb: 'support/later-set', back: list ? 'support/list' : 'support/open' },
    },
    language,
  );
}
