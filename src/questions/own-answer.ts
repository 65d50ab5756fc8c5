import type { Card } from '../base/messenger.ts';
import { type CardAction, type FactRow, factsCard } from '../messages/facts-card.ts';
import type { Relation } from '../permissions/matrix.ts';
import { standingsOf } from '../permissions/may-do.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { ownAsks } from '../reports/answer-context.ts';
import type { Author, Report, Revision } from '../reports/report.ts';
import { type Ask, askId, asks, nextPush, unanswered } from '../rounds/ask.ts';
import { askedTogether } from '../rounds/asked-together.ts';
import { estimateMinutes } from '../rounds/burden.ts';
import { planAsks } from '../rounds/plan-asks.ts';
import type { Round } from '../rounds/round.ts';
import { type Inquiry, may, notice, openedRounds, readAt } from './inquiry.ts';

/** What is asked of the person now, or else when they are next asked. Only in their own chat. */
export async function nextCard(inquiry: Inquiry): Promise<Card> {
  if (!may(inquiry, 'own/read', { personId: inquiry.actor.personId }))
    return notice(inquiry, 'question.onlyMine');
  const { t, roundName } = inquiry;
  const waiting = await waitingAsks(inquiry);
  const source = t('question.sourceAsks', { moment: readAt(inquiry) });
  if (waiting.length === 0)
    return factsCard(inquiry, { title: t('question.nextNothing'), intro: await comingText(inquiry), source });
  return factsCard(inquiry, {
    title: t('question.nextTitle'),
    rows: waiting.map(({ ask, round }) => askRow(inquiry, ask, round)),
    source,
    actions: askedTogether(
      inquiry.plan,
      waiting.map(({ ask }) => ask),
    ).map((asked): CardAction => {
      const round = inquiry.join(asked.map(({ roundId }) => roundName(roundId)));
      return { verb: 'answer/open', data: { ask: asked[0]!.id }, title: t('question.answer', { round }) };
    }),
  });
}

/** Also what the person answers for somebody who is away, has been given, or has in common with somebody. */
async function waitingAsks({
  ports,
  actor,
  plan,
  rounds: all,
}: Inquiry): Promise<{ ask: Ask; round: Round }[]> {
  const own = await ownAsks(ports, actor, { plan, rounds: await all() });
  const rounds = new Map((await all()).map((round) => [round.id, round]));
  return own.flatMap((ask) => {
    const round = rounds.get(ask.roundId);
    return round?.state === 'open' && unanswered(ask).length > 0 ? [{ ask, round }] : [];
  });
}

function askRow(inquiry: Inquiry, ask: Ask, round: Round): FactRow {
  const { plan, language, t, weekday } = inquiry;
  const parts = unanswered(ask);
  const titles = parts.flatMap(({ assignmentId }) => plan.assignment(assignmentId)?.title[language] ?? []);
  const push = nextPush(ask);
  const minutes = t('reminder.minutes', { count: estimateMinutes(parts) });
  const row = { titles: inquiry.join(titles), due: weekday(round.due), minutes };
  return {
    heading: inquiry.roundName(round.id),
    lines: [t('question.nextRow', row)],
    by: push ? t('question.nextReminder', { day: weekday(push.at) }) : '',
  };
}

/** The next planned round that has questions for the person, by the plan in force. */
async function comingText(inquiry: Inquiry): Promise<string> {
  const { actor, plan, t, weekday } = inquiry;
  const rounds = await inquiry.rounds();
  for (const round of rounds) {
    const period = plan.period(round.id);
    if (round.state !== 'planned' || !period) continue;
    if (!planAsks(plan, period, rounds).has(actor.personId)) continue;
    const [opens, due] = [weekday(round.opens), weekday(round.due)];
    return t('question.nextRound', { round: inquiry.roundName(round.id), opens, due });
  }
  return t('question.nextNone');
}

/** How many rounds back one's own answers are looked for. */
const roundsBack = 4;

