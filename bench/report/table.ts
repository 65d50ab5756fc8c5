import type { Goal } from '../figure.ts';
import type { LineResult, Run } from './results.ts';
import type { Spread } from './statistics.ts';

const heads = ['Figure', 'Roder', 'Reference', 'Ratio', 'To reach', 'Reached', 'Kept run'] as const;

/** A Markdown table aligned for a terminal: median, with minimum and maximum in brackets. */
export function tableOf(lines: readonly LineResult[], kept: Run | undefined): string {
  const rows = [[...heads], ...lines.map((one) => rowOf(one, kept))];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)));
  const written = rows.map(
    (row) => `| ${row.map((cell, column) => padded(cell, widths[column]!)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [written[0], rule, ...written.slice(1)].join('\n');
}

function rowOf(one: LineResult, kept: Run | undefined): string[] {
  const reference = one.besides ? `${spread(one.besides, one.unit)} ${one.reference ?? ''}` : '';
  return [
    one.title,
    spread(one.ours, one.unit),
    reference,
    one.ratio ? spread(one.ratio, '') : '',
    goalText(one.goal, one.unit),
    one.reached === undefined ? '' : one.reached ? 'yes' : 'NO',
    change(one, kept),
  ];
}

/** Change since the kept run, of the ratio or, if there is none, of the value. */
function change(one: LineResult, kept: Run | undefined): string {
  const before = kept?.lines.find(({ figure, line }) => figure === one.figure && line === one.line);
  if (!before) return kept ? 'new' : '';
  const [now, then] = one.ratio && before.ratio ? [one.ratio, before.ratio] : [one.ours, before.ours];
  if (then.median === 0) return now.median === 0 ? 'same' : `was 0`;
  const per = Math.round((now.median / then.median - 1) * 100);
  return per === 0 ? 'same' : `${per > 0 ? '+' : '−'}${Math.abs(per)} %`;
}

function goalText(goal: Goal, unit: string): string {
  if (goal === 'none') return '';
  if ('ratio' in goal) return `${goal.ratio === 'at-least' ? '≥' : '≤'} ${goal.bound}`;
  return `${goal.value === 'below' ? '< ' : ''}${goal.bound} ${unit}`.trim();
}

function spread({ median, least, most }: Spread, unit: string): string {
  const range = least === most ? '' : ` (${short(least)}–${short(most)})`;
  return `${short(median)}${unit && unit !== '/s' ? ' ' : ''}${unit}${range}`;
}

function short(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - [...text].length);
}
