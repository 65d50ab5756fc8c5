import type { Translate } from '../language/language.ts';
import type { FaultCode } from './fault-codes.ts';

export interface PlanFault {
  /** Such as `assignments[pu1].owner`; by place, `assignments[3].owner`, where there is no usable id. */
  readonly path: string;
  readonly code: FaultCode;
  /** What stands there, shortened; empty where nothing does. */
  readonly found: string;
  /** Data, never a sentence: the allowed values, the nearest id, the bound. Empty where the code says it all. */
  readonly expected: string;
  /** Where in a workbook; absent for text files. */
  readonly cell?: CellPlace | undefined;
}

/**
 * A place in a workbook, in its own words: a sheet, a row, a column, each as far as it is known. Without a
 * sheet: a field of a form.
 */
export interface CellPlace {
  readonly sheet: string;
  readonly row?: number | undefined;
  /** A letter, as Excel names it. */
  readonly column?: string | undefined;
  readonly title?: string | undefined;
}

/** What a file knows of where its parts stood. */
export type PlaceOf = (finding: Finding) => Pick<PlanFault, 'cell'> & { readonly expected?: string };

/** A fault before its path is put into words. */
export interface Finding {
  readonly path: FaultPath;
  readonly code: FaultCode;
  readonly found?: unknown;
  readonly expected?: string;
}

export type FaultPath = readonly (string | number)[];

/** The fault as one sentence, with where, what and how to put it right. */
export function describeFault({ code, path, found, expected, cell }: PlanFault, t: Translate): string {
  // Some sentences speak of quotation marks or of the schema's words, which a workbook does not have.
  const context = cell ? 'book' : undefined;
  return t(`planFaults:${code}`, { context, path: cell ? placeText(cell, t) : path, found, expected });
}

function placeText({ sheet, row, column, title }: CellPlace, t: Translate): string {
  if (!sheet) return t('planFaults:place-field', { title });
  if (column && row && title) return t('planFaults:place-cell', { sheet, row, column, title });
  if (column && row) return t('planFaults:place-untitled', { sheet, row, column });
  if (row) return t('planFaults:place-row', { sheet, row });
  return title ? t('planFaults:place-column', { sheet, title }) : t('planFaults:place-sheet', { sheet });
}

/** Nobody mends more in one go. */
const maxFaults = 1000;

/** The first thousand, and how many there are beside them. A fault of a whole column is told once. */
export function bounded(faults: readonly PlanFault[]): PlanFault[] {
  const told = new Map(faults.map((fault) => [keyOf(fault), fault]));
  const [path, rest] = [faults[0]?.path ?? '', told.size - maxFaults];
  const first = [...told.values()].slice(0, maxFaults);
  return rest <= 0 ? first : [...first, { path, code: 'more-faults', found: String(rest), expected: '' }];
}

function keyOf({ path, code, found, expected, cell }: PlanFault): string {
  return JSON.stringify([cell ?? path, code, found, expected]);
}

/** Findings as faults. Entries are named by id, which is what one can search for in the file. */
export function faultsOf(input: unknown, findings: readonly Finding[], placeOf?: PlaceOf): PlanFault[] {
  const nameOf = entryNames();
  return findings.map((finding) => ({
    path: pathText(input, finding.path, nameOf),
    code: finding.code,
    found: shown(finding.found),
    expected: finding.expected ?? '',
    ...placeOf?.(finding),
  }));
}

type NameOf = (list: readonly unknown[], place: number) => string | number;

function pathText(input: unknown, path: FaultPath, nameOf: NameOf): string {
  let text = '';
  let node = input;
  for (const key of path) {
    if (typeof key === 'number') text += `[${Array.isArray(node) ? nameOf(node, key) : key}]`;
    else text += text ? `.${shown(key)}` : shown(key);
    node = childOf(node, key);
  }
  return text || 'plan';
}

export function childOf(node: unknown, key: string | number): unknown {
  return node && typeof node === 'object' ? (node as Record<string | number, unknown>)[key] : undefined;
}

/** An id names its entry if no other in the list has it and it cannot be taken for a place. */
function entryNames(): NameOf {
  const counts = new Map<readonly unknown[], Map<unknown, number>>();
  return (list, place) => {
    const known = counts.get(list) ?? countIds(list);
    counts.set(list, known);
    const id = childOf(list[place], 'id');
    return typeof id === 'string' && /^[^\s\]]+$/.test(id) && /\D/.test(id) && known.get(id) === 1
      ? shown(id)
      : place;
  };
}

function countIds(list: readonly unknown[]): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const entry of list) {
    const id = childOf(entry, 'id');
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const maxShown = 60;

function shown(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return '[…]';
  if (value && typeof value === 'object') return '{…}';
  const text = String(value).replace(/\s+/g, ' ');
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
