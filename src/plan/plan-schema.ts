import * as z from 'zod/v4';

/**
 * The plan's format: one schema for every file type. What a schema cannot say (references, the three
 * aspects, dates in order) is in `check-plan.ts`.
 */

// The message of a pattern is the code of its fault in `check-plan.ts`; its sentence is in `language/plan-faults`.

/** Document ids are made of these, so no `/ \ ? # :` and no spaces. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'wrong-id');
/** The id of something else in the plan. Whatever is written: that nothing has it is told with what was meant. */
const reference = z.string().trim().min(1).max(200);
/**
 * A person's id becomes a document id too. Teams writes it in lower case, portals do not always. `mailto:` and
 * its like come along from address books, brackets from there and from scripts: whoever is looked for by that is nobody.
 */
const objectId = z
  .string()
  .regex(/^(?![a-z]+:)[^\s/\\?#<>(){}[\]",;]{1,100}$/i, 'wrong-person-id')
  .toLowerCase();
/** A guest's is `anna_example.com#EXT#@kommun.onmicrosoft.com`: see `personIdOf`. */
const principalName = z
  .string()
  .regex(/^(?![a-z]+:)[^\s/\\?<>(){}[\]",;]{1,120}$/i, 'wrong-person-id')
  .toLowerCase();
/** One, or several in order; a list of one is that one, so that it is no change. */
const oneOrSeveral = z
  .union([reference, z.array(reference).min(1)])
  .transform((one) => (Array.isArray(one) && one.length === 1 ? one[0]! : one));
const words = z.string().trim().min(1).max(500);
const localised = inLanguages(words);
const unit = inLanguages(z.string().trim().min(1).max(40));
/**
 * Other names that people use: abbreviations, everyday words, in whichever language. A workbook has them in one
 * cell with commas between, so no name holds one.
 */
const alsoCalled = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/^[^,;\n]*$/, 'comma-in-name'),
  )
  .optional()
  .describe('Other names people use for it, abbreviations above all. Whoever writes one of them finds it.');
/** What people call a system that delivers values. */
export const systemName = z.string().trim().min(1).max(80);
const date = z.iso.date();
/** A date, or a rule for one: see `calendar/date-rules.ts`. */
const dateOrRule = z.string().trim().min(1).max(80);
/** Its number; from a workbook, where months have their names, the number comes as text. */
const month = z.union([
  z.int().min(1).max(12),
  z
    .string()
    .regex(/^([1-9]|1[0-2])$/u, 'wrong-month')
    .transform(Number),
]);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'wrong-time-of-day');

export const aspects = ['economic', 'ecological', 'social'] as const;
export const periodKinds = [
  'monthly',
  'quarterly',
  'tertial',
  'half-year',
  'interim',
  'annual',
  'adhoc',
] as const;
/** How often a value is measured: each is of one of these parts of the year. */
export const frequencies = ['monthly', 'quarterly', 'tertial', 'half-year', 'annual'] as const;
export const accesses = ['leadership', 'administrator', 'manager', 'reader'] as const;

/** What Roder keeps, as a retention plan names it. */
export const recordTypes = [
  'report',
  'supportRequest',
  'summary',
  'planVersion',
  'round',
  'ask',
  'draft',
  'sendLog',
  'notice',
  'export',
  'prefill',
  'following',
  'deliveredValue',
  'webhookMessage',
  'unknownWords',
] as const;

/** How long a kind of record is kept. Nothing is disposed of before the organisation names its decision. */
const retention = z.strictObject({
  /** The disposal decision, as the records name it; absent: everything is kept. */
  decision: words.optional(),
  records: z
    .array(
      z.strictObject({
        record: z.enum(recordTypes),
        class: z.enum(['preserve', 'dispose']),
        /** For what is disposed of: whole months after it was last of use. */
        months: z.int().min(1).max(1200).optional(),
      }),
    )
    .optional(),
});

const department = z.strictObject({ id, name: localised, alsoCalled });

const role = z.strictObject({
  id,
  name: localised,
  alsoCalled,
  access: z.enum(accesses),
  department: reference.optional(),
  /**
   * The role that answers when this one's person is away, or nobody has it; several: the first that somebody has.
   * Two may be deputies for each other.
   */
  deputy: oneOrSeveral.optional(),
});

export const personSchema = z.strictObject({
  /** Entra object id. One of id and upn is there. */
  id: objectId.optional(),
  /** User principal name; Teams' object id is learnt when the person first writes. */
  upn: principalName.optional(),
  roles: z.array(reference).min(1),
  language: z.enum(['sv', 'en']).optional(),
});

const channel = z.strictObject({
  /** Teams' channel id, `19:…@thread.tacv2`. */
  id: z.string().min(1).max(200),
  name: localised,
  /** Departments whose assignments are shown; absent: the whole. */
  departments: z.array(reference).min(1).optional(),
});

const assignmentsInRound = z
  .array(reference)
  .min(1)
  .optional()
  .describe('Those the round is about; absent: all. An extra round asks how each of them goes.');

const period = z.strictObject({
  id,
  kind: z.enum(periodKinds),
  name: localised,
  covers: z.strictObject({ from: date, to: date }),
  opens: dateOrRule,
  due: dateOrRule,
  /** Last day to change an answer; absent: ten working days after due. */
  closes: dateOrRule.optional(),
  assignments: assignmentsInRound,
});

interface AspectWords {
  readonly sv: string;
  readonly en: string;
  /** The words say why the assignment does not touch it. */
  readonly notTouched?: true;
}

/** Rounds that come again, written once: see `recurring-periods.ts` for what they become. */
export const recurringPeriod = z.strictObject({
  every: z
    .enum(['month', 'quarter', 'tertial', 'half-year', 'year', 'monthly', 'quarterly', 'interim', 'annual'])
    .describe('How often. The rounds get ids and names of their own: 2026-08, "Augusti 2026".'),
  from: dateOrRule.optional().describe('The first period, such as 2026-08 or 2026-Q3.'),
  to: dateOrRule.optional().describe('The last period.'),
  covers: z.strictObject({ from: date, to: date }).optional().describe('In place of from and to: days.'),
  opens: dateOrRule.optional().describe('A rule, such as "first weekday after". Absent: the usual one.'),
  due: dateOrRule.optional().describe('A rule, such as "+9 days". Absent: the usual one.'),
  closes: dateOrRule.optional(),
  assignments: assignmentsInRound,
});

/** What an assignment means for an aspect, or that it does not touch it, and why. */
const aspect = z
  .union([
    words.transform((sv): AspectWords => ({ sv, en: sv })),
    z
      .strictObject({ sv: words, en: words.optional(), notTouched: z.literal(true).optional() })
      .transform(
        ({ sv, en = sv, notTouched }): AspectWords => (notTouched ? { sv, en, notTouched } : { sv, en }),
      ),
    z
      .strictObject({ notTouched: words })
      .transform(({ notTouched: sv }): AspectWords => ({ sv, en: sv, notTouched: true })),
  ])
  .describe('What the assignment means for it; or { notTouched: why } where it does not touch it.');

const milestone = z.strictObject({ id, name: localised, due: date, done: date.nullish() });

const assignment = z.strictObject({
  id,
  type: z.enum(['core', 'political']),
  title: localised,
  alsoCalled,
  /** The decision behind it, as the records name it. */
  decision: words,
  leadDepartment: reference,
  departments: z.array(reference).optional(),
  /** Several: they are responsible together, and the answer of one is enough. */
  owner: oneOrSeveral,
  contributors: z.array(reference).optional(),
  start: date.nullish(),
  end: date.nullish(),
  /**
   * The kinds of round in which it is said how the assignment goes; in others only values that are due are asked
   * for. Absent: tertial, interim, annual and extra rounds.
   */
  answersIn: z.array(z.enum(periodKinds)).min(1).optional(),
  /** What the aspect means in this assignment. All three, always. */
  aspects: z.strictObject({ economic: aspect, ecological: aspect, social: aspect }),
  milestones: z.array(milestone).optional(),
});

const target = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.enum(['>=', '<=']),
    value: z.number(),
    floor: z.number().optional().describe('With "<=": lower is better, but not below this.'),
    by: date.optional(),
  }),
  z.strictObject({ op: z.literal('between'), min: z.number(), max: z.number(), by: date.optional() }),
]);

