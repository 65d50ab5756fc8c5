import { csvFile, csvRow } from '../exports/records.ts';
import type { Language } from '../language/language.ts';
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
  for (const indicator of model.indicators) {
    const assignment = plan.assignment(indicator.assignments[0]!);
    const of = [indicator.id, reader.say(indicator.name), reader.say(indicator.unit)];
    const title = assignment ? reader.say(assignment.title) : '';
    const start = csvRow([...of, assignment?.id ?? '', title], language);
    const { series } = await model.view(indicator);
    for (const point of series) {
      const { period, from, to, value, women = '', men = '', source, roundId = '', by, at = '' } = point;
      const name = sourceOf(
        reader,
        point,
        indicator.source === 'kolada' ? 'chart.fromKolada' : 'chart.fromPlan',
      );
      const said = [source, name, roundId, by?.roleId ?? '', at];
      rows.push(csvRow([period, from, to, value, women, men, ...said], language, start));
    }
  }
  return csvFile(rows);
}
