import { saidBeside } from '../answers/all-parts.ts';
import type { Card } from '../base/messenger.ts';
import { fitCard, renderCard } from '../language/render-card.ts';
import { type CardAction, factsCard, showAction } from '../messages/facts-card.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { seriesUntil } from '../reports/indicator-series.ts';
import { type IndicatorValues, reportValues } from '../reports/known-values.ts';
import { reportBlock } from '../reports/report-block.ts';
import type { Round } from '../rounds/round.ts';
import { latestAsking } from '../rounds/what-is-asked.ts';
import { type AssignmentView, viewOf, withoutHelp } from '../summaries/round-view.ts';
import { findSupport } from '../support-requests/support-request.ts';
import { type Inquiry, may, openedRounds, planSource, readAt, refusal } from './inquiry.ts';
import { afterStatus, status } from './next-questions.ts';
import { roundsAsked } from './round-asked.ts';

interface Found extends AssignmentView {
  readonly round: Round;
  readonly values: readonly IndicatorValues[];
}

interface Looked {
  readonly found?: Found | undefined;
  /** The round that was asked for, where the question named one. */
  readonly asked?: Round | undefined;
  /** The latest round that asks about the assignment, where nothing was sent in. */
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
  const { t, day, author, status: word, roundName } = inquiry;
  const found = await latestJudged(inquiry, assignment, await openedRounds(inquiry));
  if (!found) return word('no_report');
  const { answer, by, at } = found.state.judgement!;
  const said = { role: author(by), date: day(at), round: roundName(found.round.id) };
  return t('share.line', { status: word(answer.status), ...said });
}

/** The same for others to read: what a reader may see, and no buttons. */
export async function sharedCard(inquiry: Inquiry, assignment: Assignment): Promise<Card> {
  const looked = await look(inquiry, assignment);
  if (!looked.found) return nothingCard(inquiry, assignment, looked);
  return foundCard(inquiry, assignment, { ...looked, found: withoutHelp(looked.found) }, []);
}

async function look(inquiry: Inquiry, assignment: Assignment): Promise<Looked> {
  const opened = await openedRounds(inquiry);
  const named = (await roundsAsked(inquiry)) ?? [];
  const found = await latestReport(inquiry, assignment, named.length > 0 ? named : opened);
  if (named.length > 0)
    return { found: found && asItWas(inquiry, found), asked: found?.round ?? named.at(-1) };
  const last = latestAsking(inquiry.plan, await inquiry.rounds(), assignment);
  const isLater = last && (!found || opened.indexOf(last) > opened.indexOf(found.round));
  return { found, missing: isLater ? last : undefined };
}

/** Without the values of times that begin after the round's: they say nothing of how it went then. */
function asItWas({ plan }: Inquiry, found: Found): Found {
  const values = found.values.flatMap(({ indicator, series }) => {
    const then = seriesUntil(series, { plan, round: found.round });
    return then.length > 0 || series.length === 0 ? [{ indicator, series: then }] : [];
  });
  return { ...found, values };
}

async function latestReport(
  inquiry: Inquiry,
  assignment: Assignment,
  rounds: readonly Round[],
): Promise<Found | undefined> {
  const { ports, actor, plan, reports } = inquiry;
  const judged = await latestJudged(inquiry, assignment, rounds);
  if (!judged) return undefined;
  const { round, report } = judged;
  const key = { tenantId: actor.tenantId, roundId: round.id, assignmentId: assignment.id };
  const view = viewOf(assignment, report, await findSupport(ports.store, key));
  const home = plan.homeIndicatorsOf(assignment.id);
  const shared = plan.indicatorsOf(assignment.id).filter((one) => !home.includes(one));
  const values = await reportValues({ reports, plan, rounds, round }, view.state, [...home, ...shared]);
  return { ...view, round, values };
}

async function latestJudged({ reports }: Inquiry, assignment: Assignment, rounds: readonly Round[]) {
  for (const round of rounds.toReversed()) {
    const { report, state } = viewOf(assignment, await reports.find(round.id, assignment.id));
    if (state.judgement) return { round, report, state };
  }
  return undefined;
}

