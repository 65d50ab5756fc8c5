import { type PageSetup, Workbook } from '@cj-tech-master/excelts';
import { saidBeside } from '../answers/all-parts.ts';
import { fromTimestamp, type Timestamp } from '../calendar/instants.ts';
import type { Translate } from '../language/language.ts';
import { aspectMeaning } from '../plan/names.ts';
import { aspects } from '../plan/plan-schema.ts';
import { valuePeriodName } from '../reports/indicator-series.ts';
import type { AssignmentView } from '../summaries/round-view.ts';
import { stateText } from '../summaries/summary-words.ts';
import type { Paper } from './paper.ts';
import { madeSentence, pointSource, subtitleOf, titleOf } from './paper-words.ts';

/** A date or a moment as clocks show it where the organisation is: `2026-09-18`, `2026-09-18T09:05`. */
export interface When {
  readonly kind: 'date' | 'moment';
  readonly local: string;
}

export type Cell = string | number | When | null;

export interface Sheet {
  readonly name: 'values' | 'reports' | 'support' | 'plan' | 'indicators';
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The workbook's sheets as plain tables: values, reports, wanted support, and the plan they belong to. */
export function sheetsOf(paper: Paper): Sheet[] {
  return [
    valueSheet(paper),
    reportSheet(paper),
    supportSheet(paper),
    planSheet(paper),
    indicatorSheet(paper),
  ];
}

const narrow = 14;
const medium = 18;
const wide = 30;
/** What somebody wrote: with more of these, a sheet that is fitted to a page's width could not be read. */
const words = 34;

function columns(t: Translate, widths: Readonly<Record<string, number>>) {
  return Object.entries(widths).map(([key, width]) => ({ title: t(`column.${key}`), width }));
}

/** One row a value: as a pivot table wants it. */
function valueSheet(paper: Paper): Sheet {
  const { view, reader } = paper;
  const { t, say, language } = reader;
  const isSplit = view.indicators.some(({ series }) =>
    series.some(({ women, men }) => women !== undefined || men !== undefined),
  );
  const rows = view.indicators.flatMap(({ indicator, series }) =>
    series.map((point): Cell[] => [
      indicator.id,
      say(indicator.name),
      say(indicator.unit),
      valuePeriodName(point, view.plan, language),
      dateCell(point.to),
      point.value,
      ...(isSplit ? [point.women ?? null, point.men ?? null] : []),
      pointSource(paper, point),
    ]),
  );
  const titles = {
    indicatorId: narrow,
    indicator: wide,
    unit: narrow,
    period: medium,
    to: narrow,
    value: narrow,
  };
  const split: Record<string, number> = isSplit ? { women: narrow, men: narrow } : {};
  return { name: 'values', columns: columns(t, { ...titles, ...split, source: wide }), rows };
}

function reportSheet(paper: Paper): Sheet {
  const titles = { assignmentId: narrow, assignment: wide, type: medium, status: medium, forecast: narrow };
  const said = { ownWords: words, economic: words, ecological: words, social: words };
  const { assignments } = paper.view;
  const beside = assignments.map((one) => milestonesSaid(paper, one));
  const hasMilestones = beside.some(Boolean);
  const more: Record<string, number> = hasMilestones ? { milestones: wide } : {};
  return {
    name: 'reports',
    columns: columns(paper.reader.t, { ...titles, ...said, ...more, role: wide, sent: 18 }),
    rows: assignments.map((one, index) => reportRow(paper, one, hasMilestones ? [beside[index]!] : [])),
  };
}

/** Null, as an empty cell is, where nothing was said of any. */
function milestonesSaid({ reader }: Paper, { assignment, ended, state }: AssignmentView): Cell {
  const said = saidBeside(ended?.state ?? state, reader, assignment);
  return said.map(({ what, words: of }) => `${what}: ${of}`).join('\n') || null;
}

function reportRow(paper: Paper, one: AssignmentView, milestones: readonly Cell[]): Cell[] {
  const { reader } = paper;
  const { t, say, roleName } = reader;
  const { assignment, status, asksState, ended } = one;
  const state = ended?.state ?? one.state;
  const { judgement } = state;
  return [
    assignment.id,
    say(assignment.title),
    t(`type.${assignment.type}`),
    asksState ? t(`status.${status}`) : stateText(reader, one),
    judgement?.answer.forecast ? t(`forecast.${judgement.answer.forecast}`) : null,
    judgement?.answer.ownWords || null,
    ...aspects.map((aspect) => {
      const answer = state.aspects?.answer[aspect];
      if (!answer || answer.kind === 'absent') return judgement ? t('aspect.absent') : null;
      return answer.kind === 'words' ? answer.words : t('paper.unchanged');
    }),
    ...milestones,
    judgement ? roleName(judgement.by.roleId) : null,
    judgement ? momentCell(paper, judgement.at) : null,
  ];
}

function supportSheet(paper: Paper): Sheet {
  const { view, reader } = paper;
  const { t, say, roleName } = reader;
  const wanted = view.assignments.filter(({ state }) => state.judgement?.answer.help);
  const rows = wanted.map(({ assignment, state, wish }): Cell[] => {
    const { answer, by, at } = state.judgement!;
    const help = answer.help!;
    const replies = wish?.replies ?? [];
    const last = replies.at(-1);
    return [
      assignment.id,
      say(assignment.title),
      help.what,
      reader.helpFrom(help) || null,
      roleName(by.roleId),
      momentCell(paper, at),
      replies.map(({ words }) => words).join('\n') || (wish?.withdrawn ? t('support.list.ended') : null),
      last ? roleName(last.by.roleId) : null,
      last ? momentCell(paper, last.at) : null,
    ];
  });
  const titles = {
    assignmentId: narrow,
    assignment: wide,
    help: words,
    helpFrom: wide,
    role: wide,
    sent: 18,
    reply: words,
    repliedBy: wide,
    replied: 18,
  };
  return { name: 'support', columns: columns(t, titles), rows };
}

function planSheet({ view, reader }: Paper): Sheet {
  const { t, say, roleName, join, language } = reader;
  const rows = view.assignments.map(({ assignment }): Cell[] => [
    assignment.id,
    say(assignment.title),
    t(`type.${assignment.type}`),
    assignment.decision,
    say(view.plan.department(assignment.leadDepartment)!.name),
    reader.ownerNames(assignment),
    join((assignment.contributors ?? []).map(roleName)),
    assignment.start ? dateCell(assignment.start) : null,
    assignment.end ? dateCell(assignment.end) : null,
    ...aspects.map((aspect) => aspectMeaning(assignment, aspect, language)),
  ]);
  const first = { assignmentId: narrow, assignment: wide, type: medium, decision: wide, department: wide };
  const then = { owner: wide, contributors: wide, start: narrow, end: narrow };
  const titles = { ...first, ...then, economic: words, ecological: words, social: words };
  return { name: 'plan', columns: columns(t, titles), rows };
}

function indicatorSheet({ view, reader }: Paper): Sheet {
  const { t, say, language } = reader;
  const rows = view.indicators.map(({ indicator, series, trend, assessment }): Cell[] => {
    const last = series.at(-1);
    return [
      indicator.id,
      say(indicator.name),
      say(indicator.unit),
      last?.value ?? null,
      last ? valuePeriodName(last, view.plan, language) : null,
      trend === 'unknown' ? '–' : t(`trend.${trend}`),
      indicator.target ? reader.target(indicator.target) : null,
      t(`target.${assessment}`),
      reader.roleName(indicator.owner),
      indicator.kolada ?? null,
    ];
  });
  const titles = { indicatorId: narrow, indicator: wide, unit: narrow, value: narrow, period: medium };
  const more = { trend: medium, target: medium, targetAssessment: medium, owner: wide, kolada: narrow };
  return { name: 'indicators', columns: columns(t, { ...titles, ...more }), rows };
}

function dateCell(text: string): Cell {
  const known = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text));
  return known ? { kind: 'date', local: text } : null;
}

