import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import type { Notice } from '../messages/notice.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { reports, stateOf } from '../reports/report.ts';
import { type SupportCardParts, type SupportSight, supportCard, titleOf } from './support-card.ts';
import {
  isUnanswered,
  maxAsked,
  type SupportRequest,
  supportRequests,
  type Wish,
  withReport,
} from './support-request.ts';
import { findSupporter } from './supporter.ts';

/** What is sent about a support request: the question to whom it names, and the reply to who wanted it. */

interface Subject {
  readonly plan: Plan;
  readonly notice: Notice;
  readonly language: Language;
}

type SupportNotice = Extract<Notice['about'], { readonly requestId: string }>;

/** Undefined: it has come to nothing meanwhile. */
export async function supportNotice(
  ports: Pick<Ports, 'store' | 'clock'>,
  { plan, notice, language }: Subject,
  about: SupportNotice,
): Promise<OutgoingMessage | undefined> {
  const found = await supportRequests(ports.store).find(notice.tenantId, about.requestId);
  const report = await reports(ports.store).find(notice.tenantId, about.requestId);
  const request = found && withReport(found, report);
  const wish = request?.wishes.find(({ number }) => number === about.wish);
  if (!request || !wish) return undefined;
  const sight = { plan, request, wish, state: stateOf(report) };
  if (about.type === 'support-reply') return repliedMessage(readerOf(plan, language), sight, about.reply);
  if (!isUnanswered(wish)) return undefined;
  return askedMessage(ports, { plan, request, wish, language, reader: notice.personId });
}

/** Who reads it today in the place of whom it names. */
export async function supportReader(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  { tenantId, personId }: Pick<Notice, 'tenantId' | 'personId'>,
  about: SupportNotice,
): Promise<string> {
  if (about.type === 'support-reply') return personId;
  const request = await supportRequests(ports.store).find(tenantId, about.requestId);
  const wish = request?.wishes.find(({ number }) => number === about.wish);
  if (!wish) return personId;
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  return (await findSupporter(ports.store, { tenantId, plan, wish, today }))?.reader ?? personId;
}

export interface AskedSubject {
  readonly plan: Plan;
  readonly request: SupportRequest;
  readonly wish: Wish;
  readonly language: Language;
  /** Whom the notice was for. */
  readonly reader: string;
}

/** The question as it stands now: to be answered, answered already, passed on, or not wanted any more. */
export async function askedMessage(
  ports: Pick<Ports, 'store' | 'clock'>,
  { plan, request, wish, language, reader: personId }: AskedSubject,
): Promise<OutgoingMessage> {
  const { tenantId, id } = request;
  const state = stateOf(await reports(ports.store).find(tenantId, id));
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
  const sight = { plan, request, wish, state };
  const isTheirs = [supporter?.named, supporter?.reader].includes(personId);
  const reader = readerOf(plan, language);
  const { t } = reader;
  const title = askedTitle(reader, wish);
  const summary = t('support.summary', { title, about: titleOf(reader, request) });
  const shown = (parts: SupportCardParts) => ({ summary, card: supportCard(reader, sight, parts) });
  const meetWith = wish.by.personId;
  if (wish.replies.length > 0) {
    const isOwn = wish.replies.some(({ by }) => by.personId === personId);
    return shown({ title: t(isOwn ? 'support.sent' : 'support.answered', { role: reader.author(wish.by) }) });
  }
  if (wish.withdrawn) return shown({ title, note: t('support.withdrawn') });
  if (wish.ended || !isTheirs)
    return shown({ title, note: t(wish.ended ? 'support.ended' : 'support.passedOn') });
  const last = wish.asked.length >= maxAsked;
  const buttons = [
    ...(last ? [] : (['later'] as const)),
    'away' as const,
    ...(canPassOn(plan, wish, personId) ? (['notMine'] as const) : []),
  ];
  return shown({ title, form: {}, why: whyText(reader, wish), meetWith, buttons });
}

/** The administrator is who it is passed on to. */
export function canPassOn(plan: Plan, { notTheirs, from }: Wish, personId: string): boolean {
  return from !== undefined && !notTheirs && plan.administrators()[0] !== personId;
}

export function askedTitle({ t, author }: Reader, wish: Wish): string {
  const role = author(wish.by);
  if (wish.notTheirs) return t('support.titlePassedOn', { role });
  if (wish.from) return t('support.title', { role });
  return wish.fromWords
    ? t('support.titleWords', { role, words: wish.fromWords })
    : t('support.titleLeadership', { role });
}

function whyText({ t, helpFrom }: Reader, wish: Wish): string {
  const asked = helpFrom(wish) || t('support.nobody');
  const count = Math.max(maxAsked - wish.asked.length, 0);
  if (wish.notTheirs) return t('support.whyPassedOn', { asked });
  if (!wish.from && wish.fromWords) return t('support.whyWords', { words: wish.fromWords });
  return count > 0 ? t('support.why', { count }) : t('support.whyLast');
}

function repliedMessage(reader: Reader, sight: SupportSight, index: number): OutgoingMessage | undefined {
  const { t } = reader;
  const reply = sight.wish.replies[index];
  if (!reply) return undefined;
  const title = t('support.replied');
  const summary = t('support.summary', { title, about: titleOf(reader, sight.request) });
  return { summary, card: supportCard(reader, sight, { title }) };
}
