import * as z from 'zod/v4';
import {
  everyElement,
  fallbackTo,
  flag,
  named,
  oneOf,
  optionally,
  type Parts,
  pixels,
  text,
} from './values.ts';

const number = z.number();
const points = z.array(z.strictObject({ x: z.union([text, number]), y: number }));
const series = z.array(z.strictObject({ legend: text, values: points, ...optionally({ color: text }) }));
const bars = z.array(z.strictObject({ x: text, y: number, ...optionally({ color: text }) }));
const shares = z.array(z.strictObject({ legend: text, value: number, ...optionally({ color: text }) }));
const segments = z.array(z.strictObject({ size: number, ...optionally({ legend: text, color: text }) }));
const axes = {
  xAxisTitle: text,
  yAxisTitle: text,
  yMin: number,
  yMax: number,
  color: text,
  showBarValues: flag,
};

/** Teams' own. They need a fallback: for other clients, for old ones, for whoever cannot see a chart. */
export function teamsElements(parts: Parts) {
  return [...charts(parts), ...marks(parts)];
}

/** A chart's fallback carries the same facts: it cannot be dropped. */
function charts(parts: Parts) {
  const { element: fallback } = parts;
  const every = {
    ...everyElement(parts),
    title: text,
    showTitle: flag,
    showLegend: flag,
    colorSet: text,
    maxWidth: pixels,
  };
  const { fallback: _either, ...chart } = every;
  const showing = { showMinMax: flag, showNeedle: flag, showOutlines: flag };
  const valueFormat = oneOf('percentage', 'fraction');
  return [
    named('Chart.Line', { data: series, fallback }, { ...chart, ...axes }),
    named('Chart.VerticalBar', { data: bars, fallback }, { ...chart, ...axes }),
    named('Chart.VerticalBar.Grouped', { data: series, fallback }, { ...chart, ...axes, stacked: flag }),
    named('Chart.HorizontalBar', { data: bars, fallback }, { ...chart, ...axes, displayMode: text }),
    named('Chart.Donut', { data: shares, fallback }, { ...chart, value: text, thickness: text }),
    named('Chart.Pie', { data: shares, fallback }, chart),
    named(
      'Chart.Gauge',
      { value: number, segments, fallback },
      { ...chart, ...showing, min: number, max: number, subLabel: text, valueFormat },
    ),
  ];
}

function marks(parts: Parts) {
  const { fallback: _optional, ...every } = everyElement(parts);
  const fallback = fallbackTo(parts.element);
  const badge = { icon: text, style: text, appearance: text, size: text, shape: text, tooltip: text };
  const icon = { size: text, style: text, color: text, selectAction: parts.action };
  return [
    named('Badge', { text, fallback }, { ...every, ...badge }),
    named('Icon', { name: text, fallback }, { ...every, ...icon }),
    named('ProgressBar', { value: number, fallback }, { ...every, max: number, color: text }),
  ];
}
