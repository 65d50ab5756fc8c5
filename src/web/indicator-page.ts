import { type ChartSubject, chartData } from '../charts/chart-data.ts';
import type { ChartSize } from '../charts/chart-svg.ts';
import { findComparison } from '../kolada/group-median.ts';
import { rounded } from '../kolada/keep-key-figures.ts';
import { comparisonText } from '../questions/indicator-answer.ts';
import { inquiryOf } from '../questions/inquiry.ts';
import { readIndicatorSeries, valuePeriodName } from '../reports/indicator-series.ts';
import { reportReader } from '../reports/report.ts';
import { explained, indicatorRow, sourceOf } from '../summaries/indicator-words.ts';
import { type IndicatorView, indicatorView } from '../summaries/round-view.ts';
import type { PageContent } from './content.ts';
import { links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import { may, type PlannedVisit } from './visit.ts';
import { openedRounds } from './whole-page.ts';

/** *Indikator*: every value there is, against its target and others, with what it means and where each is from. */
export async function indicatorPage(visit: PlannedVisit): Promise<PageContent | undefined> {
  const { ports, turn, plan, reader, t } = visit;
  const indicator = plan.indicator(visit.params.id ?? '');
  if (!indicator) return undefined;
  const shown = indicator.assignments.flatMap((id) => plan.assignment(id) ?? []);
  // A value belongs to each assignment that shows it: one that may be read is enough.
  if (!shown.some((assignment) => may(visit, 'report/read', { assignment }))) return undefined;
  const reports = reportReader(ports.store, turn.actor.tenantId);
  const source = { plan, reports, rounds: await openedRounds(visit) };
  const view = indicatorView(indicator, await readIndicatorSeries(source, indicator));
  const found = await findComparison(ports, turn.actor.tenantId, indicator);
  const { value, facts, color } = indicatorRow(reader, view);
  const asked = { actor: turn.actor, where: { kind: 'personal' as const }, language: turn.language };
  return {
    title: reader.say(indicator.name),
    template: 'indicator',
    data: {
      value,
      facts,
      tone: color.toLowerCase(),
      owner: t('web.indicator.owner', { role: reader.roleName(indicator.owner) }),
      chart: await chartOf(visit, {
        ...view,
        // What is counted in another way is told in words, and not drawn beside ours.
        comparison:
          found && indicator.source === 'kolada'
            ? { name: t('chart.similar'), year: `${found.year}`, value: rounded(found.value, indicator) }
            : undefined,
      }),
      table: valueTable(visit, view),
      comparison: comparisonText(inquiryOf(ports, plan, asked), indicator, found),
      meaning: explained(reader, indicator),
      target: indicator.target ? reader.target(indicator.target) : '',
      assignments: shown.map((one) => ({ text: reader.say(one.title), href: links.assignment(one.id) })),
    },
    source: 'reports',
  };
}

function valueTable(visit: PlannedVisit, { indicator, series }: IndicatorView): Table {
  const { reader, plan, t, turn } = visit;
  const before = indicator.source === 'kolada' ? 'chart.fromKolada' : 'chart.fromPlan';
  const page = pageOf(series.toReversed(), visit, links.indicator(indicator.id));
  const rows = page.rows.map((point) => [
    valuePeriodName(point, plan, turn.language),
    { text: reader.value(point.value, indicator), note: reader.byGender(point, indicator) },
    sourceOf(reader, point, before),
  ]);
  const head = ['period', 'value', 'source'].map((one) => t(`chart.${one}`));
  return { caption: t('web.indicator.values'), head, rows, page, none: t('question.noValue'), isSmall: true };
}

/** A picture is made smaller with all that is written in it: a telephone has its own, whose letters are read. */
const sizes = { wide: { width: 640, height: 320 }, narrow: { width: 300, height: 240 } } as const;

/** Drawn where there is more than one value; as a picture, whose description and whose table say the same. */
async function chartOf({ reader, turn }: PlannedVisit, subject: ChartSubject) {
  if (subject.series.length < 2) return undefined;
  // The library takes tens of megabytes: it is loaded when somebody looks at a chart.
  const { chartSvg } = await import('../charts/chart-svg.ts');
  const data = chartData(reader, subject);
  const drawn = (size: ChartSize) => {
    const svg = Buffer.from(chartSvg(data, size, turn.language)).toString('base64');
    return { ...size, src: `data:image/svg+xml;base64,${svg}` };
  };
  return { wide: drawn(sizes.wide), narrow: drawn(sizes.narrow), words: data.words, note: data.zeroNote };
}