/** Kolada's K and M; either may be missing. */
const byGender = { women: z.number().optional(), men: z.number().optional() };

/** A year may be written as a number, as YAML and Excel do. */
const historyPeriod = z.union([z.string().trim().min(1).max(40), z.int().transform(String)]);

const indicator = z.strictObject({
  id,
  name: localised,
  alsoCalled,
  /** Answers "vad betyder …?". */
  definition: localised.optional(),
  unit: z
    .union([unit, z.strictObject({ sv: z.literal(''), en: z.literal('') })])
    .default({ sv: '', en: '' })
    .describe('What the value is counted in; absent where it is a count of what the name says.'),
  direction: z.enum(['higher', 'lower', 'band', 'context']),
  measureClass: z.enum(['steering', 'cost', 'context']),
  aspects: z.array(z.enum(aspects)).min(1),
  /** The first that is in force is where its values are reported; the others show them. */
  assignments: z.array(reference).min(1),
  owner: reference,
  frequency: z.enum(frequencies),
  /** The kinds of round that ask for it; absent: those that follow from the frequency. */
  askedIn: z.array(z.enum(periodKinds)).min(1).optional(),
  months: z
    .array(month)
    .min(1)
    .optional()
    .describe('Of a monthly indicator that is not measured all year: the months it is measured in, 1 to 12.'),
  /** Summed up since the first of January: each value is what the year has come to so far. */
  cumulative: z.boolean().optional(),
  byGender: z
    .boolean()
    .optional()
    .describe(
      'Whether values are also asked for, fetched and shown for women and for men, beside the total.',
    ),
  source: z.enum(['local', 'kolada']),
  kolada: z
    .string()
    .regex(/^[NU]\d{5}$/, 'wrong-kolada-id')
    .optional(),
  /** The system whose values stand by themselves: nobody is asked. */
  deliveredBy: systemName
    .optional()
    .describe('The system that delivers its values, such as Personec: nobody is asked for them.'),
  target: target.nullish(),
  /** How far from the target still counts as near, in per cent of the target; absent: 5. */
  near: z.number().min(0).max(50).optional(),
  /** Values from before Roder, oldest first. `period` is a year, `2026-09`, or a period id. */
  history: z.array(z.strictObject({ period: historyPeriod, value: z.number(), ...byGender })).optional(),
  note: localised.nullish(),
});

