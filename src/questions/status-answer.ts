import type { Card } from '../base/messenger.ts';
import { fitCard, renderCard } from '../language/render-card.ts';
import { type CardAction, factsCard } from '../messages/facts-card.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { type IndicatorValues, reportValues } from '../reports/known-values.ts';
import { type ReportState, reportId, reports, stateOf } from '../reports/report.ts';
import { authorName, ownerNames, reportBlock, statusWord } from '../reports/report-block.ts';
import type { Round } from '../rounds/round.ts';
import { findSupport, type Wish, wishOf } from '../support-requests/support-request.ts';
import {
  dateOf,
  dayOf,
  type Inquiry,
  may,
  openedRounds,
  planSource,
  readAt,
  refusal,
  roundName,
  textsOf,
} from './inquiry.ts';
import { roundAsked } from './round-asked.ts';

export interface Found {
  readonly round: Round;
  readonly state: ReportState;
  readonly values: readonly IndicatorValues[];
  readonly replies?: Wish['replies'] | undefined;
  readonly withdrawn?: Wish['withdrawn'] | undefined;
}

interface Looked {
  readonly found?: Found | undefined;
  /** The round that was asked for, where the question named one. */
  readonly asked?: Round | undefined;
  /** A round that is open and has nothing from this assignment yet. */
  readonly missing?: Round | undefined;
}

/** How an assignment goes: its latest report, whichever round it is from, and the card says which. */
export async function statusCard(inquiry: Inquiry, assignment: Assignment): Promise<Card> {
  const refused = refusal(inquiry, 'report/read', { assignment });
  if (refused) return refused;
  const looked = await look(inquiry, assignment);
  if (!looked.found) return nothingCard(inquiry, assignment, looked);
  const helpShown = may(inquiry, 'help/read', { assignment });
  return foundCard(inquiry, assignment, {
    ...looked,
    found: helpShown ? looked.found : withoutHelp(looked.found),
  });
}

/** How an assignment goes on one line, with who said so and when. */
export async function statusLine(inquiry: Inquiry, assignment: Assignment): Promise<string> {
  const { plan, language } = inquiry;
  const t = textsOf(inquiry);
  const found = await latestJudged(inquiry, assignment, await openedRounds(inquiry));
  if (!found) return statusWord('no_report', t);
  const { answer, by, at } = found.state.judgement!;
  const said = { role: authorName(plan, by, language), date: dateOf(inquiry, at) };
  return t('share.line', {
    status: statusWord(answer.status, t),
    ...said,
    round: roundName(inquiry, found.round),
  });
}

/** The same for others to read: what a reader may see, and no buttons. */
export async function sharedCard(inquiry: Inquiry, assignment: Assignment): Promise<Card> {
  const looked = await look(inquiry, assignment);
  if (!looked.found) return nothingCard(inquiry, assignment, looked);
  return foundCard(inquiry, assignment, { ...looked, found: withoutHelp(looked.found) }, []);
}

async function look(inquiry: Inquiry, assignment: Assignment): Promise<Looked> {
  const opened = await openedRounds(inquiry);
  const asked = roundAsked(inquiry.words, inquiry.plan, opened);
  const found = await latestReport(inquiry, assignment, asked ? [asked] : opened);
  const last = opened.at(-1);
  const missing = !asked && last?.state === 'open' && found?.round.id !== last.id ? last : undefined;
  return { found, asked, missing };
}

async function latestReport(
  inquiry: Inquiry,
  assignment: Assignment,
  rounds: readonly Round[],
): Promise<Found | undefined> {
  const { ports, actor, plan } = inquiry;
  const judged = await latestJudged(inquiry, assignment, rounds);
  if (!judged) return undefined;
  const source = { store: ports.store, tenantId: actor.tenantId, plan, rounds, round: judged.round };
  const key = { tenantId: actor.tenantId, roundId: judged.round.id, assignmentId: assignment.id };
  const wish = wishOf(judged.state, await findSupport(ports.store, key));
  const values = await reportValues(source, judged.state, plan.indicatorsOf(assignment.id));
  return { ...judged, values, replies: wish?.replies, withdrawn: wish?.withdrawn };
}

