import { fromTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { aspects } from '../plan/plan-schema.ts';
import type { Paper, SentIn, SentReply } from './paper.ts';
import { titleOf } from './paper-words.ts';

/**
 * Everything sent in, in order, for the registrar and for other systems: each with its id, time, assignment,
 * period and role. Roles and no persons: answers follow the role. The fields' names are the same in every
 * language and stay as they are; `version` changes if they do.
 */
const format = { name: 'roder-export', version: 1 } as const;

export function jsonPaper(paper: Paper): Buffer {
  const { view, reader } = paper;
  const { plan, round } = view;
  const period = plan.period(round.id);
  const body = {
    format,
    title: titleOf(paper),
    made: paper.made.toString({ smallestUnit: 'second' }),
    organisation: reader.say(plan.content.organisation.name),
    plan: { version: plan.version, decision: plan.decision },
    round: {
      id: round.id,
      name: reader.roundName(round.id),
      kind: period?.kind,
      ...period?.covers,
      opened: round.opens,
      due: round.due,
      closes: round.closes,
      state: round.state,
    },
    assignments: view.assignments.map(({ assignment }) => assignment),
    indicators: view.indicators.map(({ indicator, series }) => ({
      ...indicator,
      values: series.map(withoutPerson),
    })),
    records: paper.records.map((one) => recordOf(paper, one)),
    replies: paper.replies.map((one) => replyOf(paper, one)),
  };
  return Buffer.from(`${JSON.stringify(body, null, 2)}\n`);
}

function withoutPerson({ by, ...point }: Paper['view']['indicators'][number]['series'][number]) {
  return by ? { ...point, role: by.roleId } : point;
}

function recordOf({ view }: Paper, { id, at, assignment, revision }: SentIn) {
  const { number, by, answers, reason } = revision;
  return {
    id,
    at,
    round: view.round.id,
    assignment: assignment.id,
    number,
    role: by.roleId,
    answers,
    reason,
  };
}

function replyOf({ view }: Paper, { id, at, assignment, wish, reply, number }: SentReply) {
  const wanted = { what: wish.what, from: wish.from, fromWords: wish.fromWords, revision: wish.revision };
  const about = { round: view.round.id, assignment: assignment.id, wanted };
  return { id, at, ...about, number, role: reply.by.roleId, words: reply.words };
}

const columns = [
  ...[
    'id',
    'sent',
    'round',
    'period_from',
    'period_to',
    'assignment',
    'assignment_title',
    'decision',
    'number',
  ],
  ...['role', 'role_name', 'part', 'about', 'about_name', 'value', 'unit'],
] as const;

/**
 * What Excel takes for columns and decimals goes by where its machine is. A first line `sep=;` would say it, but
 * makes Excel forget that the file is UTF-8, and is a row of data to everybody else.
 */
const separators: Readonly<Record<Language, { readonly cell: string; readonly decimal: string }>> = {
  sv: { cell: ';', decimal: ',' },
  en: { cell: ',', decimal: '.' },
};

/**
 * One row for each part of each answer, as RFC 4180 has it but for the separator; UTF-8 with a mark so that Excel
 * reads åäö.
 */
export function csvPaper(paper: Paper): Buffer {
  const rows = [
    ...paper.records.map((one) => ({ at: one.at, rows: partRows(paper, one) })),
    ...paper.replies.map((one) => ({ at: one.at, rows: [replyRow(paper, one)] })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  const lines = [columns, ...rows.flatMap((one) => one.rows)];
  return csvFile(lines.map((cells) => csvRow(cells, paper.reader.language)));
}

/** Cells as they are written already, for rows that share them. */
interface Written {
  readonly start?: string;
  readonly end?: string;
}

/** A row as Excel opens it by its language. */
export function csvRow(
  cells: readonly (string | number)[],
  language: Language,
  { start, end }: Written = {},
): string {
  const { cell, decimal } = separators[language];
  let row = start;
  for (const one of cells) {
    const text = csvCell(one, decimal);
    row = row === undefined ? text : row + cell + text;
  }
  return end === undefined ? (row ?? '') : row + cell + end;
}

/** A row at a time: one dash or mark in a text makes V8 hold two bytes for each of its letters, and take thrice the time. */
export function csvFile(rows: readonly string[]): Buffer {
  return Buffer.concat([byteOrderMark, ...rows.map((row) => Buffer.from(`${row}\r\n`))]);
}

const byteOrderMark = Buffer.from('\ufeff');

type Part = readonly [part: string, about: string, name: string, value: string | number, unit?: string];

function partRows(paper: Paper, one: SentIn): (string | number)[][] {
  const { by, number } = one.revision;
  const shared = sharedCells(paper, { ...one, by, number });
  return partsOf(paper, one).map(([part, about, name, value, unit = '']) => [
    ...shared,
    ...[part, about, name, value, unit],
  ]);
}

function replyRow(paper: Paper, one: SentReply): (string | number)[] {
  const { reply, wish, number } = one;
  const shared = sharedCells(paper, { ...one, by: reply.by, number });
  return [...shared, 'help_reply', String(wish.number), wish.what, reply.words, ''];
}

function sharedCells(
  { view, reader }: Paper,
  sent: Pick<SentIn, 'id' | 'at' | 'assignment'> & Pick<SentIn['revision'], 'by' | 'number'>,
): (string | number)[] {
  const { plan, round } = view;
  const { id, assignment, by, number } = sent;
  const { from, to } = plan.period(round.id)?.covers ?? { from: '', to: '' };
  const at = fromTimestamp(sent.at)
    .toZonedDateTimeISO(plan.content.timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
  const about = [assignment.id, reader.say(assignment.title), assignment.decision];
  const role = [by.roleId, reader.roleName(by.roleId)];
  return [id, at, round.id, from, to, ...about, number, ...role];
}

function partsOf({ view, reader }: Paper, { revision, assignment }: SentIn): Part[] {
  const { judgement, aspects: given, milestones = {}, readings = {} } = revision.answers;
  const told = ([part, value]: [string, string | undefined]): Part[] =>
    value ? [[part, '', '', value]] : [];
  const judged: [string, string | undefined][] = [
    ['status', judgement?.status],
    ['forecast', judgement?.forecast],
    ['own_words', judgement?.ownWords],
    ['help', judgement?.help?.what],
    ['help_from', judgement?.help?.from],
    ['help_from_words', judgement?.help?.fromWords],
  ];
  return [
    ...judged.flatMap(told),
    ...aspects.flatMap((aspect): Part[] => {
      const answer = given?.[aspect];
      if (!answer || answer.kind === 'absent') return [];
      return [['aspect', aspect, '', answer.kind === 'words' ? answer.words : 'unchanged']];
    }),
    ...Object.entries(milestones).flatMap(([id, one]): Part[] => {
      const known = assignment.milestones?.find((milestone) => milestone.id === id);
      const name = known ? reader.say(known.name) : '';
      const moved: Part[] = one.state === 'moved' ? [['milestone_moved_to', id, name, one.to]] : [];
      const comment: Part[] = one.words ? [['milestone_comment', id, name, one.words]] : [];
      return [['milestone', id, name, one.state], ...moved, ...comment];
    }),
    ...Object.entries(readings).flatMap(([id, reading]): Part[] => {
      const indicator = view.plan.indicator(id);
      const name = indicator ? reader.say(indicator.name) : '';
      if ('skipped' in reading) return [['reading_skipped', id, name, reading.skipped]];
      const value: Part = ['reading', id, name, reading.value, indicator && reader.say(indicator.unit)];
      const split = (['women', 'men'] as const).flatMap((who): Part[] =>
        reading[who] === undefined ? [] : [[`reading_${who}`, id, name, reading[who], value[4]]],
      );
      const comment: Part[] = reading.comment ? [['reading_comment', id, name, reading.comment]] : [];
      return [value, ...split, ...comment];
    }),
    ...told(['correction_reason', revision.reason]),
  ];
}

/**
 * Programs that open CSV take a cell that begins with = + - @ as a formula: people's text gets an apostrophe
 * before it there, as spreadsheets themselves write text. Numbers are numbers.
 */
function csvCell(cell: string | number, decimal: string): string {
  const text = typeof cell === 'number' ? String(cell).replace('.', decimal) : cell;
  // Nearly every cell, of tens of thousands in a table.
  if (!/^[=+\-@\t]|[",;\n]/u.test(text)) return text;
  const inert = typeof cell === 'string' && /^[=+\-@\t\n]/u.test(text) ? `'${text}` : text;
  return /[",;\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
