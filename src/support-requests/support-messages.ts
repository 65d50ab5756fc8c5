import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import type { Notice } from '../messages/notice.ts';
import type { Plan } from '../plan/plan-index.ts';
import { reports, stateOf } from '../reports/report.ts';
import { authorName, helpFromText } from '../reports/report-block.ts';
import { type SupportSight, supportCard, titleOf } from './support-card.ts';
import {
  isUnanswered,
  mostAsked,
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
  if (about.type === 'support-reply') return repliedMessage(sight, about.reply, language);
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
  { plan, request, wish, language, reader }: AskedSubject,
): Promise<OutgoingMessage> {
  const { tenantId, id } = request;
  const state = stateOf(await reports(ports.store).find(tenantId, id));
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
  const sight = { plan, request, wish, state };
  const isTheirs = [supporter?.named, supporter?.reader].includes(reader);
  const title = askedTitle(sight, language);
  const t = translator(language);
  const summary = t('support.summary', { title, about: titleOf(sight, language) });
  const meetWith = wish.by.personId;
  if (wish.replies.length > 0) {
    return { summary, card: supportCard(sight, { title: t('support.answered'), meetWith }, language) };
  }
  if (wish.withdrawn) {
    return { summary, card: supportCard(sight, { title, note: t('support.withdrawn') }, language) };
  }
  if (wish.ended || !isTheirs) {
    const note = t(wish.ended ? 'support.ended' : 'support.passedOn');
    return { summary, card: supportCard(sight, { title, note }, language) };
  }
  const last = wish.asked.length >= mostAsked;
  const buttons = [
    ...(last ? [] : (['later'] as const)),
    'away' as const,
    ...(canPassOn(plan, wish, reader) ? (['notMine'] as const) : []),
  ];
  const why = whyText(sight, language);
  return { summary, card: supportCard(sight, { title, form: {}, why, meetWith, buttons }, language) };
}

/** The administrator is who it is passed on to. */
export function canPassOn(plan: Plan, { notTheirs, from }: Wish, personId: string): boolean {
  return from !== undefined && !notTheirs && plan.administrators()[0] !== personId;
}

export function askedTitle({ plan, wish }: SupportSight, language: Language): string {
  const t = translator(language);
  const role = authorName(plan, wish.by, language);
  if (wish.notTheirs) return t('support.titlePassedOn', { role });
  if (wish.from) return t('support.title', { role });
  return wish.fromWords
    ? t('support.titleWords', { role, words: wish.fromWords })
    : t('support.titleLeadership', { role });
}

function whyText({ plan, wish }: SupportSight, language: Language): string {
  const t = translator(language);
  const role = authorName(plan, wish.by, language);
  const asked = helpFromText(plan, wish, language) || t('support.nobody');
  const count = Math.max(mostAsked - wish.asked.length, 0);
  if (wish.notTheirs) return t('support.whyPassedOn', { asked });
  if (!wish.from && wish.fromWords) return t('support.whyWords', { words: wish.fromWords });
  return count > 0 ? t('support.why', { role, asked, count }) : t('support.whyLast', { role, asked });
}

function repliedMessage(sight: SupportSight, index: number, language: Language): OutgoingMessage | undefined {
  const t = translator(language);
  const reply = sight.wish.replies[index];
  if (!reply) return undefined;
  const title = t('support.replied');
  const summary = t('support.summary', { title, about: titleOf(sight, language) });
  return { summary, card: supportCard(sight, { title, meetWith: reply.by.personId }, language) };
}
