import type { Language } from '../language/language.ts';
import { renderBlock } from '../language/render-card.ts';

/** Teams' own charts, by template. */
export type ChartKind = 'line' | 'vertical-bar' | 'grouped-bar' | 'horizontal-bar' | 'gauge';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Block = Record<string, unknown>;

/** A chart of Teams', with the same facts as a table where charts are not shown or cannot be seen. */
export function chartBlock(
  kind: ChartKind,
  { table, ...data }: { table: Table } & Readonly<Record<string, unknown>>,
  language: Language,
): Block {
  return renderBlock(`chart-${kind}`, { ...data, table: tableBlock(table, language) }, language);
}

export function tableBlock({ header, rows }: Table, language: Language): Block {
  const texts = (cells: readonly string[]) => cells.map((text) => ({ text }));
  const columns = header.map(() => ({ width: 1 }));
  const data = { columns, header: texts(header), rows: rows.map((cells) => ({ cells: texts(cells) })) };
  return renderBlock('block-table', data, language);
}
