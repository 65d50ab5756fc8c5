import type { PlanContent } from './plan-schema.ts';
import { sheetTables } from './workbook-tables.ts';

/**
 * What a sheet of the plan's workbook is; which there are stands in `workbook-tables.ts`.
 */

export type SheetName =
  | 'settings'
  | 'units'
  | 'departments'
  | 'roles'
  | 'persons'
  | 'channels'
  | 'periods'
  | 'freeTimes'
  | 'assignments'
  | 'milestones'
  | 'indicators'
  | 'history'
  | 'retention';

/** How a cell is read: as text, a number, a date, a date or a rule for one, a time of day, yes or no. */
export type CellKind = 'text' | 'number' | 'date' | 'date-or-rule' | 'time' | 'yes-no';

export interface Column {
  /** Where in the entry: `title.sv`. */
  readonly path: string;
  readonly kind: CellKind;
  readonly required?: true;
  /** Several in one cell, with commas between. */
  readonly list?: true;
  /** What may stand there, by the schema's words; the sheet shows them in the language's. */
  readonly choices?: readonly string[];
  /** The sheet whose first column has what may stand there. */
  readonly refersTo?: SheetName;
  readonly width?: number;
}

export interface SheetTable {
  readonly name: SheetName;
  /** The plan's list, or for `settings` the plan itself. */
  readonly list: string;
  /** Rows that belong to an entry of another sheet, which the first column names. */
  readonly within?: { readonly sheet: SheetName; readonly column: Column };
  readonly columns: readonly Column[];
}

/** Every column of a sheet as it stands there, the one that says whose row it is first. */
export function columnsOf({ within, columns }: SheetTable): readonly Column[] {
  return within ? [within.column, ...columns] : columns;
}

export function tableOf(name: SheetName): SheetTable {
  return sheetTables.find((table) => table.name === name)!;
}

/** What stands at a path of keys with points between; undefined where nothing does. */
export function valueAt(node: unknown, path: string): unknown {
  if (!path) return node;
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], node);
}

/** Puts a value there, with what is needed on the way. */
export function putAt(node: object, path: string, value: unknown): void {
  const keys = path.split('.');
  let at = node as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1)!] = value;
}

/** The entries of a sheet: each with what it belongs to where it belongs to another. */
export function entriesIn(plan: PlanContent, table: SheetTable): { entry: unknown; of?: string }[] {
  const { list, within } = table;
  if (!list) return [{ entry: plan }];
  const listAt = (node: unknown) => (valueAt(node, list) ?? []) as unknown[];
  if (!within) return listAt(plan).map((entry) => ({ entry }));
  const owners = valueAt(plan, tableOf(within.sheet).list) as { id: string }[];
  return owners.flatMap((owner) => listAt(owner).map((entry) => ({ entry, of: owner.id })));
}
