import { RoderError } from '../base/errors.ts';
import { defaultTimeZone } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import type { Assignment, Indicator, Period, PeriodKind, Person, PlanContent, Role } from './plan-schema.ts';
import { entriesIn, type SheetName, valueAt } from './workbook-sheets.ts';
import { sheetTables } from './workbook-tables.ts';
import { sheetTitle } from './workbook-words.ts';

/** Who is asked what a role answers for. */
export interface Respondent {
  readonly personId: string;
  readonly roleId: string;
  /** Nobody holds the role, so its deputy is asked in its place, or the administrator. */
  readonly vacantRole?: true;
}

/**
 * A plan as features read it. Ids from older rounds may have been withdrawn since, so a look-up by id may
 * find nothing. A person's id is the Entra object id, or, where the plan has none, the user principal name in
 * lower case, with `=` for a guest's `#`. Lists keep the plan's order, but core assignments always come first.
 */
export interface Plan {
  readonly version: number;
  /** What put this version in force, which may be later than the decision that its content names. */
  readonly decision: string;
  readonly content: PlanContent;
  readonly assignments: readonly Assignment[];
  /** Everybody in the plan, by id. */
  readonly personIds: readonly string[];
  assignment(id: string): Assignment | undefined;
  indicator(id: string): Indicator | undefined;
  role(id: string): Role | undefined;
  department(id: string): PlanContent['departments'][number] | undefined;
  period(id: string): Period | undefined;
  /** Throws `period-missing`: for a round that this very plan asks for. */
  getPeriod(id: string): Period;
  /** By object id, user principal name, or the id Roder knows the person by. */
  person(personId: string): Person | undefined;
  rolesOf(personId: string): readonly Role[];
  /** Everybody who holds the role; several share it, none means that it is vacant. */
  personsWithRole(roleId: string): readonly string[];
  /** Every indicator the assignment shows. */
  indicatorsOf(assignmentId: string): readonly Indicator[];
  /** Those whose values are reported with this assignment: it is the first that they name. */
  homeIndicatorsOf(assignmentId: string): readonly Indicator[];
  /** The assignments in whose reports its values lie: its own, and those that earlier plans had it with. */
  reportedWith(indicator: Indicator): readonly string[];
  administrators(): readonly string[];
  /** Whoever holds the role that owns it, or one of those that do. */
  ownersOf(assignment: Pick<Assignment, 'owner'>): readonly string[];
  /** The roles that answer when this one's person is away, or nobody has it, in order. */
  deputiesOf(roleId: string): readonly Role[];
  /**
   * Who is asked for a role: everybody who holds it, and the answer of one is enough. Of a vacant role those of
   * its first deputy that somebody holds, and theirs in turn; else the first administrator. Empty only for a plan
   * that `checkPlan` would refuse.
   */
  respondents(roleId: string): readonly Respondent[];
}

/** By indicator id, the assignments that earlier plans had it with. */
export type FormerHomes = Readonly<Record<string, readonly string[]>>;

export function indexPlan(
  content: PlanContent,
  version: number,
  decision = content.decision,
  formerHomes: FormerHomes = {},
): Plan {
  return Object.freeze({
    version,
    decision,
    content,
    ...lookUps(content),
    ...people(content),
    ...indicators(content),
    reportedWith: ({ id, assignments }: Indicator) => unique([...assignments, ...(formerHomes[id] ?? [])]),
  });
}

function lookUps(content: PlanContent) {
  const departments = byId(content.departments);
  const roles = byId(content.roles);
  const periods = byId(content.periods);
  const assignments = byId(content.assignments);
  const core = content.assignments.filter((assignment) => assignment.type === 'core');
  const political = content.assignments.filter((assignment) => assignment.type === 'political');
  return {
    assignments: [...core, ...political],
    assignment: (id: string) => assignments.get(id),
    role: (id: string) => roles.get(id),
    department: (id: string) => departments.get(id),
    period: (id: string) => periods.get(id),
    getPeriod: (id: string) => {
      const period = periods.get(id);
      if (!period) throw new RoderError('period-missing', `The plan has no period with id ${id}.`);
      return period;
    },
    deputiesOf: (roleId: string) => severalOf(roles.get(roleId)?.deputy).flatMap((id) => roles.get(id) ?? []),
  };
}

function people(content: PlanContent) {
  const roles = byId(content.roles);
  const holders = grouped(content.persons, (person) => person.roles, personIdOf);
  const personsByName = new Map(content.persons.flatMap((one) => namesOf(one).map((name) => [name, one])));
  const person = (personId: string) => personsByName.get(personId.toLowerCase());
  const personsWithRole = (roleId: string) => holders.get(roleId) ?? [];
  const ownersOf = ({ owner }: Pick<Assignment, 'owner'>) =>
    unique(severalOf(owner).flatMap(personsWithRole));
  const administrators = unique(
    content.roles.filter(({ access }) => access === 'administrator').flatMap(({ id }) => personsWithRole(id)),
  );
  return {
    personIds: content.persons.map(personIdOf),
    person,
    personsWithRole,
    rolesOf: (personId: string) => (person(personId)?.roles ?? []).flatMap((id) => roles.get(id) ?? []),
    ownersOf,
    administrators: () => administrators,
    respondents: (roleId: string): readonly Respondent[] => {
      const holders = holdersInTurn(roleId, personsWithRole, (id) => severalOf(roles.get(id)?.deputy));
      const isVacant = personsWithRole(roleId).length === 0;
      const asked = holders.length > 0 ? holders : administrators.slice(0, 1);
      return asked.map((personId) =>
        isVacant ? { personId, roleId, vacantRole: true } : { personId, roleId },
      );
    },
  };
}

