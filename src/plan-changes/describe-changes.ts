import { joinWords, type Language, type Localised, say, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { canonical } from '../plan/canonical.ts';
import { comparePlans, type PlanChange, type PlanChangeKind } from '../plan/compare-plans.ts';
import { personIdOf } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { type Column, type SheetName, type SheetTable, tableOf, valueAt } from '../plan/workbook-sheets.ts';
import { sheetTables } from '../plan/workbook-tables.ts';
import { choiceWord, columnTitle, sheetTitle } from '../plan/workbook-words.ts';

/** One thing that differs between two plans, in words: what it is, and from what to what. */
export interface ChangeRow {
  readonly change: PlanChange['change'];
  readonly kind: PlanChangeKind;
  readonly id: string;
  readonly heading: string;
  /** From what to what, also inside its lists; of what is new, how much its lists hold. */
  readonly lines: readonly string[];
}

const sheetOfKind: Readonly<Record<Exclude<PlanChangeKind, 'setting'>, SheetName>> = {
  assignment: 'assignments',
  indicator: 'indicators',
  role: 'roles',
  person: 'persons',
  period: 'periods',
  department: 'departments',
  channel: 'channels',
};

/** What goes first, since it is what cannot be seen in the new plan; then what changes, then what is new. */
const order = ['withdrawn', 'changed', 'added'] as const;

/** Every difference in the reader's words, by the names the plan's workbook has for its columns. */
export function describeChanges(
  before: PlanContent | undefined,
  after: PlanContent,
  language: Language,
): ChangeRow[] {
  const told = { before: before ?? after, after, language };
  const rows = comparePlans(before, after).map((change) => rowOf(change, told));
  return order.flatMap((change) => rows.filter((row) => row.change === change));
}

interface Told {
  readonly before: PlanContent;
  readonly after: PlanContent;
  readonly language: Language;
}

function rowOf(change: PlanChange, told: Told): ChangeRow {
  const { kind, id } = change;
  const t = translator(told.language);
  if (kind === 'setting')
    return {
      change: 'changed',
      kind,
      id,
      heading: t('planChange.kind.setting'),
      lines: settingLines(id, told),
    };
  const find = (plan: PlanContent) => entriesOf(plan, kind).find((one) => idOf(kind, one) === id);
  const [old, now] = [find(told.before), find(told.after)];
  const heading = `${t(`planChange.kind.${kind}`)}: ${nameOf(kind, now ?? old, told)}`;
  const table = tableOf(sheetOfKind[kind]);
  const lines = {
    added: () => listCounts(table, now, told),
    changed: () => changedLines(table, old, now, told),
    withdrawn: () => [],
  }[change.change]();
  return { change: change.change, kind, id, heading, lines };
}

function entriesOf(plan: PlanContent, kind: Exclude<PlanChangeKind, 'setting'>): readonly object[] {
  return valueAt(plan, sheetOfKind[kind]) as readonly object[];
}

function idOf(kind: PlanChangeKind, entry: object): string {
  return kind === 'person'
    ? personIdOf(entry as PlanContent['persons'][number])
    : (entry as { id: string }).id;
}

/** A person is shown by their roles: no names are in a plan, and an object id says nothing. */
function nameOf(kind: PlanChangeKind, entry: object | undefined, told: Told): string {
  const { title, name, upn, roles } = entry as Partial<Record<'title' | 'name', Localised>> & {
    readonly upn?: string;
    readonly roles?: readonly string[];
  };
  if (kind === 'person')
    return (
      upn ??
      joinWords(
        (roles ?? []).map((id) => named('roles', id, told)),
        told.language,
      )
    );
  return shortened(say((title ?? name)!, told.language));
}

function settingLines(id: string, { before, after, language }: Told): string[] {
  const columns = tableOf('settings').columns.filter(({ path }) => path === id || path.startsWith(`${id}.`));
  const told = { before, after, language };
  const lines = columnLines(tableOf('settings'), columns, { old: before, now: after }, told);
  const lists = sheetTables.filter(({ list }) => list === id || list.startsWith(`${id}.`));
  return [...lines, ...lists.flatMap((table) => listLines(table, before, after, told))];
}

/** The lists that stand inside an entry of this sheet. */
function listsIn({ name }: SheetTable): SheetTable[] {
  return sheetTables.filter(({ within }) => within?.sheet === name);
}

function changedLines(table: SheetTable, old: unknown, now: unknown, told: Told): string[] {
  const lists = listsIn(table).flatMap((list) => listLines(list, old, now, told));
  return [...columnLines(table, table.columns, { old, now }, told), ...lists];
}

function listCounts(table: SheetTable, now: unknown, { language }: Told): string[] {
  return listsIn(table).flatMap(({ name, list }) => {
    const count = ((valueAt(now, list) ?? []) as unknown[]).length;
    return count > 0 ? [`${sheetTitle(name, language)}: ${count}`] : [];
  });
}

/** How many there were and are, where that differs, and each entry that differs, before and after. */
function listLines(table: SheetTable, old: unknown, now: unknown, told: Told): string[] {
  if (canonical(valueAt(old, table.list)) === canonical(valueAt(now, table.list))) return [];
  const [before, after] = [byKey(table, old), byKey(table, now)];
  const keys = new Set([...before.keys(), ...after.keys()]);
  const rank = (key: string) => (after.has(key) ? (before.has(key) ? 1 : 2) : 0);
  const each = [...keys]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((key) => entryLine(table, before.get(key), after.get(key), told));
  const t = translator(told.language);
  const list = sheetTitle(table.name, told.language);
  if (each.length === 0) return [t('planChange.list.order', { list })];
  const [from, to] = [before.size, after.size];
  return from === to ? each : [t('planChange.list.count', { list, from, to }), ...each];
}

/** Each entry of a list by what tells it from the others: what stands in the sheet's first column. */
function byKey({ list, columns }: SheetTable, owner: unknown): ReadonlyMap<string, unknown> {
  const entries = (valueAt(owner, list) ?? []) as unknown[];
  return new Map(entries.map((entry) => [String(valueAt(entry, columns[0]!.path)), entry]));
}

function entryLine(table: SheetTable, old: unknown, now: unknown, told: Told): string[] {
  if (canonical(old) === canonical(now)) return [];
  const t = translator(told.language);
  const [key, ...columns] = table.columns as [Column, ...Column[]];
  const list = sheetTitle(table.name, told.language);
  const entry = (now ?? old) as { readonly name?: Localised };
  const name = entry.name
    ? shortened(say(entry.name, told.language))
    : shown(valueAt(entry, key.path), key, told);
  const isChanged = old !== undefined && now !== undefined;
  const named = isChanged ? columns : columns.filter(({ path }) => !path.startsWith('name.'));
  const found = columnChanges(table, named, { old, now }, told);
  const isFilled = ({ path }: Column) => [old, now].some((one) => valueAt(one, path) !== undefined);
  // Of a value alone it need not be said that it is the value.
  if (columns.filter(isFilled).length === 1 && found[0])
    return [t('planChange.list.value', { list, name, ...found[0] })];
  if (isChanged) {
    const changes = found.map((one) => t('planChange.fromTo', { ...one })).join('. ');
    return [t('planChange.list.changed', { list, name, changes })];
  }
  const facts = found.map(({ what, from, to }) => `${what}: ${now === undefined ? from : to}`).join(', ');
  return [t(`planChange.list.${now === undefined ? 'withdrawn' : 'added'}`, { list, name, facts })];
}

interface ColumnChange {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

function columnLines(
  table: SheetTable,
  columns: readonly Column[],
  entries: { old: unknown; now: unknown },
  told: Told,
): string[] {
  const t = translator(told.language);
  return columnChanges(table, columns, entries, told).map((one) => t('planChange.fromTo', { ...one }));
}

function columnChanges(
  table: SheetTable,
  columns: readonly Column[],
  { old, now }: { old: unknown; now: unknown },
  told: Told,
): ColumnChange[] {
  const differs = (path: string) => canonical(valueAt(old, path)) !== canonical(valueAt(now, path));
  return columns
    .filter(({ path }) => differs(path) && !isSaidInOwn(path, told, differs))
    .map((column) => {
      const [before, after] = [old, now].map((entry) => words(valueAt(entry, column.path), column, told));
      const [from, to] = whereTheyDiffer(before!, after!);
      return { what: columnTitle(table, column, told.language), from, to };
    });
}

/** Where both languages of a text change, the reader's own says it. */
function isSaidInOwn(path: string, { language }: Told, differs: (path: string) => boolean): boolean {
  const other = language === 'sv' ? /\.en$/u : /\.sv$/u;
  return other.test(path) && differs(path.replace(other, `.${language}`));
}

const maxLetters = 120;

/** A card shows the beginning of what is long. */
export function shortened(text: string, max = maxLetters): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** Of two long texts the part in which they begin to differ: the same beginning twice says nothing. */
function whereTheyDiffer(before: string, after: string): [from: string, to: string] {
  if (Math.max(before.length, after.length) <= maxLetters) return [before, after];
  const letters = [...before];
  const same = [...after].findIndex((letter, place) => letter !== letters[place]);
  const start = (same < 0 ? [...after].length : same) - lettersBefore;
  if (start <= lettersBefore) return [shortened(before), shortened(after)];
  const part = (text: string) => shortened(`…${[...text].slice(start).join('')}`);
  return [part(before), part(after)];
}

const lettersBefore = 30;

function shown(value: unknown, column: Column, told: Told): string {
  return shortened(words(value, column, told));
}

function words(value: unknown, column: Column, told: Told): string {
  const { language } = told;
  // What is only said where it is so is not so where nothing is said.
  if (column.kind === 'yes-no')
    return translator(language)(`workbook.choice.${value === true ? 'yes' : 'no'}`);
  if (value === undefined || value === null || value === '')
    return translator(language)('planChange.nothing');
  if (typeof value === 'number') return formatNumber(value, language);
  const all = (Array.isArray(value) ? value : [value]).map((one: unknown) => word(String(one), column, told));
  return all.length > 1 ? joinWords(all, language) : all[0]!;
}

function word(value: string, column: Column, told: Told): string {
  if (column.choices) return choiceWord(column, value, told.language);
  const { refersTo } = column;
  return refersTo && refersTo !== 'units' ? named(refersTo, value, told) : value;
}

/** What an id stands for, in the new plan or else in the old. */
function named(sheet: SheetName, id: string, { before, after, language }: Told): string {
  for (const plan of [after, before]) {
    const entry = (valueAt(plan, sheet) as { id: string; name?: Localised; title?: Localised }[]).find(
      (one) => one.id === id,
    );
    const name = entry?.title ?? entry?.name;
    if (name) return say(name, language);
  }
  return id;
}
