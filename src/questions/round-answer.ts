import type { Card } from '../base/messenger.ts';
import { type FactRow, factsCard, showAction } from '../messages/facts-card.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { asks } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { whatIsAsked } from '../rounds/what-is-asked.ts';
import { startingWith } from '../storage/documents.ts';
import { type AssignmentView, earlierWishes, readAssignments } from '../summaries/round-view.ts';
import { calledOffText, countByStatus } from '../summaries/summary-words.ts';
import { wantedBy } from '../support-requests/support-card.ts';
import {
  type EarlierWish,
  readAllSupport,
  type SupportRequest,
} from '../support-requests/support-request.ts';
import { type Inquiry, may, notice, readAt, refusal, today } from './inquiry.ts';
import { roundMeant } from './round-asked.ts';

/** How a round stands, in counts: of assignments and of people, never who. */
export async function roundCard(inquiry: Inquiry): Promise<Card> {
  const refused = refusal(inquiry, 'round/read');
  if (refused) return refused;
  const round = await roundMeant(inquiry);
  const planned = await plannedText(inquiry);
  const { t } = inquiry;
  if (!round) return factsCard(inquiry, { title: t('question.noRound'), intro: planned });
  const views = await readViews(inquiry, round);
  const asked = views.filter(({ asksState }) => asksState);
  const count = asked.filter(({ state }) => state.judgement).length;
  const name = inquiry.roundName(round.id);
  return factsCard(inquiry, {
    title: t('question.roundTitle', { count, of: asked.length, round: name }),
    intro: datesText(inquiry, round),
    rows: [statusRow(inquiry, asked), { lines: [await peopleText(inquiry, round)] }],
    note: round.state === 'open' ? '' : planned,
    source: t('question.sourceReports', { round: name, moment: readAt(inquiry) }),
    actions: seesWho(inquiry, round)
      ? [{ verb: 'rounds/unanswered', data: { round: round.id }, title: t('question.roundWho') }]
      : [],
    page: { of: 'round', id: round.id },
  });
}

/** By role, in the process lead's own chat, and not before the last reminder has gone out. */
function seesWho(inquiry: Inquiry, { state, due }: Round): boolean {
  const isLead = inquiry.where.kind === 'personal' && may(inquiry, 'people/read');
  return isLead && state === 'open' && today(inquiry).toString() > due;
}

/** With the one to the rest, four. */
const maxButtons = 3;

/** What help is wanted, then what goes otherwise than planned, in the managers' own words. */
export async function helpCard(inquiry: Inquiry, assignment?: Assignment): Promise<Card> {
  const refused = refusal(inquiry, 'report/read', { assignment });
  if (refused) return refused;
  const round = await roundMeant(inquiry);
  if (!round) return notice(inquiry, 'question.noRound');
  const support = await readAllSupport(inquiry.ports.store, inquiry.actor.tenantId);
  const all = await readViews(inquiry, round, support);
  const views = assignment ? all.filter((one) => one.assignment.id === assignment.id) : all;
  const shown = views.filter((one) => may(inquiry, 'help/read', { assignment: one.assignment }));
  const wanting = shown.filter(({ state, wish }) => state.judgement?.answer.help && !wish?.withdrawn);
  const earlier = earlierWishes(
    support,
    { round, rounds: await inquiry.rounds() },
    shown.map((one) => one.assignment),
  );
  const deviating = views.filter((one) => one.status === 'deviation' && !wanting.includes(one));
  const { t } = inquiry;
  const hidden = shown.length < views.length;
  const asked = all.filter(({ asksState }) => asksState);
  const counts = { count: asked.filter(({ state }) => state.judgement).length, of: asked.length };
  const name = inquiry.roundName(round.id);
  const wanted = new Set([
    ...wanting.map((one) => one.assignment),
    ...earlier.map(({ request }) => inquiry.plan.assignment(request.assignmentId)!),
  ]);
  const none = assignment && wanted.size === 0 && !hidden;
  const isAllWell = wanted.size === 0 && deviating.length === 0;
  const title = assignment?.title[inquiry.language];
  return factsCard(inquiry, {
    title: hidden
      ? t('question.deviationsTitle', { count: deviating.length })
      : none
        ? t('question.helpNone', { title, round: name })
        : isAllWell
          ? t('question.allWell')
          : t('question.helpTitle', { count: wanted.size }),
    intro: t('question.helpIntro', { ...counts, round: name }),
    rows: [
      ...wanting.map((one) => wantingRow(inquiry, one)),
      ...earlier.map((one) => earlierRow(inquiry, one)),
      ...deviating.map((one) => deviatingRow(inquiry, one, hidden)),
    ],
    note: hidden ? t('question.notHelpForYou') : '',
    source: t('question.sourceReports', { round: name, moment: readAt(inquiry) }),
    actions: (assignment
      ? [assignment]
      : [...new Set([...wanted, ...deviating.map((one) => one.assignment)])]
    )
      .slice(0, maxButtons)
      .map(({ id, title: of }) =>
        showAction(
          { kind: 'status', about: { type: 'assignment', id } },
          t('following.show', { title: inquiry.say(of) }),
        ),
      ),
    asked: { kind: 'help', about: assignment && { type: 'assignment', id: assignment.id } },
    page: assignment ? { of: 'assignment', id: assignment.id } : { of: 'whole', id: round.id },
  });
}

