import type { Card } from '../base/messenger.ts';
import { type Language, say, translator } from '../language/language.ts';
import { type Fault, faultText } from '../language/people-text.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { ReportState } from '../reports/report.ts';
import { authorName, byLine, helpFromText, statusColor, statusWord } from '../reports/report-block.ts';
import type { SupportRequest, Wish } from './support-request.ts';

/** So many letters of a subject are shown, and kept. */
const longestSubject = 200;

/**
 * Opens Teams' own form for a new meeting with the title and the other person filled in; nothing is sent before
 * the person has looked at it. Teams takes user principal names: where the plan has none, the title stands alone.
 */
export function meetingLink(
  plan: Plan,
  { subject, personId }: { subject: string; personId?: string | undefined },
) {
  const attendee = personId && plan.person(personId)?.upn;
  const query = new URLSearchParams({ subject: subject.slice(0, longestSubject) });
  if (attendee) query.set('attendees', attendee);
  // Teams reads a plus sign as one, not as a space.
  return `https://teams.microsoft.com/l/meeting/new?${query.toString().replaceAll('+', '%20')}`;
}

/** One wish with what it is about. */
export interface SupportSight {
  readonly plan: Plan;
  readonly request: SupportRequest;
  readonly wish: Wish;
  /** The report as it stands. */
  readonly state: ReportState;
}

export interface SupportCardParts {
  readonly title: string;
  readonly note?: string;
  readonly changed?: boolean;
  /** There to be answered on the card; what was typed, and what is amiss with it. */
  readonly form?: { readonly typed?: string | undefined; readonly fault?: Fault | undefined } | undefined;
  readonly why?: string;
  /** Whom a talk would be with. */
  readonly meetWith?: string | undefined;
  readonly buttons?: readonly ('more' | 'later' | 'away' | 'notMine')[];
  /** The summary the person came from. */
  readonly summaryId?: string | undefined;
  /** The message of several requests the person came from. */
  readonly list?: string | undefined;
}

/** A wish as everybody meets it: whoever is asked, leadership, and whoever gets the reply. */
export function supportCard(sight: SupportSight, parts: SupportCardParts, language: Language): Card {
  const { plan, wish, request } = sight;
  const t = translator(language);
  const { title, note = '', changed, form, why = '', buttons = [], summaryId, list } = parts;
  const shows = (name: (typeof buttons)[number]) => buttons.includes(name);
  return renderCard(
    'support-request',
    {
      title,
      note,
      why,
      about: aboutText(sight, language),
      changed: changed ? t('support.changed') : '',
      what: `”${wish.what}”`,
      by: wantedBy(sight, language),
      ...stateData(sight, language),
      replies: wish.replies.map((reply) => ({
        words: reply.words,
        by: byLine(plan, { ...reply, answer: undefined }, language, t),
      })),
      form: form !== undefined,
      typed: form?.typed ?? '',
      fault: faultText(form?.fault, language),
      record: t('support.record', { role: authorName(plan, wish.by, language) }),
      meeting: parts.meetWith ? meetingUrl(sight, parts.meetWith, language) : '',
      more: shows('more'),
      later: shows('later'),
      away: shows('away'),
      notMine: shows('notMine'),
      ids: {
        request: request.id,
        wish: wish.number,
        seen: seenOf(wish),
        summary: summaryId ?? '',
        list: list ?? '',
      },
    },
    language,
  );
}

/** Names what a card was made from: another reply, or other words of the wish, are shown before a reply is taken. */
export function seenOf({ number, revision, replies }: Wish): string {
  return `${number}.${revision}.${replies.length}`;
}

export function titleOf(
  { plan, request }: Pick<SupportSight, 'plan' | 'request'>,
  language: Language,
): string {
  const assignment = plan.assignment(request.assignmentId);
  return assignment ? say(assignment.title, language) : request.assignmentId;
}

export function aboutText(sight: Pick<SupportSight, 'plan' | 'request'>, language: Language): string {
  const { plan, request } = sight;
  const period = plan.period(request.roundId);
  const facts = {
    title: titleOf(sight, language),
    period: period ? say(period.name, language) : request.roundId,
  };
  return translator(language)('support.about', facts);
}

export function wantedBy({ plan, wish }: Pick<SupportSight, 'plan' | 'wish'>, language: Language): string {
  const t = translator(language);
  const from = helpFromText(plan, wish, language);
  const by = byLine(plan, { ...wish, answer: undefined }, language, t);
  return [by, from ? t('report.helpFrom', { role: from }) : ''].filter(Boolean).join(' · ');
}

/** How it goes, so that whoever is asked need not look it up. */
function stateData({ state }: SupportSight, language: Language) {
  if (!state.judgement) return { status: '', statusColor: 'Default', ownWords: '' };
  const { status, ownWords } = state.judgement.answer;
  return {
    status: statusWord(status, translator(language)),
    statusColor: statusColor(status),
    ownWords: ownWords ? `”${ownWords}”` : '',
  };
}

export function meetingUrl(
  sight: Pick<SupportSight, 'plan' | 'request'>,
  personId: string,
  language: Language,
): string {
  const subject = translator(language)('support.meetingSubject', { title: titleOf(sight, language) });
  return meetingLink(sight.plan, { subject, personId });
}
