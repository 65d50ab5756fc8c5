import { clip } from '../language/people-text.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Trend } from '../reports/assess.ts';
import type { Reader } from '../reports/reader.ts';
import type { Status } from '../reports/report.ts';
import { statusColor } from '../reports/report-block.ts';
import type { Round } from '../rounds/round.ts';
import { deliveredText } from '../rounds/what-is-asked.ts';
import type { AssignmentView, IndicatorView, RoundView } from './round-view.ts';

/** The order in which a summary speaks of states. */
export const statusOrder: readonly (Status | 'no_report')[] = [
  'on_track',
  'deviation',
  'completed',
  'not_started',
  'paused',
  'cancelled',
  'no_report',
];

export function countByStatus(assignments: readonly AssignmentView[]): Map<Status | 'no_report', number> {
  const counts = new Map(statusOrder.map((status) => [status, 0]));
  for (const { status } of assignments.filter(({ asksState }) => asksState))
    counts.set(status, counts.get(status)! + 1);
  return new Map([...counts].filter(([, count]) => count > 0));
}

/** The narrowest part of the strip, as a share of an even one: room for its number also on a phone. */
const narrowest = 0.85;

/** The assignments by state; each opens its own. `share`: how many of all, in percent; `width`: where a number stands in it. */
export function stripOf({ t, status: nameOf }: Reader, { assignments }: RoundView) {
  const counts = [...countByStatus(assignments)];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return counts.map(([status, count]) => {
    const words = t(`summary.part.${status}`, { count });
    const symbol = nameOf(status).split(' ')[0]!;
    return {
      count: `${symbol} ${count}`,
      words: `${symbol} ${words}`,
      color: statusColor(status),
      share: (100 * count) / total,
      width: Math.round(100 * Math.max(count / total, narrowest / counts.length)),
      called: words,
      path: `state:${status}`,
    };
  });
}

/** `4 går enligt plan, 2 avviker och 1 är genomfört` */
export function statusParts(
  { t, join }: Reader,
  assignments: readonly AssignmentView[],
  without: readonly (Status | 'no_report')[] = [],
): string {
  const counts = [...countByStatus(assignments)].filter(([status]) => !without.includes(status));
  return join(counts.map(([status, count]) => t(`summary.part.${status}`, { count })));
}

const movements: readonly Trend[] = ['improving', 'stable', 'worsening', 'unknown'];

