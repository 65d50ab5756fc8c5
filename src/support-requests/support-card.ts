import type { Card } from '../base/messenger.ts';
import { type Fault, faultText } from '../language/people-text.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Reader } from '../reports/reader.ts';
import type { ReportState } from '../reports/report.ts';
import { statusColor } from '../reports/report-block.ts';
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
export function supportCard(reader: Reader, sight: SupportSight, parts: SupportCardParts): Card {
  const { t, by, author, language } = reader;
  const { wish, request, state } = sight;
  const { title, note = '', changed, form, why = '', buttons = [], summaryId, list } = parts;
  const shows = (name: (typeof buttons)[number]) => buttons.includes(name);
  const { status, ownWords = '' } = state.judgement?.answer ?? {};
  return renderCard(
    'support-request',
    {
      title,
      note,
      why,
      about: aboutText(reader, request),
      changed: changed ? t('support.changed') : '',
      what: `”${wish.what}”`,
      by: wantedBy(reader, wish),
      // How it goes, so that whoever is asked need not look it up.
      status: status ? reader.status(status) : '',
      statusColor: status ? statusColor(status) : 'Default',
      ownWords: ownWords ? `”${ownWords}”` : '',
      replies: wish.replies.map((reply) => ({ words: reply.words, by: by(reply) })),
      form: form !== undefined,
      typed: form?.typed ?? '',
      fault: faultText(form?.fault, language),
      record: t('support.record', { role: author(wish.by) }),
      // Instead of a reply in writing; where there is one, it has said what there is to say.
      meeting: parts.meetWith && wish.replies.length === 0 ? meetingUrl(reader, request, parts.meetWith) : '',
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

export function titleOf({ plan, say }: Reader, { assignmentId }: SupportRequest): string {
  const assignment = plan.assignment(assignmentId);
  return assignment ? say(assignment.title) : assignmentId;
}

export function aboutText(reader: Reader, request: SupportRequest): string {
  const period = reader.roundName(request.roundId);
  return reader.t('support.about', { title: titleOf(reader, request), period });
}

export function wantedBy({ t, by, helpFrom }: Reader, wish: Wish): string {
  const from = helpFrom(wish);
  return [by(wish), from ? t('report.helpFrom', { role: from }) : ''].filter(Boolean).join(' · ');
}

function meetingUrl(reader: Reader, request: SupportRequest, personId: string): string {
  const subject = reader.t('support.meetingSubject', { title: titleOf(reader, request) });
  return meetingLink(reader.plan, { subject, personId });
}
