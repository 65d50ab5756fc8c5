import { Temporal } from 'temporal-polyfill';
import type { Stored } from '../base/document-store.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { readersOf } from '../reminders/explain-ask.ts';
import { type Report, stateOf } from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { meetingLink } from '../support-requests/support-card.ts';
import {
  findSupport,
  helpRound,
  isUnanswered,
  type Wish,
  wishOf,
  withReport,
} from '../support-requests/support-request.ts';
import { isComplete } from './all-parts.ts';
import { bytesOf, pageButtons, pageOf, pageWords } from './pages.ts';
import { type Button, buttonFor, changeButton, leadershipBlocks } from './preview.ts';
import type { AnswerView } from './view.ts';
import { type AnswerWork, findSent, type ReadPorts, roundNames, subjectOf, titleOf } from './work.ts';

/** What is sent in. `page`: all of it as leadership sees it, counted from 1; absent: a row for each assignment. */
export async function receiptView(
  ports: ReadPorts,
  work: AnswerWork,
  { page }: { readonly page?: number | undefined } = {},
): Promise<AnswerView> {
  const card = page === undefined ? await thanks(ports, work) : await whole(ports, work, page);
  return { view: 'receipt', card };
}

async function thanks(ports: ReadPorts, work: AnswerWork) {
  const { reader, closed, ask } = work;
  const { t, language } = reader;
  const rows = await Promise.all(ask.parts.map((part) => rowOf(ports, work, part)));
  const missing = closed ? [] : ask.parts.filter((_, index) => !rows[index]!.complete);
  return renderCard(
    'answer-receipt',
    {
      period: roundNames(work),
      title: othersText(work) ?? t(closed ? 'answer.receipt.closedTitle' : 'answer.receipt.title'),
      intro: closed ? t('answer.receipt.closedIntro') : readersText(work),
      rows: rows.filter(({ isSaid }) => isSaid).map(({ row }) => row),
      missing:
        missing.length > 0
          ? t('answer.receipt.missing', {
              titles: joinWords(
                missing.map(({ assignmentId }) => titleOf(work, assignmentId)),
                language,
              ),
            })
          : '',
      next: closed ? '' : [changeText(work), nextText(work, ports)].filter(Boolean).join(' '),
      ask: ask.id,
    },
    language,
  );
}

/** Where others who hold the same roles have answered all of it. */
function othersText({ ask, reader }: AnswerWork): string | undefined {
  const roles = ask.parts.map(({ answeredBy }) => answeredBy);
  if (roles.some((one) => one === undefined)) return undefined;
  const names = [...new Set(roles as string[])].map(reader.roleName);
  return reader.t('shared.answeredBy', { role: reader.join(names) });
}

async function rowOf(ports: ReadPorts, work: AnswerWork, part: AskPart) {
  const { reader } = work;
  const { t } = reader;
  const sent = await findSent(work, part);
  const state = stateOf(sent);
  const { judgement } = state;
  const wish = judgement?.answer.help && (await findWish(ports, work, part, sent));
  const given = part.indicatorIds.flatMap((id) => state.readings[id]?.answer ?? []);
  const facts = [
    judgement ? reader.status(judgement.answer.status) : '',
    part.indicatorIds.length > 0
      ? t('answer.receipt.values', {
          given: given.filter((answer) => 'value' in answer).length,
          count: part.indicatorIds.length,
        })
      : '',
    judgement?.answer.help ? t('answer.receipt.help') : '',
  ];
  const change = work.closed
    ? buttonFor(work, part, 'answer/correct', 'answer.correct')
    : changeButton(work, { part });
  return {
    complete: Boolean(part.answeredAt) || isComplete(part, state),
    isSaid: Boolean(part.answeredAt) || judgement !== undefined || given.length > 0,
    row: {
      title: titleOf(work, part.assignmentId),
      facts: facts.filter(Boolean).join(' · '),
      change,
      more: helpButtons(work, part, wish),
      meeting: meetingOf(work, part, wish),
    },
  };
}