async function latestJudged(
  { ports: { store }, actor: { tenantId } }: Inquiry,
  { id }: Assignment,
  rounds: readonly Round[],
): Promise<Pick<Found, 'round' | 'state'> | undefined> {
  for (const round of rounds.toReversed()) {
    const state = stateOf(await reports(store).find(tenantId, reportId(round.id, id)));
    if (state.judgement) return { round, state };
  }
  return undefined;
}

function withoutHelp(found: Found): Found {
  const { judgement } = found.state;
  if (!judgement?.answer.help) return found;
  const answer = { ...judgement.answer, help: undefined };
  return {
    ...found,
    replies: undefined,
    withdrawn: undefined,
    state: { ...found.state, judgement: { ...judgement, answer } },
  };
}

function foundCard(
  inquiry: Inquiry,
  assignment: Assignment,
  { found, asked, missing }: Looked,
  actions = actionsFor(inquiry, assignment),
): Card {
  const { plan, language } = inquiry;
  const t = textsOf(inquiry);
  const { round, state, values, replies, withdrawn } = found!;
  const { by, at } = state.judgement!;
  const facts = { title: assignment.title[language], round: roundName(inquiry, round) };
  const lead = asked ? 'question.leadAsked' : missing ? 'question.leadOlder' : 'question.lead';
  const source = {
    ...facts,
    role: authorName(plan, by, language),
    date: dateOf(inquiry, at),
    moment: readAt(inquiry),
  };
  const render = (shown: number) =>
    renderCard(
      'status-answer',
      {
        lead: t(lead, facts),
        old: [missing ? missingText(inquiry, missing) : '', oldText(inquiry, at)].filter(Boolean).join(' '),
        block: reportBlock({
          plan,
          assignment,
          state,
          values: values.slice(0, shown),
          language,
          replies,
          withdrawn,
        }),
        source: [
          values.length > shown ? t('question.valuesLeft', { count: values.length - shown }) : '',
          t('question.source', source),
        ]
          .filter(Boolean)
          .join(' '),
        actions,
      },
      language,
    );
  return fitCard([values.length, 15, 8, 4], render);
}

function missingText(inquiry: Inquiry, round: Round): string {
  const facts = { round: roundName(inquiry, round), due: dayOf(inquiry, round.due) };
  return textsOf(inquiry)('question.missingNow', facts);
}

const oldAfterHours = 183 * 24;

/** Half a year is longer than any two rounds are apart: then the card says so in so many words. */
function oldText(inquiry: Inquiry, at: string): string {
  const before = inquiry.ports.clock.now().subtract({ hours: oldAfterHours }).toString();
  return at < before ? textsOf(inquiry)('question.old', { date: dateOf(inquiry, at) }) : '';
}

function actionsFor(inquiry: Inquiry, assignment: Assignment): CardAction[] {
  if (!may(inquiry, 'assignment/follow', { assignment })) return [];
  return [
    { verb: 'following/start', data: { id: assignment.id }, title: textsOf(inquiry)('question.follow') },
  ];
}

function nothingCard(inquiry: Inquiry, assignment: Assignment, { asked, missing }: Looked): Card {
  const { plan, language } = inquiry;
  const role = ownerNames(plan, assignment, language);
  const facts = { title: assignment.title[language], role, round: asked ? roundName(inquiry, asked) : '' };
  const t = textsOf(inquiry);
  return factsCard(inquiry, {
    title: t('question.noReportTitle'),
    intro: t(asked ? 'question.noReportIn' : 'question.noReport', facts),
    note: missing ? missingText(inquiry, missing) : '',
    source: planSource(inquiry),
  });
}
