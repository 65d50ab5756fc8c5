import { Temporal } from 'temporal-polyfill';
import { formatDate, formatDay, formatMoment } from '../language/dates.ts';
import { joinWords, type Language, say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import type { Author, Help, Status } from '../reports/report.ts';
import { authorName, byLine, helpFromText, statusWord } from '../reports/report-block.ts';
import type { Round } from '../rounds/round.ts';
import type { EarlierWish } from '../support-requests/support-request.ts';
import type { Correction } from './corrections.ts';
import type { Shown } from './read-summary.ts';
import type { AssignmentView, RoundView } from './round-view.ts';

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

/** `4 går enligt plan, 2 avviker och 1 är genomfört` */
export function statusParts(
  assignments: readonly AssignmentView[],
  language: Language,
  without: readonly (Status | 'no_report')[] = [],
): string {
  const t = translator(language);
  const counts = [...countByStatus(assignments)].filter(([status]) => !without.includes(status));
  return joinWords(
    counts.map(([status, count]) => t(`summary.part.${status}`, { count })),
    language,
  );
}

/** The whole in one sentence. */
export function headlineOf(
  { assignments: all, indicators, valuesAsked }: RoundView,
  language: Language,
): string {
  const t = translator(language);
  const assignments = all.filter(({ asksState }) => asksState);
  if (assignments.length === 0 && valuesAsked > 0) {
    const count = indicators.filter(({ isNew }) => isNew).length;
    return t('summary.headlineValues', { count, of: valuesAsked });
  }
  const count = assignments.filter(({ status }) => status !== 'no_report').length;
  const wanting = assignments.filter(wantsHelp).length;
  const said = { count, of: assignments.length, parts: statusParts(assignments, language, ['no_report']) };
  if (count === 0) return t('summary.headline', said);
  if (wanting === 0) return t('summary.headlineParts', said);
  return t('summary.headlineHelp', { ...said, help: t('summary.part.help', { count: wanting }) });
}

/** The state an assignment has in the round in words, or why it has none. */
export function stateText(
  { plan }: Pick<RoundView, 'plan'>,
  { status, asksState, ended }: AssignmentView,
  language: Language,
): string {
  const t = translator(language);
  if (!ended) return asksState ? statusWord(status, t) : t('summary.valuesOnly');
  const word = statusWord(ended.state.judgement?.answer.status ?? 'no_report', t);
  const day = formatDate(Temporal.PlainDate.from(ended.day), language);
  return t('summary.endedIn', { status: word, day, round: periodName(ended.roundId, plan, language) });
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

export function headerOf({ plan, round, departments }: RoundView, language: Language): string {
  const names = departments?.map((id) => say(plan.department(id)?.name ?? { sv: id, en: id }, language));
  const scope = names ? joinWords(names, language) : say(plan.content.organisation.name, language);
  const period = periodOf({ plan, round }, language);
  return translator(language)('summary.header', { period, scope });
}

export function periodOf(
  { plan, round }: { plan: Plan; round: Pick<Round, 'id'> },
  language: Language,
): string {
  return periodName(round.id, plan, language);
}

export function momentOf({ summary, language }: Shown): string {
  return formatMoment(summary.now, summary.view.plan.content.timeZone, language);
}

/** A count and never a list of names: nobody is shamed. Empty when everybody has answered. */
export function unansweredText({ assignments, round }: RoundView, language: Language): string {
  const count = assignments.filter(({ status, asksState }) => asksState && status === 'no_report').length;
  if (count === 0) return '';
  const key = round.state !== 'open' ? 'summary.unansweredEnded' : 'summary.unanswered';
  const closes = Temporal.PlainDate.from(round.closes);
  return translator(language)(key, { count, day: formatDay(closes, language, closes) });
}

/** What help, asked of whom, and who asks. */
export function helpWords(plan: Plan, { assignment, state }: AssignmentView, language: Language) {
  const { answer, by } = state.judgement!;
  const words = answer.help!.what;
  return { title: say(assignment.title, language), words, by: wantedOf(plan, by, answer.help!, language) };
}

function wantedOf(plan: Plan, by: Author, help: Help, language: Language): string {
  const t = translator(language);
  const [who, from] = [authorName(plan, by, language), helpFromText(plan, help, language)];
  return from ? t('summary.helpFrom', { by: who, from }) : t('summary.helpFromAnyone', { by: who });
}

/** The same of a round before, which it names. */
export function earlierWords({ plan }: RoundView, { request, wish }: EarlierWish, language: Language) {
  const title = say(plan.assignment(request.assignmentId)!.title, language);
  const period = periodOf({ plan, round: { id: request.roundId } }, language);
  return {
    title: translator(language)('support.earlierOf', { title, period }),
    words: wish.what,
    by: wantedOf(plan, wish.by, wish, language),
  };
}

/** What was replied, the latest last. */
export function replyWords(plan: Plan, { assignment, wish }: AssignmentView, language: Language) {
  const t = translator(language);
  const reply = wish!.replies.at(-1)!;
  const by = byLine(plan, { ...reply, answer: undefined }, language, t);
  return {
    title: say(assignment.title, language),
    words: t('summary.replied', { what: wish!.what, reply: reply.words }),
    by: t('support.repliedBy', { by }),
  };
}

export function deviationWords(plan: Plan, { assignment, state }: AssignmentView, language: Language) {
  return {
    title: say(assignment.title, language),
    words: state.judgement!.answer.ownWords && `”${state.judgement!.answer.ownWords}”`,
    by: byLine(plan, state.judgement!, language, translator(language)),
  };
}

/** One sentence of what was changed, and by which role and when. */
export function correctionWords(plan: Plan, correction: Correction, language: Language) {
  const t = translator(language);
  const assignment = plan.assignment(correction.assignmentId)!;
  const title = say(assignment.title, language);
  const by = byLine(plan, { ...correction, answer: undefined }, language, t);
  return {
    title: t(`summary.corrected.${correction.what.part}`, { title, ...said(plan, correction, language, t) }),
    by,
  };
}

function said(plan: Plan, { what }: Correction, language: Language, t: Translate) {
  if (what.part === 'status') return { before: statusWord(what.before, t), after: statusWord(what.after, t) };
  if (what.part === 'aspect') return { aspect: t(`aspect.${what.aspect}`).toLowerCase() };
  if (what.part !== 'reading') return {};
  const indicator = plan.indicator(what.indicatorId);
  const value = (reading: typeof what.before) =>
    'value' in reading
      ? formatNumber(reading.value, language, indicator && say(indicator.unit, language))
      : t('summary.corrected.noValue');
  const name = indicator ? say(indicator.name, language) : what.indicatorId;
  return { indicator: name, before: value(what.before), after: value(what.after) };
}

/** What a row that can be pressed is called: all that is seen on it, since that is all a screen reader says. */
export function calledBy(...seen: readonly string[]): string {
  return seen.filter((part) => part !== '').join(', ');
}
