import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Language } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import type { ChartData, ChartTarget } from './chart-data.ts';

/** Loads Apache ECharts, some 40 MB of memory: import it where a chart is drawn, and not before. */
use([LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Dark, solid and labelled for what is ours; grey and dashed for what it is held against: it reads without colour. */
const ink = {
  line: '#1f5fa8',
  text: '#1b1b1b',
  axis: '#595959',
  grid: '#e3e3e3',
  beside: '#767676',
  band: '#ececec',
};
const fontFamily = 'PT Sans, Segoe UI, sans-serif';
const letters = 12;
/** A number is read also where a line goes through it. */
const onWhite = { backgroundColor: '#ffffff', padding: [1, 2] };
/** With more points than this only the last is named in figures. */
const maxNamed = 6;

/** A chart of an indicator as SVG, without a browser. All texts are from the data. */
export function chartSvg(data: ChartData, size: ChartSize, language: Language): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption(optionOf(data, size, language));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function optionOf(data: ChartData, { width }: ChartSize, language: Language): EChartsCoreOption {
  const { points, scale, comparison } = data;
  const text = { fontFamily, fontSize: letters };
  const isNamed = (index: number) => points.length <= maxNamed || index === points.length - 1;
  const ours = points.map(({ value, text: label }, index) => ({
    value,
    label: { show: isNamed(index), formatter: index === points.length - 1 ? label : plain(value, language) },
  }));
  const others = comparison?.values.map((value) => value ?? '-');
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { ...text, color: ink.axis },
    grid: {
      left: 8,
      right: 24,
      top: 24,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisTick: { show: false },
      // The zero line, where it is on the chart; else the frame's edge.
      axisLine: { onZero: true, lineStyle: { color: scale.min < 0 ? ink.text : ink.beside } },
      axisLabel: { ...text, color: ink.axis, hideOverlap: true, interval: interval(points.length, width) },
    },
    yAxis: {
      type: 'value',
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      axisLabel: { ...text, color: ink.axis, formatter: (value: number) => plain(value, language) },
      splitLine: { lineStyle: { color: ink.grid } },
    },
    series: [
      {
        type: 'line',
        data: ours,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color: ink.line, width: 2.5 },
        itemStyle: { color: ink.line },
        label: { ...text, ...onWhite, position: 'top', color: ink.text, fontWeight: 'bold' },
        ...(data.target ? marksOf(data.target, data) : {}),
      },
      ...(others
        ? [
            {
              type: 'line',
              data: others,
              symbol: 'diamond',
              symbolSize: 9,
              lineStyle: { color: ink.beside, type: 'dotted' },
              itemStyle: { color: ink.beside },
              label: {
                ...text,
                show: true,
                position: 'bottom',
                color: ink.beside,
                formatter: comparison!.name,
              },
            },
          ]
        : []),
    ],
  };
}

/** A dashed line for one edge, a grey band for two; its name stands on it. */
function marksOf({ min, max, name }: ChartTarget, { points, scale }: Pick<ChartData, 'points' | 'scale'>) {
  const top = scale.max;
  const label = { fontFamily, fontSize: letters, color: ink.axis, formatter: name };
  if (min !== undefined && max !== undefined) {
    const area = [{ yAxis: min, name }, { yAxis: Math.min(max, top) }];
    return {
      markArea: {
        silent: true,
        itemStyle: { color: ink.band, borderColor: ink.beside, borderType: 'dashed', borderWidth: 1 },
        label: { ...label, position: 'insideTopLeft' },
        data: [area],
      },
    };
  }
  const edge = min ?? max ?? 0;
  const away = (point: ChartData['points'][number] | undefined) => Math.abs((point?.value ?? edge) - edge);
  // Where the first value lies by the line, the name would stand on that value's own figure.
  const isCrowded = away(points[0]) < (scale.max - scale.min) / 4 && away(points.at(-1)) > away(points[0]);
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: ink.beside, type: 'dashed', width: 1.5 },
      label: { ...label, position: isCrowded ? 'insideEndTop' : 'insideStartTop' },
      data: [{ yAxis: edge }],
    },
  };
}

/** As many labels as there is room for; the last one always has its own. */
function interval(count: number, width: number) {
  const every = Math.max(1, Math.ceil((count * 62) / width));
  return (index: number) => (count - 1 - index) % every === 0;
}

function plain(value: number, language: Language): string {
  return formatNumber(Number(value.toPrecision(10)), language);
}
