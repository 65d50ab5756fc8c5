import type { Card } from '../base/messenger.ts';
import { type FactRow, factsCard } from '../messages/facts-card.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { type Report, type ReportState, reportId, reports, type Status, stateOf } from '../reports/report.ts';
import { byLine, helpFromText, statusWord } from '../reports/report-block.ts';
import { asks } from '../rounds/ask.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { whatIsAsked } from '../rounds/what-is-asked.ts';
import { startingWith } from '../storage/documents.ts';
import { readSupport, type Wish, wishOf } from '../support-requests/support-request.ts';
import {
  dayOf,
  type Inquiry,
  may,
  notice,
  openedRounds,
  readAt,
  refusal,
  roundName,
  textsOf,
} from './inquiry.ts';
import { roundAsked } from './round-asked.ts';

interface Standing {
  /** The round asks how it goes, or somebody has said it. */
  readonly asksState: boolean;
  readonly assignment: Assignment;
  readonly state: ReportState;
  readonly wish?: Wish | undefined;
}

/** How a round stands, in counts: of assignments and of people, never who. */
export async function roundCard(inquiry: Inquiry): Promise<Card> {
  const refused = refusal(inquiry, 'round/read');
  if (refused) return refused;
  const round = await roundMeant(inquiry);
  const planned = await plannedText(inquiry);
  const t = textsOf(inquiry);
  if (!round) return factsCard(inquiry, { title: t('question.noRound'), intro: planned });
  const standings = await readStandings(inquiry, round);
  const asked = standings.filter(({ asksState }) => asksState);
  const count = asked.filter(({ state }) => state.judgement).length;
  const name = roundName(inquiry, round);
  return factsCard(inquiry, {
    title: t('question.roundTitle', { count, of: asked.length, round: name }),
    intro: datesText(inquiry, round),
    rows: [statusRow(inquiry, asked), { lines: [await peopleText(inquiry, round)] }],
    note: round.state === 'open' ? '' : planned,
    source: t('question.sourceReports', { round: name, moment: readAt(inquiry) }),
  });
}

/** What help is wanted, then what goes otherwise than planned, in the managers' own words. */
export async function helpCard(inquiry: Inquiry, assignment?: Assignment): Promise<Card> {
  const refused = refusal(inquiry, 'report/read', { assignment });
  if (refused) return refused;
  const round = await roundMeant(inquiry);
  if (!round) return notice(inquiry, 'question.noRound');
  const all = await readStandings(inquiry, round);
  const standings = assignment ? all.filter((one) => one.assignment.id === assignment.id) : all;
  const shown = standings.filter((one) => may(inquiry, 'help/read', { assignment: one.assignment }));
  const wanting = shown.filter(({ state, wish }) => state.judgement?.answer.help && !wish?.withdrawn);
  const deviating = standings.filter(
    (one) => one.state.judgement?.answer.status === 'deviation' && !wanting.includes(one),
  );
  const t = textsOf(inquiry);
  const hidden = shown.length < standings.length;
  const asked = all.filter(({ asksState }) => asksState);
  const counts = { count: asked.filter(({ state }) => state.judgement).length, of: asked.length };
  const name = roundName(inquiry, round);
  const none = assignment && wanting.length === 0 && !hidden;
  const title = assignment?.title[inquiry.language];
  return factsCard(inquiry, {
    title: hidden
      ? t('question.deviationsTitle', { count: deviating.length })
      : none
        ? t('question.helpNone', { title, round: name })
        : t('question.helpTitle', { count: wanting.length }),
    intro: t('question.helpIntro', { ...counts, round: name }),
    rows: [
      ...wanting.map((one) => wantingRow(inquiry, one)),
      ...deviating.map((one) => deviatingRow(inquiry, one, hidden)),
    ],
    note: hidden ? t('question.notHelpForYou') : '',
    source: t('question.sourceReports', { round: name, moment: readAt(inquiry) }),
    asked: { kind: 'help', about: assignment && { type: 'assignment', id: assignment.id } },
  });
}

