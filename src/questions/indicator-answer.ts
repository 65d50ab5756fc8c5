import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { findComparison, type GroupComparison } from '../kolada/group-median.ts';
import { rounded } from '../kolada/keep-key-figures.ts';
import { renderCard } from '../language/render-card.ts';
import { factsCard } from '../messages/facts-card.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { readIndicatorSeries, type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import { indicatorChart } from '../summaries/charts.ts';
import { explained, indicatorRow, sourceLines } from '../summaries/indicator-words.ts';
import { type IndicatorView, indicatorView } from '../summaries/round-view.ts';
import {
  type Inquiry,
  may,
  notice,
  openedRounds,
  planSource,
  readAt,
  refusal,
  type SaidDays,
  today,
} from './inquiry.ts';
import { afterIndicator } from './next-questions.ts';

/** An indicator over time, against its target, and beside similar municipalities where that is known. */
export async function indicatorCard(inquiry: Inquiry, indicator: Indicator): Promise<Card> {
  const { plan, reports, language } = inquiry;
  const refused = refusalOf(inquiry, indicator);
  if (refused) return refused;
  const source = { plan, reports, rounds: await openedRounds(inquiry) };
  const whole = await readIndicatorSeries(source, indicator);
  const then = inquiry.period && seriesThen(whole, inquiry.period);
  const view = indicatorView(indicator, then ?? whole);
  const last = view.series.at(-1);
  if (!last) return nothingCard(inquiry, indicator);
  const { title, value, color, facts } = indicatorRow(inquiry, view);
  const found = await findComparison(inquiry.ports, inquiry.actor.tenantId, indicator);
  const comparison = found && {
    name: inquiry.t('chart.similar'),
    year: String(found.year),
    value: rounded(found.value, indicator),
  };
  // What is counted in another way is told in words, and not drawn beside ours.
  const isSame = indicator.source === 'kolada';
  const chart = indicatorChart(inquiry, { ...view, comparison: isSame ? comparison : undefined });
  return renderCard(
    'question-indicator',
    {
      title,
      value,
      color,
      facts,
      old: oldText(inquiry, indicator, last),
      hasChart: chart.block !== undefined,
      chart: chart.block ?? {},
      note: chart.note,
      comparison: comparisonText(inquiry, indicator, found),
      definition: explained(inquiry, indicator),
      source: sourceText(inquiry, view),
      actions: afterIndicator(inquiry, indicator),
    },
    language,
    { of: 'indicator', id: indicator.id },
  );
}

/** The values up to a time, the last of them of that time; undefined where none is. */
function seriesThen(series: readonly SeriesPoint[], { from, to }: SaidDays): SeriesPoint[] | undefined {
  const within = series.filter((one) => one.to <= to);
  const last = within.at(-1);
  if (last?.from && last.to >= from) return within;
  const around = series.find((one) => one.from && one.from <= from && to <= one.to);
  return around && [...within, around];
}

/** Whether there is a value of the time that is asked about. */
export async function hasValueThen(inquiry: Inquiry, indicator: Indicator): Promise<boolean> {
  const { plan, reports, period } = inquiry;
  const source = { plan, reports, rounds: await openedRounds(inquiry) };
  return !period || seriesThen(await readIndicatorSeries(source, indicator), period) !== undefined;
}

/** A value belongs to each assignment that shows it: one that may be read is enough. */
function refusalOf(inquiry: Inquiry, { assignments }: Indicator): Card | undefined {
  const shown = assignments.flatMap((id) => inquiry.plan.assignment(id) ?? []);
  if (shown.some((assignment) => may(inquiry, 'report/read', { assignment }))) return undefined;
  return refusal(inquiry, 'report/read', { assignment: shown[0] }) ?? notice(inquiry, 'question.notHere');
}

function nothingCard(inquiry: Inquiry, indicator: Indicator): Card {
  const { t, say, roleName } = inquiry;
  const lines = [t('question.noValueText', { role: roleName(indicator.owner) })];
  return factsCard(inquiry, {
    title: say(indicator.name),
    rows: [{ heading: t('question.noValue'), lines }],
    note: explained(inquiry, indicator),
    source: planSource(inquiry),
    page: { of: 'indicator', id: indicator.id },
  });
}

/** Days after the end of its period when a value of that frequency should have been followed by another. */
const oldAfter: Readonly<Record<Indicator['frequency'], number>> = {
  monthly: 92,
  quarterly: 200,
  tertial: 250,
  'half-year': 370,
  annual: 640,
};

function oldText(inquiry: Inquiry, { frequency }: Indicator, last: SeriesPoint): string {
  if (!last.to) return '';
  const age = Temporal.PlainDate.from(last.to).until(today(inquiry)).days;
  if (age <= oldAfter[frequency]) return '';
  const period = valuePeriodName(last, inquiry.plan, inquiry.language);
  return inquiry.t('question.valueOld', { period });
}

/** Similar municipalities' median, where it is known; empty where it is not and nobody asked. */
export function comparisonText(
  inquiry: Inquiry,
  indicator: Indicator,
  found: GroupComparison | undefined,
): string {
  const { t } = inquiry;
  if (found) return comparisonWords(inquiry, indicator, found);
  const asked = /\b(jamfor\w*|liknande|andra kommuner|compar\w*|similar|other municipalities)\b/u;
  return asked.test(inquiry.words.join(' ')) ? t('question.comparisonNone') : '';
}

/** The year and the group first; a median is our own computation, and says so. */
function comparisonWords(inquiry: Inquiry, indicator: Indicator, found: GroupComparison): string {
  const { t, day } = inquiry;
  const { year, group, count, preliminary, own, title } = found;
  const value = (one: number) => inquiry.value(rounded(one, indicator), indicator);
  const facts = { year, group, count, value: value(found.value), date: day(found.fetchedAt) };
  return [
    t(preliminary ? 'question.comparisonPreliminary' : 'question.comparison', facts),
    own === undefined ? '' : t('question.comparisonOwn', { value: value(own) }),
    indicator.source === 'kolada' ? '' : t('question.comparisonOther', { title }),
    t('question.comparisonSource', facts),
  ]
    .filter(Boolean)
    .join(' ');
}

function sourceText(inquiry: Inquiry, view: IndicatorView): string {
  const sources = inquiry.join(sourceLines(inquiry, view));
  return inquiry.t('question.sourceValues', { sources, moment: readAt(inquiry) });
}