function momentCell({ view }: Paper, at: Timestamp): When {
  const local = fromTimestamp(at).toZonedDateTimeISO(view.plan.content.timeZone).toPlainDateTime();
  return { kind: 'moment', local: local.toString({ smallestUnit: 'minute' }) };
}

/** Excel's own limit to a cell. */
const maxLetters = 32_767;

/**
 * A workbook with a sheet of each kind: numbers are numbers and dates dates, so that they can be reckoned with;
 * what people wrote is always text, whatever it begins with.
 */
export async function excelPaper(paper: Paper): Promise<Buffer> {
  const { t, say } = paper.reader;
  const workbook = new Workbook();
  workbook.creator = say(paper.view.plan.content.organisation.name);
  workbook.title = titleOf(paper);
  workbook.subject = subtitleOf(paper);
  workbook.description = madeSentence(paper);
  workbook.created = new Date(paper.made.epochMilliseconds);
  for (const sheet of sheetsOf(paper)) addSheet(workbook, sheet, t(`sheet.${sheet.name}`));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const dateFormat = 'yyyy-mm-dd';
const momentFormat = 'yyyy-mm-dd hh:mm';

/** Letters of a column on A4 on its side with narrow margins, printed in some 8 points: what is smaller is not read. */
const pageLetters = 205;

/**
 * A4 on its side, with the titles on each page. What is wider than can be read on one page goes on beside it, with its
 * id and name again. Of a sheet without a row nothing but titles is there to be read, and they are one page.
 */
function pageSetup(widths: readonly number[], isEmpty: boolean): Partial<PageSetup> {
  const [all, again] = [widths, widths.slice(0, 2)].map((some) => some.reduce((sum, one) => sum + one, 0));
  const isWide = !isEmpty && all! > pageLetters;
  return {
    paperSize: 9,
    orientation: 'landscape',
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    fitToPage: true,
    fitToWidth: isWide ? Math.ceil((all! - again!) / (pageLetters - again!)) : 1,
    fitToHeight: 0,
    pageOrder: 'overThenDown',
    printTitlesRow: '1:1',
    ...(isWide && { printTitlesColumn: 'A:B' }),
  };
}

function addSheet(workbook: Workbook, sheet: Sheet, name: string): void {
  const widths = sheet.columns.map(({ title, width }, index) =>
    Math.max(width, longestWord([title, ...sheet.rows.map((cells) => cells[index])])),
  );
  const added = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: pageSetup(widths, sheet.rows.length === 0),
    headerFooter: { oddFooter: '&L&F&C&A&R&P/&N' },
  });
  added.columns = sheet.columns.map(({ title }, index) => ({ header: title, width: widths[index]! }));
  const titles = added.getRow(1);
  titles.font = { bold: true };
  // Numbers and days stand to the right, so their title does too, and the text beside them keeps its distance.
  const isRight = sheet.columns.map((_, index) =>
    sheet.rows.some((cells) => cells[index] !== null && typeof cells[index] !== 'string'),
  );
  const indentAt = (index: number) =>
    !isRight[index] && isRight[index - 1] ? ({ horizontal: 'left', indent: 1 } as const) : {};
  for (const index of widths.keys())
    titles.getCell(index + 1).alignment = {
      wrapText: true,
      vertical: 'top',
      ...(isRight[index] ? { horizontal: 'right' } : indentAt(index)),
    };
  for (const cells of sheet.rows) {
    const row = added.addRow(cells.map(excelValue));
    const lines = Math.max(...cells.map((cell, index) => linesIn(cell, widths[index]!)));
    // Not every program makes a row as high as its text, and what is wrapped then lies over the row below.
    if (lines > 1) row.height = Math.min(maxHeight, lines * lineHeight);
    for (const [index, cell] of cells.entries()) {
      const target = row.getCell(index + 1);
      if (typeof cell === 'object' && cell !== null) {
        target.numFmt = cell.kind === 'date' ? dateFormat : momentFormat;
      }
      // A name that is wider than its column would be drawn over the next, or cut by it.
      target.alignment = { wrapText: typeof cell === 'string', vertical: 'top', ...indentAt(index) };
    }
  }
  added.autoFilter = {
    from: { row: 1, col: 1 },
    to: { row: Math.max(1, sheet.rows.length + 1), col: sheet.columns.length },
  };
}