export const planSchema = z.strictObject({
  organisation: z.strictObject({
    name: localised,
    alsoCalled,
    /** The municipality's id in Kolada, four digits. */
    kolada: z
      .string()
      .regex(/^\d{4}$/, 'wrong-municipality-id')
      .optional(),
    /** The group of similar municipalities to compare with, by its title in Kolada. */
    comparisonGroup: words.optional(),
  }),
  /** The decision that set this plan. */
  decision: words,
  language: z.enum(['sv', 'en']).default('sv'),
  /** An IANA zone, such as Europe/Helsinki; absent: RODER_TIME_ZONE. */
  timeZone: z.string().optional(),
  workingHours: z.strictObject({ from: clockTime, to: clockTime }).default({ from: '08:00', to: '16:30' }),
  /** Whether a working day between two free days counts as free. */
  squeezeDaysFree: z.boolean().default(false),
  /** When nobody is asked, nor written to, beside weekends and public holidays; absent: all of July. */
  freeTimes: z
    .array(
      z.strictObject({
        from: dateOrRule.describe('A date, or a day that comes every year: "21 December".'),
        to: dateOrRule.describe('The last day of it.'),
        why: localised.describe('Said where a date moves because of it.'),
      }),
    )
    .optional(),
  /** The most minutes one person should need in one round; shown beside the estimate, never enforced. */
  burdenCapMinutes: z.number().int().positive().default(15),
  /** When leadership's channel first gets the round's summary. It is then updated as answers come. */
  summaryFirst: z.enum(['opening', 'mid-round', 'after-due']).default('after-due'),
  /** The units that indicators may use; absent: any. */
  units: z.array(unit).min(1).optional(),
  /** Absent: no. */
  keepUnknownWords: z
    .boolean()
    .optional()
    .describe(
      'Whether words that questions failed for are kept, alone and counted by the month, so that the administrator can add them.',
    ),
  retention: retention.optional(),
  departments: z.array(department).min(1),
  roles: z.array(role).min(1),
  persons: z.array(personSchema).default([]),
  channels: z.array(channel).default([]),
  periods: z.array(period).min(1),
  assignments: z.array(assignment).min(1),
  indicators: z.array(indicator).default([]),
});

/** The format of a file, in which rounds that come again may be written once. */
export const planFileSchema = planSchema.extend({
  periods: z.array(z.union([recurringPeriod, period])).min(1),
});

/** Swedish, and English if there is one; a bare string is Swedish. */
function inLanguages(words: z.ZodString) {
  return z.union([
    words.transform((sv) => ({ sv, en: sv })),
    z.strictObject({ sv: words, en: words.optional() }).transform(({ sv, en }) => ({ sv, en: en ?? sv })),
  ]);
}

/** In force the zone is known: a plan without one is given it when it is checked, and keeps it. */
export type PlanContent = z.output<typeof planSchema> & { readonly timeZone: string };
export type Assignment = PlanContent['assignments'][number];
export type Indicator = PlanContent['indicators'][number];
export type Role = PlanContent['roles'][number];
export type Person = PlanContent['persons'][number];
export type Period = PlanContent['periods'][number];
export type RecurringPeriod = z.output<typeof recurringPeriod>;
export type Target = NonNullable<Indicator['target']>;
export type Aspect = (typeof aspects)[number];
export type Access = (typeof accesses)[number];
export type PeriodKind = (typeof periodKinds)[number];