function wantingRow(inquiry: Inquiry, { assignment, status, state, wish }: AssignmentView): FactRow {
  const { t, say, by } = inquiry;
  const { help, ownWords } = state.judgement!.answer;
  const why = ownWords ? `: ”${ownWords}”` : '';
  const reply = wish?.replies.at(-1);
  const asked = inquiry.helpFrom(help!);
  const from = asked ? t('question.helpFrom', { role: asked }) : '';
  return {
    heading: say(assignment.title),
    lines: status === 'deviation' ? [`${t('question.deviationOnly')}${why}`] : [],
    quote: `”${help!.what}”`,
    by: [
      by(state.judgement!),
      from,
      reply ? t('support.repliedWords', { words: reply.words }) : t('support.waiting'),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function earlierRow(inquiry: Inquiry, { request, wish }: EarlierWish): FactRow {
  const { t, plan, say, roundName } = inquiry;
  const title = say(plan.assignment(request.assignmentId)!.title);
  return {
    heading: t('support.earlierOf', { title, period: roundName(request.roundId) }),
    quote: `”${wish.what}”`,
    by: [wantedBy(inquiry, wish), t('support.waiting')].join(' · '),
  };
}

function deviatingRow(
  { t, say, by }: Inquiry,
  { assignment, state }: AssignmentView,
  hidden: boolean,
): FactRow {
  const { ownWords } = state.judgement!.answer;
  return {
    heading: say(assignment.title),
    lines: [t(hidden ? 'question.deviationOnly' : 'question.deviationRow')],
    quote: ownWords ? `”${ownWords}”` : '',
    by: by(state.judgement!),
  };
}

/** Every assignment that may be shown here, with what has been sent in about it. */
async function readViews(
  inquiry: Inquiry,
  round: Round,
  support?: ReadonlyMap<string, SupportRequest>,
): Promise<AssignmentView[]> {
  const { ports, actor, plan } = inquiry;
  const shown = plan.assignments.filter((assignment) => may(inquiry, 'report/read', { assignment }));
  const subject = { tenantId: actor.tenantId, round };
  const views = await readAssignments(ports.store, subject, shown, support);
  const [period, held] = [plan.period(round.id), await inquiry.rounds()];
  return views.map((one) => {
    const asksAll = !period || whatIsAsked(plan, period, one.assignment, held).asks === 'all';
    return { ...one, asksState: asksAll || one.state.judgement !== undefined };
  });
}

function datesText(inquiry: Inquiry, round: Round): string {
  const [opens, due, closes] = [round.opens, round.due, round.closes].map(inquiry.weekday);
  const key = round.state === 'open' ? 'question.roundDates' : 'question.roundClosed';
  return calledOffText(inquiry, round) ?? inquiry.t(key, { opens, due, closes });
}

function statusRow({ t, status: word }: Inquiry, views: readonly AssignmentView[]): FactRow {
  const lines = [...countByStatus(views)].map(([status, count]) => `${word(status)}: ${count}`);
  return { heading: t('question.roundStatuses'), lines };
}

/** Somebody of whom nothing is asked any more is neither counted nor has answered. */
async function peopleText(inquiry: Inquiry, round: Round): Promise<string> {
  const { ports, actor } = inquiry;
  let [of, count] = [0, 0];
  for await (const ask of asks(ports.store).all(actor.tenantId, startingWith(`${round.id}:`))) {
    if (ask.parts.length === 0) continue;
    of += 1;
    if (ask.parts.every((part) => part.answeredAt)) count += 1;
  }
  return of > 0 ? inquiry.t('question.roundPeople', { count, of }) : '';
}

/** The next round that has not opened. */
async function plannedText(inquiry: Inquiry): Promise<string> {
  const { t, weekday, roundName } = inquiry;
  const next = (await inquiry.rounds()).find((round) => round.state === 'planned');
  if (!next) return '';
  const [opens, due] = [weekday(next.opens), weekday(next.due)];
  return t('question.roundPlanned', { round: roundName(next.id), opens, due });
}