async function whole(ports: ReadPorts, work: AnswerWork, wanted: number) {
  const { reader, ask, closed } = work;
  const { t, language } = reader;
  const shown = await Promise.all(
    ask.parts.map(async (part) => {
      const [subject, sent] = await Promise.all([subjectOf(work, part), findSent(work, part)]);
      if (!sent && !part.answeredAt) return [];
      const wish = await findWish(ports, work, part, sent);
      const change = closed
        ? buttonFor(work, part, 'answer/correct', 'answer.correct')
        : changeButton(work, { part });
      const earlier = buttonFor(work, part, 'answer/history', 'answer.earlier');
      const buttons = [
        change,
        ...((sent?.revisions.length ?? 0) > 1 ? [earlier] : []),
        ...helpButtons(work, part, wish),
      ];
      return leadershipBlocks(work, subject, {
        state: subject.sent,
        buttons,
        wish,
        meeting: meetingOf(work, part, wish),
      });
    }),
  );
  const { items, page, of } = pageOf(shown.flat(), wanted, bytesOf);
  return renderCard(
    'answer-sent',
    {
      period: roundNames(work),
      title: t('answer.sent.title'),
      blocks: items,
      page: pageWords(page, of, t),
      pages: pageButtons({ page, of, verb: 'answer/receipt', ids: { ask: ask.id } }, t),
      ask: ask.id,
    },
    language,
  );
}

/** What has just been sent in is followed up as due work: here it is in step already. */
async function findWish(
  { store }: ReadPorts,
  work: AnswerWork,
  { assignmentId }: AskPart,
  sent: Stored<Report> | undefined,
): Promise<Wish | undefined> {
  const state = stateOf(sent);
  if (!state.judgement?.answer.help) return undefined;
  const found = await findSupport(store, {
    tenantId: work.actor.tenantId,
    roundId: (await helpRound(store, work, assignmentId)).id,
    assignmentId,
  });
  return wishOf(state, found && withReport(found, sent));
}

function helpButtons(work: AnswerWork, part: AskPart, wish: Wish | undefined): Button[] {
  if (part.as !== 'owner' || !wish) return [];
  if (isUnanswered(wish)) return [buttonFor(work, part, 'answer/help-withdraw', 'support.withdraw')];
  return wish.withdrawn && !work.closed
    ? [buttonFor(work, part, 'answer/help-restore', 'support.restore')]
    : [];
}

/** Instead of waiting for a reply: with whoever is asked. */
function meetingOf({ plan, reader }: AnswerWork, { assignmentId }: AskPart, wish: Wish | undefined) {
  const personId = wish?.from && plan.respondents(wish.from)[0]?.personId;
  if (!personId || wish?.replies.length || wish?.withdrawn) return { title: '', url: '' };
  const title = reader.say(plan.assignment(assignmentId)!.title);
  const subject = reader.t('support.meetingSubject', { title });
  return { title: reader.t('support.meeting'), url: meetingLink(plan, { subject, personId }) };
}

function readersText({ ask, reader }: AnswerWork): string {
  const { roles, channels } = readersOf(reader, ask);
  return reader.t(channels ? 'answer.receipt.readers' : 'answer.receipt.readersNoChannel', {
    roles,
    channels,
  });
}

/** Until the last of the rounds closes: what is changed after another has is kept in those that are open. */
function changeText({ reader, together }: AnswerWork): string {
  const [closes] = together
    .map(({ round }) => round.closes)
    .toSorted()
    .toReversed();
  const day = formatDay(Temporal.PlainDate.from(closes!), reader.language);
  return reader.t('answer.receipt.change', { day });
}

/** When the person hears from Roder again. */
function nextText({ reader, rounds, plan }: AnswerWork, { clock }: Pick<ReadPorts, 'clock'>): string {
  const today = localDate(clock.now(), plan.content.timeZone).toString();
  const [next] = rounds
    .filter(({ state, opens }) => state === 'planned' && opens > today)
    .toSorted((a, b) => a.opens.localeCompare(b.opens));
  return next
    ? reader.t('answer.receipt.next', { round: reader.roundName(next.id), day: reader.day(next.opens) })
    : '';
}
