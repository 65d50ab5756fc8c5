import { joinWords, say, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { canonical } from '../plan/canonical.ts';
import { comparePlans, type PlanChange, type PlanChangeKind } from '../plan/compare-plans.ts';
import { personIdOf } from '../plan/plan-index.ts';
import type { Language, Localised, PlanContent } from '../plan/plan-schema.ts';
import { type Column, type SheetName, type SheetTable, tableOf, valueAt } from '../plan/workbook-sheets.ts';
import { sheetTables } from '../plan/workbook-tables.ts';
import { choiceWord, columnTitle, sheetTitle } from '../plan/workbook-words.ts';

/** One thing that differs between two plans, in words: what it is, and from what to what. */
export interface ChangeRow {
  readonly change: PlanChange['change'];
  readonly kind: PlanChangeKind;
  readonly heading: string;
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
    return { change: 'changed', kind, heading: t('planChange.kind.setting'), lines: settingLines(id, told) };
  const find = (plan: PlanContent) => entriesOf(plan, kind).find((one) => idOf(kind, one) === id);
  const [old, now] = [find(told.before), find(told.after)];
  const heading = `${t(`planChange.kind.${kind}`)}: ${nameOf(kind, now ?? old, told)}`;
  const lines = change.change === 'changed' ? changedLines(tableOf(sheetOfKind[kind]), old, now, told) : [];
  return { change: change.change, kind, heading, lines };
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
  const lines = changedColumns(tableOf('settings'), columns, { old: before, now: after }, told);
  const sheet = sheetTables.find(({ list }) => list === id || list.startsWith(`${id}.`));
  const isListed = sheet && canonical(valueAt(before, sheet.list)) !== canonical(valueAt(after, sheet.list));
  return isListed ? [...lines, sheetTitle(sheet.name, language)] : lines;
}

function changedLines(table: SheetTable, old: unknown, now: unknown, told: Told): string[] {
  const within = sheetTables
    .filter((one) => one.within?.sheet === table.name)
    .filter(({ list }) => canonical(valueAt(old, list)) !== canonical(valueAt(now, list)))
    .map(({ name }) => sheetTitle(name, told.language));
  return [...changedColumns(table, table.columns, { old, now }, told), ...within];
}

function changedColumns(
  table: SheetTable,
  columns: readonly Column[],
  { old, now }: { old: unknown; now: unknown },
  told: Told,
): string[] {
  const differs = (path: string) => canonical(valueAt(old, path)) !== canonical(valueAt(now, path));
  return columns
    .filter(({ path }) => differs(path) && !isSaidInOwn(path, told, differs))
    .map((column) => {
      const what = columnTitle(table, column, told.language);
      const [from, to] = [old, now].map((entry) => shown(valueAt(entry, column.path), column, told));
      return translator(told.language)('planChange.fromTo', { what, from, to });
    });
}

/** Where both languages of a text change, the reader's own says it. */
function isSaidInOwn(path: string, { language }: Told, differs: (path: string) => boolean): boolean {
  const other = language === 'sv' ? /\.en$/u : /\.sv$/u;
  return other.test(path) && differs(path.replace(other, `.${language}`));
}

const mostLetters = 120;

/** A card shows the beginning of what is long. */
export function shortened(text: string, most = mostLetters): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function shown(value: unknown, column: Column, told: Told): string {
  const { language } = told;
  if (value === undefined || value === null || value === '')
    return translator(language)('planChange.nothing');
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'boolean') return translator(language)(`workbook.choice.${value ? 'yes' : 'no'}`);
  const words = (Array.isArray(value) ? value : [value]).map((one: unknown) =>
    word(String(one), column, told),
  );
  const text = words.length > 1 ? joinWords(words, language) : words[0]!;
  return shortened(text);
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