/** Whose own measures come first; a phone shows no more of them without scrolling long. */
const valuesAtFirst = 4;

function foundCard(
  inquiry: Inquiry,
  assignment: Assignment,
  { found, asked, missing }: Looked,
  actions = afterStatus(inquiry, assignment),
): Card {
  const { t, language } = inquiry;
  const { round, state, values, wish } = found!;
  const { by, at } = state.judgement!;
  const facts = { title: inquiry.say(assignment.title), round: inquiry.roundName(round.id) };
  const lead = asked ? 'question.leadAsked' : missing ? 'question.leadOlder' : 'question.lead';
  const source = {
    ...facts,
    role: inquiry.author(by),
    date: inquiry.day(at),
    moment: readAt(inquiry),
  };
  // A button cannot say which round was asked for, so that answer is whole at once; so is one without buttons.
  const isFolded = !asked && !inquiry.from && actions.length > 0 && values.length > valuesAtFirst + 1;
  const render = (shown: number) =>
    renderCard(
      'status-answer',
      {
        lead: t(lead, facts),
        old: [missing ? missingText(inquiry, missing) : '', oldText(inquiry, at)].filter(Boolean).join(' '),
        block: reportBlock(inquiry, {
          assignment,
          state,
          values: values.slice(0, shown),
          replies: wish?.replies,
          withdrawn: wish?.withdrawn,
          beside: saidBeside(state, inquiry, assignment),
        }),
        source: [
          values.length > shown && !isFolded
            ? t('question.valuesLeft', { count: values.length - shown })
            : '',
          t('question.source', source),
        ]
          .filter(Boolean)
          .join(' '),
        actions: isFolded ? [moreValues(inquiry, assignment, values.slice(shown)), ...actions] : actions,
      },
      language,
      { of: 'assignment', id: assignment.id },
    );
  return fitCard(isFolded ? [valuesAtFirst, 1] : [values.length, 15, 8, 4], render);
}

/** The rest of the measures, by name for whoever does not see the card. */
function moreValues(
  { t, say, join }: Inquiry,
  { id }: Assignment,
  left: readonly IndicatorValues[],
): CardAction {
  const names = join(left.map(({ indicator }) => say(indicator.name)));
  const asked = { kind: 'status', about: { type: 'assignment', id } };
  return {
    ...showAction(asked, t('question.moreValues', { count: left.length }), valuesAtFirst),
    tooltip: t('question.moreValuesOf', { names }),
  };
}

function missingText({ t, roundName, weekday }: Inquiry, { id, state, due, closes }: Round): string {
  const facts = { round: roundName(id), due: weekday(due), closes: weekday(closes) };
  return t(state === 'open' ? 'question.missingNow' : 'question.missingClosed', facts);
}

const oldAfterHours = 183 * 24;

/** Half a year is longer than any two rounds are apart: then the card says so in so many words. */
function oldText(inquiry: Inquiry, at: string): string {
  const before = inquiry.ports.clock.now().subtract({ hours: oldAfterHours }).toString();
  return at < before ? inquiry.t('question.old', { date: inquiry.day(at) }) : '';
}

function nothingCard(inquiry: Inquiry, assignment: Assignment, { asked, missing }: Looked): Card {
  const { t, say, ownerNames, roundName } = inquiry;
  const role = ownerNames(assignment);
  const facts = { title: say(assignment.title), role, round: asked ? roundName(asked.id) : '' };
  return factsCard(inquiry, {
    title: t('question.noReportTitle'),
    intro: t(asked ? 'question.noReportIn' : 'question.noReport', facts),
    note: missing?.state === 'open' ? missingText(inquiry, missing) : '',
    source: planSource(inquiry),
    actions: [...(asked ? [status(inquiry, assignment)] : []), ...afterStatus(inquiry, assignment)],
    page: { of: 'assignment', id: assignment.id },
  });
}
