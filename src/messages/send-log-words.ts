import type { Temporal } from 'temporal-polyfill';
import { roundIdOf } from '../base/round-id.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, type Language, rawText, say, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { recipientOf, type SendLogEntry } from './send-log.ts';

export interface SendWords {
  /** `2026-09-01 08:00` in the organisation's time zone. */
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly why: string;
  readonly outcome: string;
}

/** Lists every type, so that the compiler reports a new one that is missing. */
const noticeTexts: Readonly<Record<NonNullable<SendLogEntry['notice']>, string>> = {
  deputy: 'sendLog.notice.deputy',
  'deputy-ended': 'sendLog.notice.deputy-ended',
  back: 'sendLog.notice.back',
  'not-me': 'sendLog.notice.not-me',
  kept: 'sendLog.notice.kept',
  moved: 'sendLog.notice.moved',
  given: 'sendLog.notice.given',
  postponed: 'sendLog.notice.postponed',
  restored: 'sendLog.notice.restored',
  cancelled: 'sendLog.notice.cancelled',
  'plan-changed': 'sendLog.notice.plan-changed',
  unanswered: 'sendLog.notice.unanswered',
  support: 'sendLog.notice.support',
  'support-reply': 'sendLog.notice.support-reply',
  channel: 'sendLog.notice.channel',
  restore: 'sendLog.notice.restore',
};

interface Reader {
  readonly plan: Plan;
  readonly language: Language;
}

export function sendWords(entry: SendLogEntry, reader: Reader): SendWords {
  const t = translator(reader.language);
  return {
    when: momentOf(entry.at, reader.plan),
    who: entry.clientId ? t('sendLog.from', { id: entry.clientId }) : whoOf(recipientOf(entry), reader),
    what: whatWords(entry, reader),
    why: entry.rule ? t(`sendLog.why.${entry.rule}`) : '',
    outcome: outcomeOf(entry, reader.language),
  };
}

/** The kind of message and its round. */
export function whatWords(
  {
    push,
    notice: told,
    about = '',
    askIds = [],
    roundIds = [],
  }: Pick<SendLogEntry, 'push' | 'notice' | 'about' | 'roundIds'> & Partial<Pick<SendLogEntry, 'askIds'>>,
  reader: Reader,
): string {
  const t = translator(reader.language);
  const ids = new Set([...roundIds, ...askIds.map(roundIdOf)]);
  const rounds = [...ids].map((id) => roundNameOf(id, reader));
  const round = joinWords(rounds, reader.language);
  const notice = told ? t(noticeTexts[told], { round }) : '';
  return t(`sendLog.what.${push}`, { round, notice, about });
}

export function momentOf(at: string, { content }: Plan): string {
  const local = fromTimestamp(at).toZonedDateTimeISO(content.timeZone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** The person's roles, as people are named everywhere, or the channel's name; the id if the plan does not know it. */
export function whoOf(personId: string, { plan, language }: Reader): string {
  const channel = plan.content.channels.find(({ id }) => id === personId);
  if (channel) return say(channel.name, language);
  const roles = plan.rolesOf(personId).map(({ name }) => say(name, language));
  return roles.length > 0 ? joinWords(roles, language) : personId;
}

export function roundNameOf(roundId: string, { plan, language }: Reader): string {
  const period = plan.period(roundId);
  return period ? say(period.name, language) : roundId;
}

/** Shows Teams' own codes unchanged, so that they can be searched for. */
function outcomeOf(entry: SendLogEntry, language: Language): string {
  const { outcome, reason = '', perhapsSecondCopy, channelId } = entry;
  const t = translator(language);
  if (outcome === 'received') return t(`sendLog.outcome.${reason || outcome}`);
  if (perhapsSecondCopy) return t('sendLog.outcome.again');
  const words = channelId ? channelReasonWords(reason, language) : reasonWords(reason, language);
  return t(`sendLog.outcome.${outcome}`, { reason: words });
}

/** The same for a channel. */
function channelReasonWords(reason: string, language: Language): string {
  return rawText(language, `sendLog.channelReason.${reason}`) ?? reasonWords(reason, language);
}

/** Why posts to a channel fail, and how to fix it. */
export function unreachedWords(reason: string, language: Language): { why: string; remedy: string } {
  const remedy = rawText(language, `reach.channels.remedy.${reason}`);
  return {
    why: channelReasonWords(reason, language),
    remedy: remedy ?? translator(language)('reach.channels.remedy.other'),
  };
}

export function reasonWords(reason: string, language: Language): string {
  return rawText(language, `sendLog.reason.${reason}`) ?? reason;
}

/** Such as `tis 15 sep 08:00`, for a button. */
export function shortMoment(at: Temporal.Instant, plan: Plan, language: Language): string {
  const local = at.toZonedDateTimeISO(plan.content.timeZone);
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const day = local
    .toPlainDate()
    .toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day.replaceAll(/[.,]/gu, '')} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** Such as `tisdag 15 september klockan 08:00`, for a time some days ahead. */
export function dayAndTime(at: Temporal.Instant, plan: Plan, language: Language): string {
  const { timeZone } = plan.content;
  const day = localDate(at, timeZone);
  const time = at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return translator(language)('reminder.moment', { day: formatDay(day, language, day), time });
}