/** Of a vacant role its deputies are asked, the nearest first; those that stand in for each other are passed once. */
function holdersInTurn(
  roleId: string,
  holdersOf: (roleId: string) => readonly string[],
  deputiesOf: (roleId: string) => readonly string[],
): readonly string[] {
  const waiting = [roleId];
  const passed = new Set<string>();
  for (let id = waiting.shift(); id; id = waiting.shift()) {
    if (passed.has(id)) continue;
    passed.add(id);
    if (holdersOf(id).length > 0) return holdersOf(id);
    waiting.push(...deputiesOf(id));
  }
  return [];
}

/** What a plan may name one of or several. */
export function severalOf(ids: string | readonly string[] | undefined): readonly string[] {
  return ids === undefined ? [] : typeof ids === 'string' ? [ids] : ids;
}

function indicators(content: PlanContent) {
  const indicatorsById = byId(content.indicators);
  const shown = grouped(
    content.indicators,
    (indicator) => indicator.assignments,
    (indicator) => indicator,
  );
  return {
    indicator: (id: string) => indicatorsById.get(id),
    indicatorsOf: (assignmentId: string) => shown.get(assignmentId) ?? [],
    homeIndicatorsOf: (assignmentId: string) =>
      (shown.get(assignmentId) ?? []).filter((indicator) => indicator.assignments[0] === assignmentId),
  };
}

const askedByFrequency: Readonly<Record<Indicator['frequency'], readonly PeriodKind[]>> = {
  monthly: ['monthly', 'quarterly', 'tertial', 'half-year', 'interim', 'annual'],
  quarterly: ['quarterly', 'half-year', 'interim', 'annual'],
  tertial: ['tertial', 'interim', 'annual'],
  'half-year': ['half-year', 'interim', 'annual'],
  annual: ['annual'],
};

/**
 * Whether a round of this kind asks for the indicator: never for one whose values a system delivers. `askedIn` decides; without it the frequency does,
 * so that nobody is asked for a number that has not been measured anew:
 *
 * | frequency | monthly | quarterly | tertial | interim | annual | adhoc |
 * |---|---|---|---|---|---|---|
 * | monthly | yes | yes | yes | yes | yes | no |
 * | quarterly | no | yes | no | yes | yes | no |
 * | tertial | no | no | yes | yes | yes | no |
 * | annual | no | no | no | no | yes | no |
 *
 * A quarter ends in no tertial's last month but the year's, so a tertial round leaves quarterly figures out;
 * an interim report is to be complete and takes the latest quarter.
 */
export function isAskedIn(indicator: Indicator, kind: PeriodKind): boolean {
  return !indicator.deliveredBy && isDueIn(indicator, kind);
}

/** The same of a new value, whether people are asked for it or a system delivers it. */
export function isDueIn(indicator: Indicator, kind: PeriodKind): boolean {
  return (indicator.askedIn ?? askedByFrequency[indicator.frequency]).includes(kind);
}

/** The id Roder knows a person by: see `Plan`. No document's id has a `#`, which guests' names have, and no name a `=`. */
export function personIdOf({ id, upn }: Person): string {
  return id ?? upn!.replaceAll('#', '=');
}

/** Whatever a person may be called by: all in lower case. */
export function namesOf(person: Person): string[] {
  return [person.id, person.upn, personIdOf(person)].flatMap((name) => name?.toLowerCase() ?? []);
}

function byId<T extends { id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function grouped<T, V>(
  entries: readonly T[],
  keysOf: (entry: T) => readonly string[],
  entryOf: (entry: T) => V,
): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const group = groups.get(key);
      if (group) group.push(entryOf(entry));
      else groups.set(key, [entryOf(entry)]);
    }
  }
  return groups;
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

/** The plan's zone; before there is a plan the one that Roder is set to. */
export function timeZoneOf(plan: Plan | undefined, timeZone = defaultTimeZone): string {
  return plan?.content.timeZone ?? timeZone;
}

/** What an entry may do without, and is missed most where a file has lost it: counted beside the entries. */
const alsoCounted: Partial<Readonly<Record<SheetName, { readonly path: string; readonly key: string }>>> = {
  assignments: { path: 'contributors', key: 'contributors' },
  milestones: { path: 'done', key: 'reached' },
  indicators: { path: 'target', key: 'targets' },
};

/** How much of everything a plan holds, by the names its workbook has: `Uppdrag 8 (14 medverkande)`, `Milstolpar 14`. */
export function planCounts(plan: PlanContent, language: Language): string[] {
  return (
    sheetTables
      // What a plan leaves out is not "0".
      .filter(({ list, within }) => list !== '' && (within || valueAt(plan, list) !== undefined))
      .map((table) => {
        const entries = entriesIn(plan, table);
        const counted = `${sheetTitle(table.name, language)} ${entries.length}`;
        const also = alsoCounted[table.name];
        if (!also) return counted;
        const count = entries.reduce((sum, { entry }) => sum + sizeOf(valueAt(entry, also.path)), 0);
        return `${counted} (${translator(language)(`planFaults:count-${also.key}`, { count })})`;
      })
  );
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === null ? 0 : 1;
}
