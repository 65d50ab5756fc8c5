import type { Card } from '../base/messenger.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, say } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { type CardAction, type FactRow, factsCard } from '../messages/facts-card.ts';
import type { Standing } from '../permissions/matrix.ts';
import { standingsOf } from '../permissions/may-do.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { type Author, type Report, type Revision, reportId, reports } from '../reports/report.ts';
import { statusWord } from '../reports/report-block.ts';
import { type Ask, askId, asks, nextPush, unanswered } from '../rounds/ask.ts';
import { askedTogether } from '../rounds/asked-together.ts';
import { estimateMinutes } from '../rounds/burden.ts';
import { planAsks } from '../rounds/plan-asks.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import {
  dateOf,
  dayOf,
  type Inquiry,
  may,
  notice,
  openedRounds,
  readAt,
  roundName,
  textsOf,
  today,
} from './inquiry.ts';

/** What is asked of the person now, or else when they are next asked. Only in their own chat. */
export async function nextCard(inquiry: Inquiry): Promise<Card> {
  if (!may(inquiry, 'own/read', { personId: inquiry.actor.personId }))
    return notice(inquiry, 'question.onlyMine');
  const t = textsOf(inquiry);
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
      const names = asked.map(({ roundId }) => roundName(inquiry, { id: roundId }));
      const round = joinWords(names, inquiry.language);
      return { verb: 'answer/open', data: { ask: asked[0]!.id }, title: t('question.answer', { round }) };
    }),
  });
}

/** Also what the person answers for somebody who is away, has been given, or has in common with somebody. */
async function waitingAsks({ ports, actor }: Inquiry): Promise<{ ask: Ask; round: Round }[]> {
  const own = await ownAsks(ports, actor);
  const rounds = new Map((await allRounds(ports.store, actor.tenantId)).map((round) => [round.id, round]));
  return own.flatMap((ask) => {
    const round = rounds.get(ask.roundId);
    return round?.state === 'open' && unanswered(ask).length > 0 ? [{ ask, round }] : [];
  });
}

function askRow(inquiry: Inquiry, ask: Ask, round: Round): FactRow {
  const { plan, language } = inquiry;
  const t = textsOf(inquiry);
  const parts = unanswered(ask);
  const titles = parts.flatMap(({ assignmentId }) => plan.assignment(assignmentId)?.title[language] ?? []);
  const push = nextPush(ask);
  const minutes = t('reminder.minutes', { count: estimateMinutes(parts) });
  const row = { titles: joinWords(titles, language), due: dayOf(inquiry, round.due), minutes };
  const day =
    push && formatDay(localDate(fromTimestamp(push.at), plan.content.timeZone), language, today(inquiry));
  return {
    heading: roundName(inquiry, round),
    lines: [t('question.nextRow', row)],
    by: day ? t('question.nextReminder', { day }) : '',
  };
}

/** The next planned round that has questions for the person, by the plan in force. */
async function comingText(inquiry: Inquiry): Promise<string> {
  const { ports, actor, plan } = inquiry;
  const t = textsOf(inquiry);
  const rounds = await allRounds(ports.store, actor.tenantId);
  for (const round of rounds) {
    const period = plan.period(round.id);
    if (round.state !== 'planned' || !period) continue;
    if (!planAsks(plan, period, rounds).has(actor.personId)) continue;
    const [opens, due] = [dayOf(inquiry, round.opens), dayOf(inquiry, round.due)];
    return t('question.nextRound', { round: roundName(inquiry, round), opens, due });
  }
  return t('question.nextNone');
}

/** How many rounds back one's own answers are looked for. */
const roundsBack = 4;

/** What the person has sent in, the latest round first. Only in their own chat. */
export async function sentCard(inquiry: Inquiry, assignment?: Assignment): Promise<Card> {
  const { actor, language } = inquiry;
  if (!may(inquiry, 'own/read', { personId: actor.personId })) return notice(inquiry, 'question.onlyMine');
  const t = textsOf(inquiry);
  const rounds = (await openedRounds(inquiry)).slice(-roundsBack).toReversed();
  const rows: FactRow[] = [];
  for (const round of rounds) rows.push(...(await sentRows(inquiry, round, assignment)));
  const nothing = assignment
    ? t('question.sentNothingAbout', { title: say(assignment.title, language) })
    : t('question.sentNothing');
  return factsCard(inquiry, {
    title: rows.length > 0 ? t('question.sentTitle') : nothing,
    rows,
    source: t('question.sourceOwn', { moment: readAt(inquiry) }),
    asked: { kind: 'sent', about: assignment && { type: 'assignment', id: assignment.id } },
  });
}

const partTaking: ReadonlySet<Standing> = new Set(['owner', 'contributor', 'deputy']);

async function sentRows(inquiry: Inquiry, round: Round, only?: Assignment): Promise<FactRow[]> {
  const { ports, actor, plan } = inquiry;
  const ask = await asks(ports.store).find(actor.tenantId, askId(round.id, actor.personId));
  const asked = new Set(ask?.parts.map(({ assignmentId }) => assignmentId));
  const takesPart = (assignment: Assignment) =>
    asked.has(assignment.id) ||
    standingsOf(plan, actor.personId, assignment).some((one) => partTaking.has(one));
  const candidates = only ? [only] : plan.assignments.filter(takesPart);
  const found = await Promise.all(
    candidates.map(async (assignment) => {
      const report = await reports(ports.store).find(actor.tenantId, reportId(round.id, assignment.id));
      return sentRow(inquiry, { round, assignment, report });
    }),
  );
  return found.flat();
}

function sentRow(
  inquiry: Inquiry,
  { round, assignment, report }: { round: Round; assignment: Assignment; report: Report | undefined },
): FactRow[] {
  const own = report?.revisions.findLast(({ by }) => isTheirs(inquiry, by));
  if (!own) return [];
  const key = own.by.personId === inquiry.actor.personId ? 'question.sentRow' : 'question.sentRowRole';
  const t = textsOf(inquiry);
  const { judgement } = own.answers;
  const facts = { round: roundName(inquiry, round), date: dateOf(inquiry, own.at) };
  return [
    {
      heading: assignment.title[inquiry.language],
      lines: [judgement ? statusWord(judgement.status, t) : '', valuesOf(inquiry, own)],
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
  const { plan, language } = inquiry;
  const values = Object.entries(answers.readings ?? {}).flatMap(([id, reading]) => {
    const indicator = plan.indicator(id);
    if (!indicator || 'skipped' in reading) return [];
    return [
      `${say(indicator.name, language)} ${formatNumber(reading.value, language, say(indicator.unit, language))}`,
    ];
  });
  return values.length > 0 ? textsOf(inquiry)('question.sentValues', { values: values.join(', ') }) : '';
}
