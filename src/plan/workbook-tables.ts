import { accesses, aspects, frequencies, periodKinds, recordTypes } from './plan-schema.ts';
import type { CellKind, Column, SheetTable } from './workbook-sheets.ts';

/**
 * The plan as a workbook: which sheet and column each part of it stands in. Reading, writing, the empty
 * template and the places of faults all go by this table; titles and explanations are in
 * `language/sv/plan-workbook.json`, under the sheet's name and the column's path.
 */

type More = Omit<Column, 'path' | 'kind'>;
const needed = { required: true } as const;
const several = { list: true, width: 30 } as const;
const column =
  (kind: CellKind) =>
  (path: string, more: More = {}) =>
    ({ path, kind, ...more }) as Column;
const [text, number, date, dateOrRule, time, yesNo] = [
  column('text'),
  column('number'),
  column('date'),
  column('date-or-rule'),
  column('time'),
  column('yes-no'),
];
/** Swedish and English beside each other. */
const words = (path: string, more: More = {}): Column[] => [
  text(`${path}.sv`, { width: 40, ...more }),
  text(`${path}.en`, { width: 40 }),
];
const alsoCalled = text('alsoCalled', several);
const monthNumbers = Array.from({ length: 12 }, (_, place) => String(place + 1));
const id = text('id', { ...needed, width: 22 });

export const sheetTables: readonly SheetTable[] = [
  {
    name: 'settings',
    list: '',
    columns: [
      ...words('organisation.name', needed),
      text('decision', needed),
      text('organisation.kolada'),
      text('organisation.comparisonGroup'),
      text('language', { choices: ['sv', 'en'] }),
      text('timeZone'),
      time('workingHours.from'),
      time('workingHours.to'),
      yesNo('squeezeDaysFree'),
      number('burdenCapMinutes'),
      text('summaryFirst', { choices: ['opening', 'mid-round', 'after-due'] }),
      text('retention.decision'),
      text('organisation.alsoCalled', several),
      yesNo('keepUnknownWords'),
    ],
  },
  { name: 'units', list: 'units', columns: [text('sv', needed), text('en')] },
  { name: 'departments', list: 'departments', columns: [id, ...words('name', needed), alsoCalled] },
  {
    name: 'roles',
    list: 'roles',
    columns: [
      id,
      ...words('name', needed),
      text('access', { ...needed, choices: accesses, width: 20 }),
      text('department', { refersTo: 'departments' }),
      text('deputy', { ...several, refersTo: 'roles', width: 22 }),
      alsoCalled,
    ],
  },
  {
    name: 'persons',
    list: 'persons',
    columns: [
      text('upn', { width: 34 }),
      text('id', { width: 40 }),
      text('roles', { ...needed, ...several, refersTo: 'roles' }),
      text('language', { choices: ['sv', 'en'] }),
    ],
  },
  {
    name: 'channels',
    list: 'channels',
    columns: [
      text('id', { ...needed, width: 50 }),
      ...words('name', needed),
      text('departments', { ...several, refersTo: 'departments' }),
    ],
  },
  {
    name: 'periods',
    list: 'periods',
    columns: [
      id,
      text('kind', { ...needed, choices: periodKinds }),
      ...words('name', needed),
      date('covers.from', needed),
      date('covers.to', needed),
      dateOrRule('opens', { ...needed, width: 28 }),
      dateOrRule('due', { ...needed, width: 28 }),
      dateOrRule('closes', { width: 28 }),
      text('every', { choices: ['month', 'quarter', 'tertial', 'half-year', 'year', 'interim'] }),
      text('assignments', { ...several, refersTo: 'assignments' }),
    ],
  },
  {
    name: 'assignments',
    list: 'assignments',
    columns: [
      id,
      text('type', { ...needed, choices: ['core', 'political'], width: 24 }),
      ...words('title', needed),
      text('decision', { ...needed, width: 40 }),
      text('leadDepartment', { ...needed, refersTo: 'departments' }),
      text('departments', { ...several, refersTo: 'departments' }),
      text('owner', { ...needed, ...several, refersTo: 'roles', width: 22 }),
      text('contributors', { ...several, refersTo: 'roles' }),
      date('start'),
      date('end'),
      ...aspects.flatMap((aspect) => words(`aspects.${aspect}`, needed)),
      text('answersIn', { ...several, choices: periodKinds }),
      alsoCalled,
      ...aspects.map((aspect) => yesNo(`aspects.${aspect}.notTouched`)),
    ],
  },
  {
    name: 'milestones',
    list: 'milestones',
    within: {
      sheet: 'assignments',
      column: text('assignment', { ...needed, refersTo: 'assignments', width: 22 }),
    },
    columns: [id, ...words('name', needed), date('due', needed), date('done')],
  },
  {
    name: 'indicators',
    list: 'indicators',
    columns: [
      id,
      ...words('name', needed),
      ...words('definition'),
      text('unit.sv', { refersTo: 'units' }),
      text('unit.en'),
      text('direction', { ...needed, choices: ['higher', 'lower', 'band', 'context'], width: 20 }),
      text('measureClass', { ...needed, choices: ['steering', 'cost', 'context'] }),
      text('aspects', { ...needed, ...several, choices: aspects }),
      text('assignments', { ...needed, ...several, refersTo: 'assignments' }),
      text('owner', { ...needed, refersTo: 'roles', width: 22 }),
      text('frequency', { ...needed, choices: frequencies }),
      text('askedIn', { ...several, choices: periodKinds }),
      text('source', { ...needed, choices: ['local', 'kolada'] }),
      text('kolada'),
      text('target.op', { choices: ['>=', '<=', 'between'], width: 20 }),
      number('target.value'),
      number('target.min'),
      number('target.max'),
      date('target.by'),
      number('near'),
      ...words('note'),
      alsoCalled,
      yesNo('cumulative'),
      number('target.floor'),
      yesNo('byGender'),
      text('deliveredBy'),
      text('months', { ...several, choices: monthNumbers }),
    ],
  },
  {
    name: 'history',
    list: 'history',
    within: {
      sheet: 'indicators',
      column: text('indicator', { ...needed, refersTo: 'indicators', width: 22 }),
    },
    columns: [text('period', needed), number('value', needed), number('women'), number('men')],
  },
  {
    name: 'retention',
    list: 'retention.records',
    columns: [
      text('record', { ...needed, choices: recordTypes, width: 24 }),
      text('class', { ...needed, choices: ['preserve', 'dispose'] }),
      number('months'),
    ],
  },
  {
    name: 'freeTimes',
    list: 'freeTimes',
    columns: [
      dateOrRule('from', { ...needed, width: 28 }),
      dateOrRule('to', { ...needed, width: 28 }),
      ...words('why', needed),
    ],
  },
];
