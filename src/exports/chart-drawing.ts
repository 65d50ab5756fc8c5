import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Language } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import type { Indicator, Target } from '../plan/plan-schema.ts';

export interface Drawing {
  readonly indicator: Indicator;
  readonly points: readonly { readonly name: string; readonly value: number }[];
  readonly language: Language;
  /** What the target line is called. */
  readonly targetName: string;
}

/** Pixels of the drawing; the picture is twice as many. */
export const drawingSize = { width: 600, height: 250 } as const;

const area = { left: 60, right: 515, top: 24, bottom: 196 } as const;

/** A line with its values written out and the target dashed: it reads in black and white. */
export function drawChart(drawing: Drawing): string {
  const { indicator, points } = drawing;
  const targets = targetValues(indicator.target ?? undefined);
  const scale = scaleOf([...points.map(({ value }) => value), ...targets]);
  const y = (value: number) =>
    area.bottom - ((value - scale.from) / (scale.to - scale.from)) * (area.bottom - area.top);
  const step = (area.right - area.left - 70) / Math.max(1, points.length - 1);
  const placed = points.map((point, index) => ({
    ...point,
    x: area.left + 35 + index * step,
    y: y(point.value),
  }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${drawingSize.width}" height="${drawingSize.height}" font-family="PT Sans" font-size="13">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...gridLines(scale, y, drawing.language),
    ...targets.map((value) => targetLine(y(value), drawing, value)),
    `<polyline fill="none" stroke="#1f5fa8" stroke-width="2.5" points="${placed.map(at).join(' ')}"/>`,
    ...placed.map((point, index) => mark(point, index, drawing)),
    '</svg>',
  ].join('\n');
}

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** From zero, unless the values are far from it: then a step below the lowest. */
function scaleOf(values: readonly number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const zeroBased = low >= 0 && low < (high - low) * 3;
  const bottom = zeroBased ? 0 : low;
  const rough = (high - bottom || Math.abs(high) || 1) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * size >= rough) ?? 10) * size;
  const from = zeroBased ? 0 : Math.floor(bottom / step) * step;
  return { from, to: Math.max(from + step, Math.ceil((high * 1.0001) / step) * step), step };
}

function targetValues(target: Target | undefined): number[] {
  if (!target) return [];
  return target.op === 'between' ? [target.min, target.max] : [target.value];
}

function gridLines({ from, to, step }: Scale, y: (value: number) => number, language: Language): string[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const value = Number((from + index * step).toPrecision(10));
    return `<line x1="${area.left}" x2="${area.right}" y1="${y(value)}" y2="${y(value)}" stroke="#dddddd"/>
<text x="${area.left - 8}" y="${y(value) + 4}" text-anchor="end" fill="#555555">${escaped(formatNumber(value, language))}</text>`;
  });
}

function targetLine(y: number, { targetName, language }: Drawing, value: number): string {
  const label = escaped(`${targetName} ${formatNumber(value, language)}`);
  return `<line x1="${area.left}" x2="${area.right}" y1="${y}" y2="${y}" stroke="#333333" stroke-width="1.5" stroke-dasharray="6 4"/>
<text x="${area.right + 6}" y="${y + 4}" fill="#333333">${label}</text>`;
}

/** With many points only the last is named in figures, and as many periods as there is room for. */
function mark(
  point: { name: string; value: number; x: number; y: number },
  index: number,
  drawing: Drawing,
): string {
  const { points, language } = drawing;
  const few = points.length <= 8;
  const last = index === points.length - 1;
  const every = Math.ceil(points.length / 6);
  const named = few || last || (index % every === 0 && points.length - 1 - index >= every);
  const value = few || last ? escaped(formatNumber(point.value, language)) : '';
  return `<circle cx="${point.x}" cy="${point.y}" r="4" fill="#1f5fa8"/>
<text x="${point.x}" y="${point.y - 9}" text-anchor="middle" font-weight="bold" fill="#1b1b1b">${value}</text>
${named ? periodLabel(point.name, point.x) : ''}`;
}

/** In two lines where it is long: `Delår 2026` above, the rest below. */
function periodLabel(name: string, x: number): string {
  const [first, second = ''] = name.split(/ (?=\()/u);
  return `<text x="${x}" y="${area.bottom + 20}" text-anchor="middle" fill="#333333">${escaped(first!)}</text>
<text x="${x}" y="${area.bottom + 36}" text-anchor="middle" fill="#555555" font-size="11">${escaped(second)}</text>`;
}

function at({ x, y }: { x: number; y: number }): string {
  return `${x},${y}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const require = createRequire(import.meta.url);
const family = 'PT Sans';

/** Once per process; a promise, so that two who come at once wait for the same. */
let ready: Promise<{ fonts: Uint8Array[] }> | undefined;

async function prepare(): Promise<{ fonts: Uint8Array[] }> {
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const font = (file: string) => readFileSync(require.resolve(`@expo-google-fonts/pt-sans/${file}`));
  return { fonts: [font('400Regular/PTSans_400Regular.ttf'), font('700Bold/PTSans_700Bold.ttf')] };
}

/** An SVG as a PNG, twice its size so that it is sharp on paper; text in the font that Roder brings. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  ready ??= prepare();
  const { fonts } = await ready;
  const options = { fontBuffers: fonts, defaultFontFamily: family, sansSerifFamily: family };
  const picture = new Resvg(svg, { font: options, fitTo: { mode: 'zoom', value: 2 } });
  const image = picture.render();
  const png = image.asPng();
  image.free();
  picture.free();
  return png;
}
