import { csvFile, csvRow } from '../exports/records.ts';
import type { Language } from '../language/language.ts';
import type { SeriesPoint } from '../reports/indicator-series.ts';
import { readerOf } from '../reports/reader.ts';
import { sourceOf } from '../summaries/indicator-words.ts';
import type { ReadModel } from './read-model.ts';

const columns = [
  ...['indicator', 'indicator_name', 'unit', 'assignment', 'assignment_title', 'period', 'period_from'],
  ...['period_to', 'value', 'women', 'men', 'source', 'source_name', 'round', 'role', 'at'],
] as const;

/** One row a value, the oldest first, indicators in the plan's order. The names of columns stay as they are. */
export async function seriesCsv(model: ReadModel, language: Language): Promise<Buffer> {
  const { plan } = model;
  const reader = readerOf(plan, language);
  const rows = [csvRow(columns, language)];
  /** What the values of one report, and all that the plan brought, have alike: written once. */
  const ends = new Map<unknown, string>();
  const endOf = (point: SeriesPoint, before: string): string => {
    const { source, roundId = '', by, at = '', system } = point;
    const shared = by ?? system ?? before;
    const known = ends.get(shared);
    if (known !== undefined) return known;
    const end = csvRow([source, sourceOf(reader, point, before), roundId, by?.roleId ?? '', at], language);
    ends.set(shared, end);
    return end;
  };
  for (const indicator of model.indicators) {
    const assignment = plan.assignment(indicator.assignments[0]!);
    const of = [indicator.id, reader.say(indicator.name), reader.say(indicator.unit)];
    const title = assignment ? reader.say(assignment.title) : '';
    const start = csvRow([...of, assignment?.id ?? '', title], language);
    const before = indicator.source === 'kolada' ? 'chart.fromKolada' : 'chart.fromPlan';
    const { series } = await model.view(indicator);
    for (const point of series) {
      const { period, from, to, value, women = '', men = '' } = point;
      const end = endOf(point, before);
      rows.push(csvRow([period, from, to, value, women, men], language, { start, end }));
    }
  }
  return csvFile(rows);
}
