import { Temporal } from 'temporal-polyfill';
import type { ByGender } from '../base/kolada.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { remembered } from '../calendar/remembered.ts';
import { formatDay, formatMoment, formatStoredDate } from '../language/dates.ts';
import {
  joinWords,
  type Language,
  type Localised,
  say,
  type Translate,
  translator,
} from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Assignment, Indicator, Target } from '../plan/plan-schema.ts';
import { periodName } from './indicator-series.ts';
import type { Attributed, Author, Help, Status } from './report.ts';

/** Who reads: the plan and the language that everything on a card is said by. Made once a turn and passed on. */
export interface Reader {
  readonly plan: Plan;
  readonly language: Language;
  readonly t: Translate;
  /** The plan's own words. */
  say(words: Localised): string;
  /** `a, b och c` */
  join(words: readonly string[]): string;
  /** `3 september 2026`, of a local date or of an instant in the plan's time zone. */
  day(date: string): string;
  /** `torsdag 3 september`, of the same; with the year where it is not the reader's own. */
  weekday(date: string): string;
  /** `3 september 2026 08:00`, where the organisation is. */
  moment(at: Temporal.Instant): string;
  /** Of a round or another period. */
  roundName(id: string): string;
  /** A role that has left the plan keeps its id as name, so that old answers still say who. */
  roleName(id: string): string;
  /** Who is responsible for an assignment: a role, or several together. */
  ownerNames(assignment: Pick<Assignment, 'owner'>): string;
  /** `Socialchef`, or who answered in that role's place. */
  author(by: Pick<Author, 'roleId' | 'asDeputy'>): string;
  /** `Socialchef, 3 september 2026`. */
  by(said: Pick<Attributed<unknown>, 'by' | 'at'>): string;
  /** Of whom help is wanted; empty where nobody is named. */
  helpFrom(help: Pick<Help, 'from' | 'fromWords'>): string;
  /** Symbol and word always; a colour only repeats what they say. */
  status(status: Status | 'no_report'): string;
  /** `81 %` */
  value(value: number, of: Pick<Indicator, 'unit'> | undefined): string;
  /** `kvinnor 17 %, män 27 %`; empty where neither is known. */
  byGender(given: ByGender, of: Pick<Indicator, 'unit'> | undefined): string;
  target(target: Target): string;
}

/** `now`: without it no day is of another year than the reader's. */
export function readerOf(plan: Plan, language: Language, now?: Temporal.Instant): Reader {
  const { timeZone } = plan.content;
  const t = translator(language);
  const localDay = (date: string) =>
    date.length > 10 ? localDate(fromTimestamp(date), timeZone) : Temporal.PlainDate.from(date);
  // Of many assignments the same is said again and again, and to fill in a text takes long.
  const namesOf = remembered((...roles: readonly string[]) => reader.join(roles.map(reader.roleName)));
  const reader: Reader = {
    plan,
    language,
    t,
    say: (words) => say(words, language),
    join: (words) => joinWords(words, language),
    day: (date) => formatStoredDate(date, timeZone, language),
    weekday(date) {
      const day = localDay(date);
      return formatDay(day, language, now ? localDate(now, timeZone) : day);
    },
    moment: (at) => formatMoment(at, timeZone, language),
    roundName: (id) => periodName(id, plan, language),
    roleName(id) {
      const role = plan.role(id);
      return role ? say(role.name, language) : id;
    },
    ownerNames: ({ owner }) => namesOf(...severalOf(owner)),
    author({ roleId, asDeputy }) {
      const role = reader.roleName(roleId);
      return asDeputy ? t('report.asDeputy', { role }) : role;
    },
    by: ({ by, at }) => t('report.by', { role: reader.author(by), date: reader.day(at) }),
    helpFrom: ({ from, fromWords }) =>
      [from ? reader.roleName(from) : '', fromWords ?? ''].filter(Boolean).join(', '),
    status: remembered((status) => `${symbols[status]} ${t(`status.${status}`)}`),
    value: (value, of) => formatNumber(value, language, of && say(of.unit, language)),
    byGender: ({ women, men }, of) =>
      Object.entries({ women, men })
        .flatMap(([who, value]) =>
          value === undefined ? [] : t(`value.${who}`, { value: reader.value(value, of) }),
        )
        .join(', '),
    target(target) {
      const number = (value: number) => formatNumber(value, language);
      const text =
        target.op === 'between'
          ? t('target.between', { min: number(target.min), max: number(target.max) })
          : t(
              target.op === '>='
                ? 'target.atLeast'
                : target.floor === undefined
                  ? 'target.atMost'
                  : 'target.atMostNotBelow',
              { value: number(target.value), floor: number(target.floor ?? 0) },
            );
      return target.by ? t('target.by', { target: text, date: reader.day(target.by) }) : text;
    },
  };
  return reader;
}

const symbols: Readonly<Record<Status | 'no_report', string>> = {
  not_started: '○',
  on_track: '✓',
  deviation: '▲',
  paused: '◫',
  completed: '●',
  cancelled: '×',
  no_report: '–',
};