/** `: 2 bättre, 1 sämre`, after what was counted: how values have moved, nothing of targets. */
export function movedText({ t }: Reader, indicators: readonly Pick<IndicatorView, 'trend'>[]): string {
  const parts = movements.flatMap((trend) => {
    const count = indicators.filter((one) => one.trend === trend).length;
    return count > 0 ? [t(`summary.moved.${trend}`, { count })] : [];
  });
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

/** The whole in one sentence, and in a second one what deviates and who wants support. */
export function headlineOf(reader: Reader, view: RoundView): string {
  const { assignments: all, indicators, valuesAsked, isHelpHidden } = view;
  const { t } = reader;
  const assignments = all.filter(({ asksState }) => asksState);
  if (assignments.length === 0 && valuesAsked.length > 0) {
    const given = indicators.filter(({ indicator, isNew }) => isNew && valuesAsked.includes(indicator.id));
    const [count, moved] = [valuesAsked.length, movedText(reader, given)];
    return t('summary.headlineValues', { given: given.length, count, moved });
  }
  const count = assignments.filter(({ status }) => status !== 'no_report').length;
  const said = { count, of: assignments.length };
  if (count === 0) return t('summary.headlineNone', { count: assignments.length });
  const deviating = assignments.filter(({ status }) => status === 'deviation').length;
  const wanting = assignments.filter(wantsHelp).length;
  if (deviating + wanting === 0)
    return t(isHelpHidden ? 'summary.headlineOnTrack' : 'summary.headlineWell', said);
  const parts = [
    ...(deviating > 0 ? [t('summary.part.deviation', { count: deviating })] : []),
    ...(wanting > 0 ? [t('summary.part.help', { count: wanting })] : []),
  ];
  return t('summary.headline', { ...said, parts: parts.join(', ') });
}

/** The state an assignment has in the round in words, or why it has none. */
export function stateText(reader: Reader, { status, asksState, ended }: AssignmentView): string {
  const { t, day, roundName } = reader;
  if (!ended) return asksState ? reader.status(status) : t('summary.valuesOnly');
  const word = reader.status(ended.state.judgement?.answer.status ?? 'no_report');
  return t('summary.endedIn', { status: word, day: day(ended.day), round: roundName(ended.roundId) });
}

/** Help that is wanted and that nobody has answered yet. */
export function wantsHelp({ state, wish }: AssignmentView): boolean {
  return state.judgement?.answer.help !== undefined && !wish?.replies.length && !wish?.withdrawn;
}

export function gotReply({ wish }: AssignmentView): boolean {
  return wish !== undefined && wish.replies.length > 0;
}

/** Whether what is wanted is leadership's to give: asked of one of its roles, or of nobody by name. */
export function isForLeadership(plan: Plan, { state }: AssignmentView): boolean {
  const { from, fromWords } = state.judgement?.answer.help ?? {};
  return from ? plan.role(from)?.access === 'leadership' : !fromWords;
}

export function headerOf(
  { t, say, join, roundName }: Reader,
  { plan, round, departments }: RoundView,
): string {
  const names = departments?.map((id) => say(plan.department(id)?.name ?? { sv: id, en: id }));
  const scope = names ? join(names) : say(plan.content.organisation.name);
  return t('summary.header', { period: roundName(round.id), scope });
}

/** So many assignments without an answer are named; more are counted, and are one press away. */
const maxNamed = 3;

/** "Omgången ställdes in …", of a round that was called off; undefined of any other. */
export function calledOffText(
  { t, day }: Pick<Reader, 't' | 'day'>,
  { state, closedAt, closes }: Pick<Round, 'state' | 'closedAt' | 'closes'>,
): string | undefined {
  return state === 'cancelled' ? t('summary.cancelled', { date: day(closedAt ?? closes) }) : undefined;
}

/** Which have no answer, and until when they can be given one; never who. Empty when all have one. */
export function unansweredText(reader: Reader, { assignments, round }: RoundView): string {
  const { t, weekday, say, join } = reader;
  const missing = assignments.filter(({ status, asksState }) => asksState && status === 'no_report');
  if (missing.length === 0) return '';
  const isOpen = round.state === 'open';
  const until = isOpen ? t('summary.unansweredUntil', { day: weekday(round.closes) }) : '';
  if (missing.length > maxNamed) return until;
  const titles = join(missing.map(({ assignment }) => clip(say(assignment.title), titleLetters)));
  return t(isOpen ? 'summary.unanswered' : 'summary.unansweredEnded', { titles, until });
}

/** What the round asks of people, and what it need not ask; empty where there is neither. */
export function burdenText({ t, language }: Reader, { burden }: RoundView, key: string): string {
  const { people, questions, averageMinutes: average, maxMinutes: max, capMinutes: cap } = burden;
  const asked = people > 0 ? t(key, { people, questions, average, max, cap }) : '';
  return [asked, deliveredText(burden.delivered, language)].filter(Boolean).join(' ');
}

/** Titles may be long sentences; on the card they are names. */
export const titleLetters = 100;

/** What a template needs for a button that answers a support request; empty where there is none. */
export function replyButton({ t }: Reader, request: string | undefined, title: string) {
  if (!request) return { request: '', answer: '' };
  return { request, answer: t('support.answerOne', { title: clip(title, titleLetters) }) };
}

/** What a row that can be pressed is called: all that is seen on it, since that is all a screen reader says. */
export function calledBy(...seen: readonly string[]): string {
  return seen.filter((part) => part !== '').join(', ');
}
