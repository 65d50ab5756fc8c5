import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import type { Language } from '../language/language.ts';
import { type Fault, maxInputBytes, tooLong } from '../language/people-text.ts';
import { mayDo, mayShow, type Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { readerOf } from '../reports/reader.ts';
import { reports, stateOf } from '../reports/report.ts';
import { rounds } from '../rounds/round.ts';
import { type SupportCardParts, type SupportSight, seenOf, supportCard } from './support-card.ts';
import { askedTitle, canPassOn } from './support-messages.ts';
import {
  isUnanswered,
  type Reply,
  type SupportRequest,
  supportRequests,
  type Wish,
  withReport,
  withWish,
} from './support-request.ts';
import { findSupporter, isNamed, replierOf, type Supporter } from './supporter.ts';

/** Who does what about which wish, as a card says; who it is Teams says. */
export interface SupportMove {
  readonly actor: Actor;
  readonly plan: Plan | undefined;
  /** Where it would be shown; absent: to the person alone. */
  readonly where?: Where | undefined;
  readonly requestId: string;
  /** Absent: the one that stands. */
  readonly wish?: number | undefined;
}

/** What the person meets next; `support-views.ts` makes the card of it. */
export type SupportView =
  | (Sight & {
      readonly view: 'form';
      readonly typed?: string | undefined;
      readonly fault?: Fault | undefined;
      /** Something has happened since the card was made. */
      readonly changed?: boolean;
    })
  | (Sight & { readonly view: 'thread'; readonly sent: boolean })
  | (Sight & { readonly view: 'ended' | 'passed-on' })
  | (Sight & { readonly view: 'later'; readonly day?: string | undefined })
  | { readonly view: 'refused'; readonly refused: 'gone' | 'not-yours' }
  | { readonly view: 'too-much' };

export interface Sight extends SupportSight {
  readonly actor: Actor;
  readonly supporter: Supporter | undefined;
}

export type SupportPorts = Pick<Ports, 'store' | 'clock'>;

/** Today's truth of a wish: the form while nobody has replied, else what was replied. */
export async function openSupport(
  ports: SupportPorts,
  move: SupportMove & { more?: boolean },
): Promise<SupportView> {
  const sight = await look(ports, move);
  if ('view' in sight) return sight;
  if (isOver(sight.wish)) return { ...sight, view: 'ended' };
  if (sight.wish.replies.length > 0 && !move.more) return { ...sight, view: 'thread', sent: false };
  return { ...sight, view: 'form' };
}

/** Not wanted any more: the report says it no longer, or whoever wanted it does not need it. */
function isOver({ ended, withdrawn }: Wish): boolean {
  return ended !== undefined || withdrawn !== undefined;
}

export interface SupportReply extends SupportMove {
  readonly words: string;
  /** What the card was made from: `seenOf` of the wish. */
  readonly seen?: string | undefined;
}

/**
 * Sends the reply: when this has returned `thread` it is on disk, and is told to whoever wanted it as due work.
 * The same twice is one reply. What has happened since the card was made is shown before anything is taken.
 */
export async function replyToSupport(ports: SupportPorts, move: SupportReply): Promise<SupportView> {
  const sight = await look(ports, move);
  if ('view' in sight) return sight;
  const { wish, actor, plan } = sight;
  const words = move.words.trim();
  if (Buffer.byteLength(words) > maxInputBytes) return { view: 'too-much' };
  if (isOver(wish)) return { ...sight, view: 'ended' };
  if (wish.replies.some((one) => isSame(one, words, actor))) return { ...sight, view: 'thread', sent: true };
  const changed = move.seen !== undefined && move.seen !== seenOf(wish);
  if (changed) return { ...sight, view: 'form', typed: words, changed };
  const fault = words === '' ? { key: 'support.fault.missing' } : tooLong(words, 'words');
  if (fault) return { ...sight, view: 'form', typed: words, fault };
  const reply = { words, by: replierOf(plan, wish, actor.personId), at: toTimestamp(ports.clock.now()) };
  const kept = await changeWish(ports, sight, (one) => ({ ...one, replies: [...one.replies, reply] }));
  return kept ? { ...kept, view: 'thread', sent: true } : replyToSupport(ports, move);
}

function isSame(reply: Reply, words: string, { personId }: Actor): boolean {
  return reply.words === words && reply.by.personId === personId;
}

/** "Det är inte jag": the administrator is asked instead. */
export async function passSupportOn(ports: SupportPorts, move: SupportMove): Promise<SupportView> {
  const sight = await look(ports, move);
  if ('view' in sight) return sight;
  const { wish, plan, actor } = sight;
  if (!isUnanswered(wish)) return openSupport(ports, move);
  const isAsked = isNamed(plan, wish, sight.supporter, actor.personId);
  if (!isAsked || !canPassOn(plan, wish, actor.personId)) return openSupport(ports, move);
  const notTheirs = replierOf(plan, wish, actor.personId);
  const kept = await changeWish(ports, sight, (one) => ({ ...one, notTheirs, asked: [], later: undefined }));
  return kept ? { ...kept, view: 'passed-on' } : passSupportOn(ports, move);
}

/** The request in step with its report, for those who may reply to it; or why not. */
export async function look(
  ports: SupportPorts,
  move: SupportMove,
): Promise<Sight | Extract<SupportView, { view: 'refused' }>> {
  const { actor, plan, requestId, where = { kind: 'personal' } } = move;
  const gone = { view: 'refused', refused: 'gone' } as const;
  const found = await supportRequests(ports.store).find(actor.tenantId, requestId);
  const assignment = found && plan?.assignment(found.assignmentId);
  if (!plan || !found || !assignment) return gone;
  const report = await reports(ports.store).find(actor.tenantId, requestId);
  const round = await rounds(ports.store).find(actor.tenantId, found.roundId);
  const request = withReport(found, round?.state === 'cancelled' ? undefined : report);
  const wish = request.wishes.find(({ number }) => number === (move.wish ?? request.wishes.length));
  if (!wish) return gone;
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const supporter = await findSupporter(ports.store, { tenantId: actor.tenantId, plan, wish, today });
  const named = isNamed(plan, wish, supporter, actor.personId) ? actor.personId : supporter?.named;
  const may = mayDo(plan, actor, 'help/reply', { assignment, personId: named });
  if (!may || !mayShow(plan, where, 'help/reply', { assignment }))
    return { view: 'refused', refused: 'not-yours' };
  return { actor, plan, request, wish, supporter, state: stateOf(report) };
}

/** In one write with what makes it due, so that nothing that was sent is left untold. Undefined: somebody was first. */
export async function changeWish(
  ports: SupportPorts,
  sight: Sight,
  change: (wish: Wish) => Wish,
): Promise<Sight | undefined> {
  const next: SupportRequest = {
    ...withWish(sight.request, sight.wish.number, change),
    nextAt: toTimestamp(ports.clock.now()),
  };
  const written = await supportRequests(ports.store).replace(
    next as Parameters<ReturnType<typeof supportRequests>['replace']>[0],
  );
  if (written.outcome !== 'done') return undefined;
  const wish = written.document.wishes.find(({ number }) => number === sight.wish.number)!;
  return { ...sight, request: written.document, wish };
}

/** Every view that has a card; the others are a sentence. */
export type ShownSupport = Exclude<SupportView, { view: 'refused' | 'too-much' }>;

export interface CameFrom {
  readonly summaryId?: string | undefined;
  readonly list?: string | undefined;
}

export function supportViewCard(view: ShownSupport, language: Language, from: CameFrom = {}): Card {
  const { plan, wish } = view;
  const reader = readerOf(plan, language);
  const { t } = reader;
  const role = reader.author(wish.by);
  const card = (parts: SupportCardParts) => supportCard(reader, view, parts);
  const shared = { ...from, meetWith: wish.by.personId };
  const named = isNamed(plan, wish, view.supporter, view.actor.personId);
  const title = named ? askedTitle(reader, wish) : t('support.titleLeadership', { role });
  switch (view.view) {
    case 'form': {
      const { typed, fault, changed = false } = view;
      return card({ ...shared, title, changed, form: { typed, fault } });
    }
    case 'thread': {
      const said = t(view.sent ? 'support.sent' : 'support.answered', { role });
      return card({ ...from, title: said, buttons: ['more'] });
    }
    case 'ended':
      return card({ ...shared, title, note: t(wish.withdrawn ? 'support.withdrawn' : 'support.ended') });
    case 'passed-on':
      return card({ ...from, title, note: t('support.passedOn') });
    case 'later': {
      const day = view.day ? formatDay(Temporal.PlainDate.from(view.day), language) : '';
      const note = day ? t('support.laterSet', { day }) : t('support.laterNoMore');
      const passes = named && canPassOn(plan, wish, view.actor.personId);
      const buttons = [...(day ? (['later'] as const) : []), ...(passes ? (['notMine'] as const) : [])];
      return card({ ...shared, title, note, form: {}, buttons });
    }
  }
}