/** Points: of a line of text, and Excel's own limit to a row. */
const lineHeight = 15;
const maxHeight = 409;

/** How many lines a text takes in a column, wrapped between words. */
function linesIn(cell: Cell, width: number): number {
  if (typeof cell !== 'string') return 1;
  return cell.split('\n').reduce((lines, paragraph) => {
    let [count, used] = [1, 0];
    for (const { length } of paragraph.split(/\s+/u)) {
      const isNext = used > 0 && used + 1 + length > width;
      count += (isNext ? 1 : 0) + Math.floor((length - 1) / width);
      used = isNext || used === 0 ? length % width : used + 1 + length;
    }
    return lines + Math.max(1, count);
  }, 0);
}

/** Letters: what a column must hold so that no word is divided; what is longer is no word but an address. */
const maxWord = 40;

function longestWord(cells: readonly (Cell | undefined)[]): number {
  const words = cells.flatMap((cell) => (typeof cell === 'string' ? cell.split(/\s+/u) : []));
  // Bold letters and the filter's button take some more.
  return (
    Math.min(
      maxWord,
      words.reduce((longest, word) => Math.max(longest, word.length), 0),
    ) + 3
  );
}

/** Excel knows no time zones: what is written is the clock where the organisation is. */
function excelValue(cell: Cell): string | number | Date | null {
  if (cell === null || typeof cell === 'number') return cell;
  // Half of a pair at the cut would make the file one that Excel mends.
  if (typeof cell === 'string') return cell.slice(0, maxLetters).toWellFormed();
  return new Date(`${cell.local}${cell.kind === 'date' ? 'T00:00' : ''}Z`);
}
