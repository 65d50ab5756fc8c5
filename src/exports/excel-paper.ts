import { Workbook } from '@cj-tech-master/excelts';
import { fromTimestamp, type Timestamp } from '../calendar/instants.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { aspectMeaning } from '../plan/names.ts';
import { aspects } from '../plan/plan-schema.ts';
import { helpFromText, roleName, targetText } from '../reports/report-block.ts';
import type { AssignmentView } from '../summaries/round-view.ts';
import type { Paper } from './paper.ts';
import {
  assessmentWords,
  madeSentence,
  pointName,
  pointSource,
  subtitleOf,
  titleOf,
  trendWords,
} from './paper-words.ts';

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
const wide = 34;
const words = 60;

function columns(t: Translate, widths: Readonly<Record<string, number>>) {
  return Object.entries(widths).map(([key, width]) => ({ title: t(`column.${key}`), width }));
}

/** One row a value: as a pivot table wants it. */
function valueSheet(paper: Paper): Sheet {
  const { view, language } = paper;
  const t = translator(language);
  const rows = view.indicators.flatMap(({ indicator, series }) =>
    series.map((point): Cell[] => [
      indicator.id,
      say(indicator.name, language),
      say(indicator.unit, language),
      pointName(point, paper),
      dateCell(point.to),
      point.value,
      pointSource(point, paper),
    ]),
  );
  const titles = {
    indicatorId: narrow,
    indicator: wide,
    unit: narrow,
    period: wide,
    to: narrow,
    value: narrow,
  };
  return { name: 'values', columns: columns(t, { ...titles, source: wide }), rows };
}

function reportSheet(paper: Paper): Sheet {
  const t = translator(paper.language);
  const titles = { assignmentId: narrow, assignment: wide, type: wide, status: wide, forecast: wide };
  const said = { ownWords: words, economic: words, ecological: words, social: words };
  return {
    name: 'reports',
    columns: columns(t, { ...titles, ...said, role: wide, sent: 18 }),
    rows: paper.view.assignments.map((one) => reportRow(paper, one, t)),
  };
}

function reportRow(paper: Paper, { assignment, state, status }: AssignmentView, t: Translate): Cell[] {
  const { language, view } = paper;
  const { judgement } = state;
  return [
    assignment.id,
    say(assignment.title, language),
    t(`type.${assignment.type}`),
    t(`status.${status}`),
    judgement?.answer.forecast ? t(`forecast.${judgement.answer.forecast}`) : null,
    judgement?.answer.ownWords || null,
    ...aspects.map((aspect) => {
      const answer = state.aspects?.answer[aspect];
      if (!answer || answer.kind === 'absent') return judgement ? t('aspect.absent') : null;
      return answer.kind === 'words' ? answer.words : t('paper.unchanged');
    }),
    judgement ? roleName(view.plan, judgement.by.roleId, language) : null,
    judgement ? momentCell(paper, judgement.at) : null,
  ];
}