/** What the person has sent in, the latest round first. Only in their own chat. */
export async function sentCard(inquiry: Inquiry, assignment?: Assignment): Promise<Card> {
  const { actor, t, say } = inquiry;
  if (!may(inquiry, 'own/read', { personId: actor.personId })) return notice(inquiry, 'question.onlyMine');
  const rounds = (await openedRounds(inquiry)).slice(-roundsBack).toReversed();
  const rows: FactRow[] = [];
  const actions: CardAction[] = [];
  for (const round of rounds) {
    const { sent, ask } = await sentIn(inquiry, round, assignment);
    rows.push(...sent);
    if (ask && sent.length > 0 && round.state !== 'cancelled') actions.push(toChange(inquiry, round, ask));
  }
  const nothing = assignment
    ? t('question.sentNothingAbout', { title: say(assignment.title) })
    : t('question.sentNothing');
  return factsCard(inquiry, {
    title: rows.length > 0 ? t('question.sentTitle') : nothing,
    rows,
    source: t('question.sourceOwn', { moment: readAt(inquiry) }),
    actions: actions.slice(0, roundsToChange),
    asked: { kind: 'sent', about: assignment && { type: 'assignment', id: assignment.id } },
    page: { of: 'mine' },
  });
}

/** The latest are those that one wants to change. */
const roundsToChange = 2;

/** What was sent in, each assignment with its way to be changed, or corrected once the round has closed. */
function toChange({ t, roundName }: Inquiry, round: Round, { id }: Ask): CardAction {
  const key = round.state === 'open' ? 'question.sentChange' : 'question.sentCorrect';
  return { verb: 'answer/receipt', data: { ask: id }, title: t(key, { round: roundName(round.id) }) };
}

const partTaking: ReadonlySet<Relation> = new Set(['owner', 'contributor', 'deputy']);

async function sentIn(inquiry: Inquiry, round: Round, only?: Assignment) {
  const { ports, actor, plan } = inquiry;
  const ask = await asks(ports.store).find(actor.tenantId, askId(round.id, actor.personId));
  const asked = new Set(ask?.parts.map(({ assignmentId }) => assignmentId));
  const takesPart = (assignment: Assignment) =>
    asked.has(assignment.id) ||
    standingsOf(plan, actor.personId, assignment).some((one) => partTaking.has(one));
  const candidates = only ? [only] : plan.assignments.filter(takesPart);
  const found = await Promise.all(
    candidates.map(async (assignment) => {
      const report = await inquiry.reports.find(round.id, assignment.id);
      return sentRow(inquiry, { round, assignment, report });
    }),
  );
  return { sent: found.flat(), ask };
}

function sentRow(
  inquiry: Inquiry,
  { round, assignment, report }: { round: Round; assignment: Assignment; report: Report | undefined },
): FactRow[] {
  const own = report?.revisions.findLast(({ by }) => isTheirs(inquiry, by));
  if (!own) return [];
  const key = own.by.personId === inquiry.actor.personId ? 'question.sentRow' : 'question.sentRowRole';
  const { t, day, roundName } = inquiry;
  const { judgement } = own.answers;
  const facts = { round: roundName(round.id), date: day(own.at) };
  return [
    {
      heading: assignment.title[inquiry.language],
      lines: [judgement ? inquiry.status(judgement.status) : '', valuesOf(inquiry, own)],
      quote: judgement?.ownWords ? `”${judgement.ownWords}”` : '',
      by: t(key, facts),
    },
  ];
}

/** Answers follow the role: whoever has it now finds what was sent in by those who had it, or have it too. */
function isTheirs({ plan, actor }: Inquiry, { personId, roleId }: Author): boolean {
  return personId === actor.personId || plan.rolesOf(actor.personId).some(({ id }) => id === roleId);
}

function valuesOf(inquiry: Inquiry, { answers }: Revision): string {
  const { plan, t, say, value } = inquiry;
  const values = Object.entries(answers.readings ?? {}).flatMap(([id, reading]) => {
    const indicator = plan.indicator(id);
    if (!indicator || 'skipped' in reading) return [];
    return [`${say(indicator.name)}: ${value(reading.value, indicator)}`];
  });
  return values.length > 0 ? t('question.sentValues', { values: values.join('; ') }) : '';
}
