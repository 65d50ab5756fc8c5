import { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate, type Timestamp } from '../calendar/instants.ts';
import { formatDate, formatMoment } from '../language/dates.ts';
import { say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import { authorName, targetText } from '../reports/report-block.ts';
import type { IndicatorView } from '../summaries/indicator-view.ts';
import { periodOf } from '../summaries/summary-words.ts';
import type { Paper } from './paper.ts';

/** The paper's name, as its title and its file say it. */
export function titleOf({ view, assignment, language }: Paper): string {
  const t = translator(language);
  const period = periodOf(view, language);
  if (!assignment) return t('paper.title', { period });
  return t('paper.titleAssignment', { title: say(assignment.title, language), period });
}

/** `Sjövik kommun · perioden 1 januari 2026–31 augusti 2026`; without the days where the plan has forgotten them. */
export function subtitleOf({ view, language }: Paper): string {
  const { plan, round } = view;
  const organisation = say(plan.content.organisation.name, language);
  const covers = plan.period(round.id)?.covers;
  if (!covers) return organisation;
  const date = (text: string) => formatDate(Temporal.PlainDate.from(text), language);
  return translator(language)('paper.subtitle', {
    organisation,
    from: date(covers.from),
    to: date(covers.to),
  });
}

/** Whether the facts may still change. */
export function stateSentence({ view: { round }, language }: Paper): string {
  const date = formatDate(Temporal.PlainDate.from(round.closes), language);
  return translator(language)(round.state === 'closed' ? 'paper.state_closed' : 'paper.state_open', { date });
}

export function madeSentence({ view, language, made }: Paper): string {
  const moment = formatMoment(made, view.plan.content.timeZone, language);
  return translator(language)('paper.made', { moment });
}

export function dateOf({ view, language }: Pick<Paper, 'view' | 'language'>, at: Timestamp): string {
  return formatDate(localDate(fromTimestamp(at), view.plan.content.timeZone), language);
}

export function valueText({ series, indicator }: IndicatorView, { language }: Paper): string {
  const last = series.at(-1);
  return last ? formatNumber(last.value, language, say(indicator.unit, language)) : '–';
}

export function pointName(point: SeriesPoint, { view, language }: Pick<Paper, 'view' | 'language'>): string {
  return valuePeriodName(point, view.plan, language);
}

export function targetWords({ indicator }: IndicatorView, { language }: Paper, t: Translate): string {
  return indicator.target ? targetText(indicator.target, language, t) : '–';
}

export function assessmentWords({ assessment }: IndicatorView, t: Translate): string {
  return t(`target.${assessment}`);
}

/** Of steering measures with at least two values; else nothing is said. */
export function trendWords({ trend }: IndicatorView, t: Translate): string {
  return trend === 'unknown' ? '–' : t(`trend.${trend}`);
}

/** Who gave a value and when, or where it was before Roder. */
export function pointSource(point: SeriesPoint, paper: Pick<Paper, 'view' | 'language'>): string {
  const t = translator(paper.language);
  if (!point.by || !point.at) return t('chart.fromPlan');
  const role = authorName(paper.view.plan, point.by, paper.language);
  return t('chart.fromReport', { role, date: dateOf(paper, point.at) });
}