function wantingRow(inquiry: Inquiry, { assignment, state, wish }: Standing): FactRow {
  const { plan, language } = inquiry;
  const t = textsOf(inquiry);
  const { help } = state.judgement!.answer;
  const reply = wish?.replies.at(-1);
  const by = byLine(plan, state.judgement!, language, t);
  const asked = helpFromText(plan, help!, language);
  const from = asked ? t('question.helpFrom', { role: asked }) : '';
  return {
    heading: assignment.title[language],
    quote: `”${help!.what}”`,
    by: [by, from, reply ? t('support.repliedWords', { words: reply.words }) : t('support.waiting')]
      .filter(Boolean)
      .join(' · '),
  };
}

function deviatingRow(inquiry: Inquiry, { assignment, state }: Standing, hidden: boolean): FactRow {
  const { plan, language } = inquiry;
  const t = textsOf(inquiry);
  const { ownWords } = state.judgement!.answer;
  return {
    heading: assignment.title[language],
    lines: [t(hidden ? 'question.deviationOnly' : 'question.deviationRow')],
    quote: ownWords ? `”${ownWords}”` : '',
    by: byLine(plan, state.judgement!, language, t),
  };
}

/** The round that is named, else the latest that has opened. */
async function roundMeant(inquiry: Inquiry): Promise<Round | undefined> {
  const opened = await openedRounds(inquiry);
  return roundAsked(inquiry.words, inquiry.plan, opened) ?? opened.at(-1);
}

/** Every assignment that may be shown here, with what has been sent in about it. */
async function readStandings(inquiry: Inquiry, round: Round): Promise<Standing[]> {
  const { ports, actor, plan } = inquiry;
  const found = new Map<string, Report>();
  for await (const report of reports(ports.store).all(actor.tenantId, startingWith(`${round.id}:`)))
    found.set(report.id, report);
  const support = await readSupport(ports.store, actor.tenantId, [round]);
  const held = await allRounds(ports.store, actor.tenantId);
  const period = plan.period(round.id);
  return plan.assignments
    .filter((assignment) => may(inquiry, 'report/read', { assignment }))
    .map((assignment) => {
      const id = reportId(round.id, assignment.id);
      const state = stateOf(found.get(id));
      const isAsked = !period || whatIsAsked(plan, period, assignment, held).asks === 'all';
      const asksState = isAsked || state.judgement !== undefined;
      return { assignment, state, asksState, wish: wishOf(state, support.get(id)) };
    });
}

function datesText(inquiry: Inquiry, round: Round): string {
  const t = textsOf(inquiry);
  const [opens, due, closes] = [round.opens, round.due, round.closes].map((date) => dayOf(inquiry, date));
  return t(round.state === 'open' ? 'question.roundDates' : 'question.roundClosed', { opens, due, closes });
}

function statusRow(inquiry: Inquiry, standings: readonly Standing[]): FactRow {
  const t = textsOf(inquiry);
  const counts = new Map<Status | 'no_report', number>();
  for (const { state } of standings) {
    const status = state.judgement?.answer.status ?? 'no_report';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const order = [
    'on_track',
    'deviation',
    'not_started',
    'paused',
    'completed',
    'cancelled',
    'no_report',
  ] as const;
  const lines = order.flatMap((status) =>
    counts.has(status) ? [`${statusWord(status, t)}: ${counts.get(status)}`] : [],
  );
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
  return of > 0 ? textsOf(inquiry)('question.roundPeople', { count, of }) : '';
}

/** The next round that has not opened. */
async function plannedText(inquiry: Inquiry): Promise<string> {
  const { ports, actor } = inquiry;
  const next = (await allRounds(ports.store, actor.tenantId)).find((round) => round.state === 'planned');
  if (!next) return '';
  const [opens, due] = [dayOf(inquiry, next.opens), dayOf(inquiry, next.due)];
  return textsOf(inquiry)('question.roundPlanned', { round: roundName(inquiry, next), opens, due });
}
