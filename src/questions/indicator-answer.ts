import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { type Comparison, findComparison } from '../kolada/group-median.ts';
import { rounded } from '../kolada/keep-key-figures.ts';
import { joinWords, say } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { renderCard } from '../language/render-card.ts';
import { factsCard } from '../messages/facts-card.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { assessTarget } from '../reports/assess.ts';
import {
  readIndicatorSeries,
  type SeriesPoint,
  trendIn,
  valuePeriodName,
} from '../reports/indicator-series.ts';
import { roleName } from '../reports/report-block.ts';
import { indicatorChart } from '../summaries/indicator-chart.ts';
import type { IndicatorView } from '../summaries/indicator-view.ts';
import { indicatorRow, sourceLines } from '../summaries/indicator-words.ts';
import {
  dateOf,
  type Inquiry,
  may,
  notice,
  openedRounds,
  planSource,
  readAt,
  refusal,
  textsOf,
  today,
} from './inquiry.ts';

/** An indicator over time, against its target, and beside similar municipalities where that is known. */
export async function indicatorCard(inquiry: Inquiry, indicator: Indicator): Promise<Card> {
  const { plan, actor, ports, language } = inquiry;
  const refused = refusalOf(inquiry, indicator);
  if (refused) return refused;
  const rounds = await openedRounds(inquiry);
  const source = { store: ports.store, tenantId: actor.tenantId, plan, rounds };
  const view = viewOf(indicator, await readIndicatorSeries(source, indicator));
  const last = view.series.at(-1);
  if (!last) return nothingCard(inquiry, indicator);
  const { title, value, color, facts } = indicatorRow(plan, view, language);
  const chart = indicatorChart({ plan, indicator, series: view.series, language });
  return renderCard(
    'question-indicator',
    {
      title,
      value,
      color,
      facts,
      old: oldText(inquiry, indicator, last),
      hasChart: chart.block !== undefined && view.series.length > 1,
      chart: chart.block ?? {},
      left: chart.left,
      comparison: await comparisonText(inquiry, indicator),
      definition: explained(inquiry, indicator),
      source: sourceText(inquiry, view),
      actions: [],
    },
    language,
  );
}

/** A value belongs to each assignment that shows it: one that may be read is enough. */
function refusalOf(inquiry: Inquiry, { assignments }: Indicator): Card | undefined {
  const shown = assignments.flatMap((id) => inquiry.plan.assignment(id) ?? []);
  if (shown.some((assignment) => may(inquiry, 'report/read', { assignment }))) return undefined;
  return refusal(inquiry, 'report/read', { assignment: shown[0] }) ?? notice(inquiry, 'question.notHere');
}

function viewOf(indicator: Indicator, series: readonly SeriesPoint[]): IndicatorView {
  const steering = indicator.measureClass === 'steering';
  const trend = steering ? trendIn(indicator, series) : 'unknown';
  return {
    indicator,
    series,
    trend,
    assessment: assessTarget(indicator, series.at(-1)?.value),
    isNew: false,
  };
}

function nothingCard(inquiry: Inquiry, indicator: Indicator): Card {
  const t = textsOf(inquiry);
  const role = roleName(inquiry.plan, indicator.owner, inquiry.language);
  return factsCard(inquiry, {
    title: say(indicator.name, inquiry.language),
    rows: [{ heading: t('question.noValue'), lines: [t('question.noValueText', { role })] }],
    note: explained(inquiry, indicator),
    source: planSource(inquiry),
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
  return textsOf(inquiry)('question.valueOld', {
    period: valuePeriodName(last, inquiry.plan, inquiry.language),
  });
}

async function comparisonText(inquiry: Inquiry, indicator: Indicator): Promise<string> {
  const t = textsOf(inquiry);
  const found = await findComparison(inquiry.ports, inquiry.actor.tenantId, indicator);
  if (found) return comparisonWords(inquiry, indicator, found);
  const asked = /\b(jamfor\w*|liknande|andra kommuner|compar\w*|similar|other municipalities)\b/u;
  return asked.test(inquiry.words.join(' ')) ? t('question.comparisonNone') : '';
}

/** The year and the group first; a median is our own computation, and says so. */
function comparisonWords(inquiry: Inquiry, indicator: Indicator, found: Comparison): string {
  const t = textsOf(inquiry);
  const { year, group, count, preliminary, own, title } = found;
  const value = (one: number) =>
    formatNumber(rounded(one, indicator), inquiry.language, say(indicator.unit, inquiry.language));
  const facts = { year, group, count, value: value(found.value), date: dateOf(inquiry, found.fetchedAt) };
  return [
    t(preliminary ? 'question.comparisonPreliminary' : 'question.comparison', facts),
    own === undefined ? '' : t('question.comparisonOwn', { value: value(own) }),
    indicator.source === 'kolada' ? '' : t('question.comparisonOther', { title }),
    t('question.comparisonSource', facts),
  ]
    .filter(Boolean)
    .join(' ');
}

function explained({ language }: Inquiry, { definition, note }: Indicator): string {
  return [definition, note].flatMap((one) => (one ? [say(one, language)] : [])).join(' ');
}

function sourceText(inquiry: Inquiry, view: IndicatorView): string {
  const sources = joinWords(sourceLines(inquiry.plan, view, inquiry.language), inquiry.language);
  return textsOf(inquiry)('question.sourceValues', { sources, moment: readAt(inquiry) });
}
