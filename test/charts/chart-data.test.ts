import { expect, test } from '@jest/globals';
import { chartData, scaleAround } from '../../src/charts/chart-data.ts';
import { chartSvg } from '../../src/charts/chart-svg.ts';
import { indexPlan } from '../../src/plan/plan-index.ts';
import type { Indicator } from '../../src/plan/plan-schema.ts';
import type { SeriesPoint } from '../../src/reports/indicator-series.ts';
import { readerOf } from '../../src/reports/reader.ts';
import { indicatorChart } from '../../src/summaries/charts.ts';
import { demoPlan } from '../plan/demo-plan.ts';

const plan = indexPlan(demoPlan(), 1);
const reader = readerOf(plan, 'sv');

const month = (period: string, value: number): SeriesPoint => {
  const from = `${period}-01`;
  return { period, from, to: `${period}-${period.endsWith('02') ? 28 : 30}`, value, source: 'plan' };
};
const year = (period: string, value: number): SeriesPoint => {
  return { period, from: `${period}-01-01`, to: `${period}-12-31`, value, source: 'plan' };
};

const indicator = (more: Partial<Indicator> = {}): Indicator => {
  return { ...plan.indicator('i18')!, name: { sv: 'Sjukfrånvaro', en: 'Sick leave' }, ...more };
};

test.each([
  ['what moves a little is seen to move', [5.5, 5.6, 5.8, 6], 5.4, 6.2],
  ['zero is on the axis where the values are near it', [1, 8, 12], 0, 15],
  ['negative values have room below zero', [-2.4, -2.1, 1, -1], -3, 2],
  ['one value has an axis around it', [79], 78, 80],
  ['all zero is an axis too', [0, 0], 0, 0.6],
])('%s', (_name, values, min, max) => {
  const scale = scaleAround(values);
  expect(scale.min).toBeLessThanOrEqual(Math.min(...values));
  expect(scale.max).toBeGreaterThan(Math.max(...values));
  expect([Math.abs(scale.min - min) <= scale.step, Math.abs(scale.max - max) <= scale.step]).toEqual([
    true,
    true,
  ]);
  expect((scale.max - scale.min) / scale.step).toBeLessThanOrEqual(7);
});

test('series, range and labels are the same for the chat and for paper, with the target, and say where zero is', () => {
  const series = [month('2026-04', 5.5), month('2026-06', 5.6), month('2026-09', 5.8)];
  const data = chartData(reader, { indicator: indicator(), series });
  expect(data.points.map(({ label }) => label)).toEqual(['apr 2026', 'juni 2026', 'sep 2026']);
  expect(data.target).toEqual({ min: undefined, max: 6, name: 'Mål: högst 6' });
  expect(data.zeroNote).toMatch(/^Axeln börjar på 5,4, inte på noll\.$/u);
  const { block } = indicatorChart(reader, { indicator: indicator(), series });
  const { min: yMin, max: yMax } = data.scale;
  expect(block).toMatchObject({ type: 'Chart.Line', yMin, yMax });
  expect(block!.yAxisTitle).toBe('% (axeln börjar på 5,4)');
  expect(JSON.stringify(block!.data)).not.toMatch(/"x":"\d{4}-\d\d-\d\d"/u);
  const svg = chartSvg(data, { width: 330, height: 180 }, 'sv');
  for (const words of ['apr 2026', 'sep 2026', '5,8\u00a0%', 'Mål: högst 6']) expect(svg).toContain(words);
});

test('negative values have their own range in Teams, where they would be drawn as nothing', () => {
  const series = [year('2024', -2.4), year('2025', -2.1)];
  const { block } = indicatorChart(reader, { indicator: indicator({ target: undefined }), series });
  expect(block).toMatchObject({ type: 'Chart.VerticalBar', yMax: 0 });
  expect(Number(block!.yMin)).toBeLessThan(-2.4);
});

test('values of a month beside values of a year are a table: a line would say that they moved', () => {
  const series = [year('2024', 5), year('2025', 6), month('2026-06', 3)];
  const { block } = indicatorChart(reader, { indicator: indicator(), series });
  expect(block).toMatchObject({ type: 'Table' });
});

test('two edges of a target are a band, and what others have stands in grey', () => {
  const series = [year('2023', 2), year('2024', -1), year('2025', 0.5)];
  const band = indicator({ target: { op: 'between', min: -1, max: 1 }, direction: 'band' });
  const comparison = { name: 'Liknande kommuner', year: '2024', value: 1.5 };
  const data = chartData(reader, { indicator: band, series, comparison });
  expect(data.comparison?.values).toEqual([null, 1.5, null]);
  const svg = chartSvg(data, { width: 330, height: 180 }, 'sv');
  expect(svg).toContain('Liknande kommuner');
  expect(svg).toContain('Mål: −1 till 1');
});

test.each([
  ['first', [7.2, 6.8, 50], 'end'],
  ['last', [50, 20, 7], 'start'],
])('the name of a target stands away from the figure of the value beside it, the %s', (_, values, anchor) => {
  const series = values.map((value, index) => month(`2026-0${index + 5}`, value));
  const near = indicator({ target: { op: '<=', value: 6.5 }, direction: 'lower' });
  const svg = chartSvg(chartData(reader, { indicator: near, series }), { width: 330, height: 180 }, 'sv');
  expect(svg).toMatch(new RegExp(`text-anchor="${anchor}"[^>]*>Mål: högst 6,5`, 'u'));
});