function supportSheet(paper: Paper): Sheet {
  const { view, language } = paper;
  const t = translator(language);
  const wanted = view.assignments.filter(({ state }) => state.judgement?.answer.help);
  const rows = wanted.map(({ assignment, state, wish }): Cell[] => {
    const { answer, by, at } = state.judgement!;
    const help = answer.help!;
    const replies = wish?.replies ?? [];
    const last = replies.at(-1);
    return [
      assignment.id,
      say(assignment.title, language),
      help.what,
      helpFromText(view.plan, help, language) || null,
      roleName(view.plan, by.roleId, language),
      momentCell(paper, at),
      replies.map(({ words }) => words).join('\n') || (wish?.withdrawn ? t('support.list.ended') : null),
      last ? roleName(view.plan, last.by.roleId, language) : null,
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

function planSheet({ view, language }: Paper): Sheet {
  const t = translator(language);
  const { plan } = view;
  const rows = view.assignments.map(({ assignment }): Cell[] => [
    assignment.id,
    t(`type.${assignment.type}`),
    say(assignment.title, language),
    assignment.decision,
    say(plan.department(assignment.leadDepartment)!.name, language),
    roleName(plan, assignment.owner, language),
    joinWords(
      (assignment.contributors ?? []).map((id) => roleName(plan, id, language)),
      language,
    ),
    assignment.start ? dateCell(assignment.start) : null,
    assignment.end ? dateCell(assignment.end) : null,
    ...aspects.map((aspect) => aspectMeaning(assignment, aspect, language)),
  ]);
  const first = { assignmentId: narrow, type: wide, assignment: wide, decision: wide, department: wide };
  const then = { owner: wide, contributors: wide, start: narrow, end: narrow };
  const titles = { ...first, ...then, economic: words, ecological: words, social: words };
  return { name: 'plan', columns: columns(t, titles), rows };
}

function indicatorSheet(paper: Paper): Sheet {
  const { view, language } = paper;
  const t = translator(language);
  const rows = view.indicators.map((one): Cell[] => {
    const { indicator, series } = one;
    const last = series.at(-1);
    return [
      indicator.id,
      say(indicator.name, language),
      say(indicator.unit, language),
      last?.value ?? null,
      last ? pointName(last, paper) : null,
      trendWords(one, t),
      indicator.target ? targetText(indicator.target, language, t) : null,
      assessmentWords(one, t),
      roleName(view.plan, indicator.owner, language),
      indicator.kolada ?? null,
    ];
  });
  const titles = { indicatorId: narrow, indicator: wide, unit: narrow, value: narrow, period: wide };
  const more = { trend: wide, target: wide, targetAssessment: wide, owner: wide, kolada: narrow };
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
const mostLetters = 32_767;

/**
 * A workbook with a sheet of each kind: numbers are numbers and dates dates, so that they can be reckoned with;
 * what people wrote is always text, whatever it begins with.
 */
export async function excelPaper(paper: Paper): Promise<Buffer> {
  const t = translator(paper.language);
  const workbook = new Workbook();
  workbook.creator = say(paper.view.plan.content.organisation.name, paper.language);
  workbook.title = titleOf(paper);
  workbook.subject = subtitleOf(paper);
  workbook.description = madeSentence(paper);
  workbook.created = new Date(paper.made.epochMilliseconds);
  for (const sheet of sheetsOf(paper)) addSheet(workbook, sheet, t(`sheet.${sheet.name}`));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const dateFormat = 'yyyy-mm-dd';
const momentFormat = 'yyyy-mm-dd hh:mm';

function addSheet(workbook: Workbook, sheet: Sheet, name: string): void {
  const added = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  added.columns = sheet.columns.map(({ title, width }) => ({ header: title, width }));
  added.getRow(1).font = { bold: true };
  for (const cells of sheet.rows) {
    const row = added.addRow(cells.map(excelValue));
    for (const [index, cell] of cells.entries()) {
      const target = row.getCell(index + 1);
      if (typeof cell === 'object' && cell !== null) {
        target.numFmt = cell.kind === 'date' ? dateFormat : momentFormat;
      }
      if (typeof cell === 'string' && cell.length > 40)
        target.alignment = { wrapText: true, vertical: 'top' };
    }
  }
  added.autoFilter = {
    from: { row: 1, col: 1 },
    to: { row: Math.max(1, sheet.rows.length + 1), col: sheet.columns.length },
  };
}

/** Excel knows no time zones: what is written is the clock where the organisation is. */
function excelValue(cell: Cell): string | number | Date | null {
  if (cell === null || typeof cell === 'number') return cell;
  // Half of a pair at the cut would make the file one that Excel mends.
  if (typeof cell === 'string') return cell.slice(0, mostLetters).toWellFormed();
  return new Date(`${cell.local}${cell.kind === 'date' ? 'T00:00' : ''}Z`);
}
