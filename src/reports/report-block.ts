import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { renderBlock } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Assignment, aspects, type Indicator, type Language, type Target } from '../plan/plan-schema.ts';
import { assessTarget, trendOf } from './assess.ts';
import { periodName, type SeriesPoint } from './indicator-series.ts';
import type { AspectAnswer, Attributed, Author, Judgement, ReportState, Status } from './report.ts';

/** Symbol and word always; the colour only repeats what they say. */
const symbols: Record<Status | 'no_report', string> = {
  not_started: '○',
  on_track: '✓',
  deviation: '▲',
  paused: '◫',
  completed: '●',
  cancelled: '×',
  no_report: '–',
};

export function statusWord(status: Status | 'no_report', t: Translate): string {
  return `${symbols[status]} ${t(`status.${status}`)}`;
}

export function statusColor(status: Status | 'no_report'): string {
  return status === 'on_track' || status === 'completed'
    ? 'Good'
    : status === 'deviation'
      ? 'Warning'
      : 'Default';
}

export interface BlockSubject {
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly state: ReportState;
  /** The values to show, each with those before it, oldest first. */
  readonly values: readonly { readonly indicator: Indicator; readonly series: readonly SeriesPoint[] }[];
  readonly language: Language;
}

/** One assignment's report as everybody sees it: the same in a preview, a receipt, an answer and a summary. */
export function reportBlock(subject: BlockSubject): Record<string, unknown> {
  const { plan, assignment, state, language } = subject;
  const t = translator(language);
  const judgement = state.judgement?.answer;
  const status = judgement?.status ?? 'no_report';
  const type = t(`type.${assignment.type}`);
  return renderBlock(
    'report-block',
    {
      title: say(assignment.title, language),
      kind: t('kind', { type, decision: assignment.decision }),
      status: statusWord(status, t),
      statusColor: statusColor(status),
      forecast: judgement?.forecast
        ? t('report.forecast', { forecast: t(`forecast.${judgement.forecast}`) })
        : '',
      ownWords: judgement?.ownWords ? `”${judgement.ownWords}”` : '',
      ...helpOf(plan, judgement, language, t),
      readings: subject.values.map((value) => readingOf(subject, value, t)),
      aspects: state.aspects ? aspects.map((one) => aspectOf(one, state.aspects!.answer[one], t)) : [],
      by: state.judgement ? byLine(plan, state.judgement, language, t) : '',
    },
    language,
  );
}

function helpOf(plan: Plan, judgement: Judgement | undefined, language: Language, t: Translate) {
  const { what = '', from } = judgement?.help ?? {};
  return { help: what, helpFrom: from ? t('report.helpFrom', { role: roleName(plan, from, language) }) : '' };
}

function aspectOf(aspect: string, answer: AspectAnswer, t: Translate) {
  return {
    name: t(`aspect.${aspect}`),
    words: answer.kind === 'words' ? answer.words : t('report.unchanged'),
  };
}

function readingOf(
  { plan, state, language }: BlockSubject,
  { indicator, series }: BlockSubject['values'][number],
  t: Translate,
) {
  const given = state.readings[indicator.id];
  const skipped = given && 'skipped' in given.answer ? given.answer.skipped : undefined;
  const latest = series.at(-1);
  const shown =
    latest &&
    `${formatNumber(latest.value, language, indicator.unit)} (${periodName(latest.period, plan, language)})`;
  const value = skipped
    ? t('report.skipped', { reason: t(`skip.${skipped}`) })
    : (shown ?? t('report.noValue'));
  const facts = skipped || !latest ? [] : factsOf(indicator, series, language, t);
  return { name: say(indicator.name, language), value, facts: facts.join(' · ') };
}

/** Trend and target are said of steering measures only: cost and context are shown, never judged. */
function factsOf(
  indicator: Indicator,
  series: readonly SeriesPoint[],
  language: Language,
  t: Translate,
): string[] {
  const before = series.at(-2);
  const earlier = before
    ? [t('report.last', { period: before.period, value: formatNumber(before.value, language) })]
    : [];
  if (indicator.measureClass !== 'steering') return earlier;
  const numbers = series.map((point) => point.value);
  const assessment = assessTarget(indicator, numbers.at(-1));
  const target = indicator.target
    ? [t('report.targetFact', { target: targetText(indicator.target, language, t) })]
    : [];
  const trend = before ? [t(`trend.${trendOf(indicator, numbers)}`)] : [];
  return [...trend, ...(indicator.target ? [t(`target.${assessment}`)] : []), ...target, ...earlier];
}

export function targetText(target: Target, language: Language, t: Translate): string {
  const number = (value: number) => formatNumber(value, language);
  const text =
    target.op === 'between'
      ? t('target.between', { min: number(target.min), max: number(target.max) })
      : t(target.op === '>=' ? 'target.atLeast' : 'target.atMost', { value: number(target.value) });
  return target.by ? t('target.by', { target: text, date: target.by }) : text;
}

export function byLine(plan: Plan, said: Attributed<unknown>, language: Language, t: Translate): string {
  const date = formatDate(localDate(fromTimestamp(said.at), plan.content.timeZone), language);
  return t('report.by', { role: authorName(plan, said.by, language), date });
}

export function authorName(plan: Plan, by: Author, language: Language): string {
  return roleName(plan, by.roleId, language);
}

/** A role that has left the plan keeps its id as name, so that old answers still say who. */
export function roleName(plan: Plan, roleId: string, language: Language): string {
  const role = plan.role(roleId);
  return role ? say(role.name, language) : roleId;
}
