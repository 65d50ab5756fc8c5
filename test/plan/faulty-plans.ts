import type { Place } from './demo-plan.ts';

type Change = readonly [place: Place, value: unknown];
type Fault = readonly [path: string, code: string, found: string, expected: string];

const u0 = '00000000-0000-4000-8000-000000000000';

/** One rule a line: what is changed in the sound demo plan, and the very fault that comes of it. */
// biome-ignore format: a table is read by its lines
export const faultyPlans: readonly (readonly [rule: string, changes: readonly Change[], fault: Fault])[] = [
  // What refers to nothing
  ['a missing role, with the nearest', [[['assignments', 'pu1', 'owner'], 'samhallsbyggnadschefen']], ['assignments[pu1].owner', 'unknown-role', 'samhallsbyggnadschefen', 'samhallsbyggnadschef']],
  ['a missing role of a contributor', [[['assignments', 'pu1', 'contributors'], ['hrchef']]], ['assignments[pu1].contributors[0]', 'unknown-role', 'hrchef', 'hr-chef']],
  ['a missing role of an indicator', [[['indicators', 'i10', 'owner'], 'kokschef']], ['indicators[i10].owner', 'unknown-role', 'kokschef', 'kostchef']],
  ['a missing role of a person', [[['persons', 0, 'roles'], ['socialchefen']]], [`persons[${u0}].roles[0]`, 'unknown-role', 'socialchefen', 'socialchef']],
  ['a missing deputy', [[['roles', 'hr-chef', 'deputy'], 'hr']], ['roles[hr-chef].deputy', 'unknown-role', 'hr', 'hr-chef']],
  ['a missing department of a role', [[['roles', 'hr-chef', 'department'], 'kss']], ['roles[hr-chef].department', 'unknown-department', 'kss', 'ks']],
  ['a missing lead department', [[['assignments', 'gu1', 'leadDepartment'], 'sox']], ['assignments[gu1].leadDepartment', 'unknown-department', 'sox', 'soc']],
  ['a missing department of an assignment', [[['assignments', 'gu1', 'departments', 2], 'socc']], ['assignments[gu1].departments[2]', 'unknown-department', 'socc', 'soc']],
  ['a missing department of a channel', [[['channels', 0, 'departments'], ['sbb']]], ['channels[19:ledningsgrupp@thread.tacv2].departments[0]', 'unknown-department', 'sbb', 'sb']],
  ['a missing assignment of an indicator', [[['indicators', 'i10', 'assignments'], ['gu11']]], ['indicators[i10].assignments[0]', 'unknown-assignment', 'gu11', 'gu1']],
  ['a missing role of a joint owner', [[['assignments', 'pu1', 'owner'], ['samhallsbyggnadschef', 'ekonomichefen']]], ['assignments[pu1].owner[1]', 'unknown-role', 'ekonomichefen', 'ekonomichef']],
  ['a joint owner twice', [[['assignments', 'pu1', 'owner'], ['hr-chef', 'hr-chef']]], ['assignments[pu1].owner[1]', 'double-entry', 'hr-chef', '']],
  ['a role that is its own deputy', [[['roles', 'hr-chef', 'deputy'], 'hr-chef']], ['roles[hr-chef].deputy', 'own-deputy', 'hr-chef', '']],
  // What stands twice
  ['an id that two roles have', [[['roles', 16], { id: 'hr-chef', name: 'X', access: 'reader' }]], ['roles[16].id', 'double-id', 'hr-chef', '']],
  ['an id that two milestones have', [[['assignments', 'pu2', 'milestones', 1, 'id'], 'dialog']], ['assignments[pu2].milestones[1].id', 'double-id', 'dialog', '']],
  ['an entry twice in a list', [[['assignments', 'gu1', 'departments'], ['ku', 'ku']]], ['assignments[gu1].departments[1]', 'double-entry', 'ku', '']],
  ['a person in two entries', [[['persons', 5], { id: u0, roles: ['utredare'] }]], ['persons[5].id', 'double-person', u0, '']],
  ['a person in two entries by name', [[['persons', 5], { upn: 'a@sjovik.se', roles: ['utredare'] }], [['persons', 6], { upn: 'A@Sjovik.se', roles: ['utredare'] }]], ['persons[6].upn', 'double-person', 'a@sjovik.se', '']],
  ['two periods of a kind about the same days', [[['periods', '2026-H', 'kind'], 'interim'], [['periods', '2026-H', 'covers', 'to'], '2026-08-31']], ['periods[2026-H].covers', 'double-period', 'interim 2026-01-01/2026-08-31', '']],
  ['two earlier values for one period', [[['indicators', 'i10', 'history', 1, 'period'], '2025-H']], ['indicators[i10].history[1].period', 'double-history', '2025-H', '']],
  // People
  ['no administrator', [[['roles', 'utredare', 'access'], 'reader']], ['roles', 'no-administrator', '', '']],
  ['no leadership', [[['roles', 'kommundirektor', 'access'], 'reader'], [['roles', 'bitr-kommundirektor', 'access'], 'reader']], ['roles', 'no-leadership', '', '']],
  ['nobody who is administrator', [[['persons', 1, 'roles'], ['hr-chef']]], ['persons', 'administrator-vacant', '', 'utredare']],
  ['a person without id', [[['persons', 2], { roles: ['samhallsbyggnadschef'] }]], ['persons[2]', 'person-without-id', '', '']],
  ['a person id that no document could have', [[['persons', 2, 'id'], 'a/b']], ['persons[a/b].id', 'wrong-person-id', 'a/b', '']],
  ['a person’s name with what an address book puts before it', [[['persons', 2, 'id'], undefined], [['persons', 2, 'upn'], 'mailto:anna@sjovik.se']], ['persons[2].upn', 'wrong-person-id', 'mailto:anna@sjovik.se', '']],
  ['an object id that no document could have', [[['persons', 2, 'id'], 'a#b']], ['persons[a#b].id', 'wrong-person-id', 'a#b', '']],
  ['an object id in braces, as scripts write it', [[['persons', 2, 'id'], '{a-b}']], ['persons[{a-b}].id', 'wrong-person-id', '{a-b}', '']],
  ['a person’s name in an address book’s brackets', [[['persons', 2, 'id'], undefined], [['persons', 2, 'upn'], '<anna@sjovik.se>;']], ['persons[2].upn', 'wrong-person-id', '<anna@sjovik.se>;', '']],
  // Assignments
  ['an aspect that is missing', [[['assignments', 'gu1', 'aspects', 'social'], undefined]], ['assignments[gu1].aspects.social', 'aspect-missing', '', 'social']],
  ['an aspect that is empty', [[['assignments', 'gu1', 'aspects', 'social'], ' ']], ['assignments[gu1].aspects.social', 'aspect-missing', ' ', 'social']],
  ['no aspects at all', [[['assignments', 'gu1', 'aspects'], undefined]], ['assignments[gu1].aspects', 'aspect-missing', '', 'economic, ecological, social']],
  ['a core assignment with an end', [[['assignments', 'gu1', 'end'], '2026-12-31']], ['assignments[gu1].end', 'core-with-end', '2026-12-31', '']],
  ['a core assignment with milestones', [[['assignments', 'gu1', 'milestones'], [{ id: 'm', name: 'M', due: '2026-12-31' }]]], ['assignments[gu1].milestones', 'core-with-milestones', '', '']],
  ['a core assignment marked as completed', [[['assignments', 'gu1', 'status'], 'completed']], ['assignments[gu1].status', 'unknown-key', 'status', 'start']],
  ['a political assignment without start', [[['assignments', 'pu1', 'start'], undefined]], ['assignments[pu1].start', 'political-without-start', '', '']],
  ['a political assignment whose start is nothing', [[['assignments', 'pu1', 'start'], null]], ['assignments[pu1].start', 'political-without-start', '', '']],
  ['an end before the start', [[['assignments', 'pu1', 'end'], '2024-12-31']], ['assignments[pu1].end', 'end-before-start', '2024-12-31', '2025-01-01']],
  ['a milestone before the start', [[['assignments', 'pu2', 'milestones', 0, 'due'], '2023-08-31']], ['assignments[pu2].milestones[dialog].due', 'milestone-outside', '2023-08-31', '2023-09-01–2027-12-31']],
  ['a milestone after the end', [[['assignments', 'pu2', 'milestones', 3, 'due'], '2028-01-01']], ['assignments[pu2].milestones[byggstart].due', 'milestone-outside', '2028-01-01', '2023-09-01–2027-12-31']],
  ['an impossible date', [[['assignments', 'pu1', 'start'], '2025-02-30']], ['assignments[pu1].start', 'wrong-date', '2025-02-30', '']],
  // Indicators
  ['a target against the direction', [[['indicators', 'i10', 'target', 'op'], '>=']], ['indicators[i10].target.op', 'target-direction', '>=', '<=']],
  ['a target of a cost measure', [[['indicators', 'i05', 'target'], { op: '<=', value: 1 }]], ['indicators[i05].target', 'target-not-steering', 'cost', '']],
  ['a target without a direction', [[['indicators', 'i10', 'direction'], 'context']], ['indicators[i10].target', 'target-not-steering', 'context', '']],
  ['a band upside down', [[['indicators', 'i03', 'target', 'min'], 2]], ['indicators[i03].target.max', 'target-order', '1', '> 2']],
  ['a band without its bounds', [[['indicators', 'i03', 'target'], undefined]], ['indicators[i03].target', 'band-without-target', '', '']],
  ['an unknown condition', [[['indicators', 'i10', 'target', 'op'], '<']], ['indicators[i10].target.op', 'not-allowed', '<', '>=, <=, between']],
  ['Kolada as source without its id', [[['indicators', 'i01', 'kolada'], undefined]], ['indicators[i01].kolada', 'kolada-missing', '', '']],
  ['Kolada as source more than once a year', [[['indicators', 'i01', 'frequency'], 'tertial']], ['indicators[i01].frequency', 'kolada-not-annual', 'tertial', 'annual']],
  ['a Kolada id that cannot be one', [[['indicators', 'i01', 'kolada'], 'N12']], ['indicators[i01].kolada', 'wrong-kolada-id', 'N12', '']],
  ['a unit that is not among the plan’s', [[['indicators', 'i10', 'unit'], 'dagr']], ['indicators[i10].unit', 'unknown-unit', 'dagr', 'dagar']],
  ['an empty unit', [[['indicators', 'i10', 'unit'], '']], ['indicators[i10].unit', 'empty', '', '']],
  // Periods
  ['a period that ends before it begins', [[['periods', '2026-D', 'covers', 'to'], '2025-12-31']], ['periods[2026-D].covers.to', 'covers-order', '2025-12-31', '2026-01-01']],
  ['a date rule that says nothing', [[['periods', '2026-D', 'due'], 'när det passar']], ['periods[2026-D].due', 'date-rule', 'när det passar', '']],
  ['a date that is none', [[['periods', '2026-D', 'due'], '2026-02-30']], ['periods[2026-D].due', 'wrong-date', '2026-02-30', '']],
  ['a day that some years lack', [[['periods', '2026-D', 'due'], 'fifth Friday of September']], ['periods[2026-D].due', 'date-not-every-year', 'fifth Friday of September', '']],
  ['due before it opens', [[['periods', '2026-D', 'due'], '2026-08-01']], ['periods[2026-D].due', 'due-not-after-opens', '2026-08-01', '1 September']],
  ['closed before it is due', [[['periods', '2026-D', 'closes'], '2026-09-02']], ['periods[2026-D].closes', 'closes-not-after-due', '2026-09-02', 'third Friday of September']],
  ['dates that count from each other', [[['periods', '2026-T1', 'opens'], '3 working days before due']], ['periods[2026-T1].opens', 'circular-dates', '3 working days before due', '']],
  ['a due date that counts from itself', [[['periods', '2026-T1', 'due'], '3 working days before due']], ['periods[2026-T1].due', 'before-due-here', '3 working days before due', '']],
  // Retention
  ['a kind of record named twice', [[['retention', 'records', 1, 'record'], 'report']], ['retention.records[1].record', 'double-record', 'report', '']],
  ['disposal without a time', [[['retention', 'records', 4, 'months'], undefined]], ['retention.records[4].months', 'retention-without-period', '', '']],
  ['preserved for a time only', [[['retention', 'records', 0, 'months'], 6]], ['retention.records[0].months', 'retention-of-preserved', '6', '']],
  // Settings
  ['a time zone that is none', [[['timeZone'], 'Europe/Sjövik']], ['timeZone', 'wrong-time-zone', 'Europe/Sjövik', '']],
  ['a working day that ends before it begins', [[['workingHours', 'to'], '07:00']], ['workingHours.to', 'hours-order', '07:00', '08:00']],
  ['a time of day that is none', [[['workingHours', 'to'], '25:00']], ['workingHours.to', 'wrong-time-of-day', '25:00', '']],
  // Shape
  ['a field that is missing', [[['assignments', 'gu1', 'decision'], undefined]], ['assignments[gu1].decision', 'missing', '', '']],
  ['a field that is misspelt', [[['roles', 'hr-chef', 'depty'], 'kostchef']], ['roles[hr-chef].depty', 'unknown-key', 'depty', 'deputy']],
  ['a language that is unknown', [[['organisation', 'name'], { sv: 'Sjövik', eng: 'Sjovik' }]], ['organisation.name.eng', 'unknown-key', 'eng', 'en']],
  ['a number where text should be', [[['organisation', 'name'], 7]], ['organisation.name', 'expected-text', '7', '']],
  ['text where a number should be', [[['indicators', 'i10', 'target', 'value'], '45']], ['indicators[i10].target.value', 'expected-number', '45', '']],
  ['a number that no computer holds', [[['indicators', 'i10', 'target', 'value'], Number('1e400')]], ['indicators[i10].target.value', 'too-big', 'Infinity', '9007199254740991']],
  ['a number below all that a computer holds', [[['indicators', 'i10', 'target', 'value'], Number('-1e400')]], ['indicators[i10].target.value', 'too-small', '-Infinity', '>= -9007199254740991']],
  ['a line that merges fields, as YAML 1.1 has it', [[['roles', 'hr-chef', '<<'], { access: 'reader' }]], ['roles[hr-chef].<<', 'merge-key', '', '']],
  ['a part of a minute', [[['burdenCapMinutes'], 1.5]], ['burdenCapMinutes', 'expected-whole-number', '1.5', '']],
  ['no minutes at all', [[['burdenCapMinutes'], 0]], ['burdenCapMinutes', 'too-small', '0', '> 0']],
  ['more than half as near', [[['indicators', 'i10', 'near'], 51]], ['indicators[i10].near', 'too-big', '51', '50']],
  ['text where yes or no should be', [[['squeezeDaysFree'], 'ja']], ['squeezeDaysFree', 'expected-yes-no', 'ja', '']],
  ['a value outside a list of choices', [[['language'], 'no']], ['language', 'not-allowed', 'no', 'sv, en']],
  ['one entry where a list should be', [[['indicators', 'i10', 'aspects'], 'social']], ['indicators[i10].aspects', 'expected-list', 'social', '']],
  ['an empty list', [[['indicators', 'i10', 'aspects'], []]], ['indicators[i10].aspects', 'empty-list', '[…]', '']],
  ['an entry that has no fields', [[['channels', 0], 'Ledningsgruppen']], ['channels[0]', 'expected-object', 'Ledningsgruppen', '']],
  ['text that is too long', [[['decision'], 'å'.repeat(501)]], ['decision', 'too-long', `${'å'.repeat(60)}…`, '500']],
  ['an id that no document could have', [[['periods', '2026-D', 'id'], '2026/D']], ['periods[2026/D].id', 'wrong-id', '2026/D', '']],
];
