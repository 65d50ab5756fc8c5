import * as z from 'zod/v4';
import { accesses, aspects, frequencies, periodKinds } from '../plan/plan-schema.ts';
import { forecasts, statuses } from '../reports/report.ts';

/** What the API answers, as schemas: the description is made of them, and tests hold every answer to them. */

/** By the name each has in the description. */
export const named = z.registry<{ id: string }>();

function shape<T extends z.ZodType>(id: string, schema: T): T {
  const one: z.ZodType = schema;
  named.add(one, { id });
  return schema;
}

const id = z.string().min(1).max(255);
const date = z.iso.date();
const moment = z.iso.datetime();
const status = z.enum([...statuses, 'no_report']);

/** The same of women and of men, where the plan asks for them. */
const byGender = { women: z.number().optional(), men: z.number().optional() };

/** All three, always. */
function ofEach<T extends z.ZodType>(one: T) {
  return z.object({ economic: one, ecological: one, social: one });
}

const words = shape('Words', z.object({ sv: z.string(), en: z.string() }));
const said = { role: id, asDeputy: z.literal(true).optional(), at: moment };

shape(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    expected: z.string().optional().describe('What would have been right.'),
  }),
);

const period = z.object({
  id,
  kind: z.enum(periodKinds),
  name: words,
  covers: z.object({ from: date, to: date }),
});

export const plan = shape(
  'Plan',
  z.object({
    version: z.int(),
    decision: z.string(),
    organisation: words,
    language: z.enum(['sv', 'en']),
    timeZone: z.string(),
    departments: z.array(z.object({ id, name: words })),
    roles: z.array(z.object({ id, name: words, access: z.enum(accesses) })),
    periods: z.array(period),
  }),
);

const help = z.object({ what: z.string(), from: id.optional(), fromWords: z.string().optional() });

const judgement = shape(
  'Judgement',
  z.object({
    status,
    forecast: z.enum(forecasts).optional(),
    ownWords: z.string(),
    help: help.optional().describe('Help that is wanted; absent where the caller may not read that.'),
    ...said,
  }),
);

export const assignment = shape(
  'Assignment',
  z.object({
    id,
    type: z.enum(['core', 'political']),
    title: words,
    decision: z.string(),
    leadDepartment: id,
    owners: z.array(id).describe('Roles; several are responsible together.'),
    contributors: z.array(id),
    start: date.optional(),
    end: date.optional(),
    aspects: ofEach(z.object({ words, touched: z.boolean() })),
    milestones: z.array(z.object({ id, name: words, due: date, done: date.optional() })),
    latest: judgement
      .extend({ round: id })
      .optional()
      .describe('How it was said to go the last time; absent where nobody has said.'),
  }),
);

const value = shape(
  'Value',
  z.object({
    period: z.string().describe('2026-08, 2026-Q1, 2026-T2, 2026-H1, 2026, or whole months with -- between.'),
    from: z.string().describe('The first day it is of; empty where nothing tells it.'),
    to: z.string(),
    value: z.number(),
    ...byGender,
    source: z.enum(['plan', 'report', 'system']),
    round: id.optional(),
    role: id.optional(),
    system: z.string().optional(),
    date: date.optional().describe('The day the system has it from.'),
    before: z.number().optional().describe('What the system delivered before it corrected itself.'),
    at: moment.optional(),
  }),
);

const target = z.object({
  op: z.enum(['>=', '<=', 'between']),
  value: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  floor: z.number().optional(),
  by: date.optional(),
});

export const indicator = shape(
  'Indicator',
  z.object({
    id,
    name: words,
    definition: words.optional(),
    unit: words,
    direction: z.enum(['higher', 'lower', 'band', 'context']),
    measureClass: z.enum(['steering', 'cost', 'context']),
    aspects: z.array(z.enum(aspects)),
    assignments: z.array(id),
    owner: id,
    frequency: z.enum(frequencies),
    cumulative: z.boolean(),
    source: z.enum(['local', 'kolada']),
    kolada: z.string().optional(),
    deliveredBy: z.string().optional().describe('The system whose values stand by themselves.'),
    target: target.optional(),
    trend: z.enum(['improving', 'stable', 'worsening', 'unknown']),
    assessment: z.enum(['met', 'near', 'not_met', 'no_target', 'not_assessed']),
    values: z.array(value).describe('Oldest first, one for each period.'),
  }),
);

export const round = shape(
  'Round',
  z.object({
    id,
    kind: z.enum(periodKinds).optional(),
    name: words,
    state: z.enum(['planned', 'open', 'closed', 'cancelled']),
    opens: date,
    due: date,
    closes: date,
    openedAt: moment.optional(),
    closedAt: moment.optional(),
  }),
);

const aspectAnswer = z.object({
  kind: z.enum(['words', 'unchanged', 'absent']),
  words: z.string().optional(),
});

export const report = shape(
  'Report',
  z.object({
    id,
    round: id,
    assignment: id,
    revisions: z.int().min(1).describe('How many times somebody has sent something in.'),
    corrected: z
      .object({ ...said, reason: z.string() })
      .optional()
      .describe('Why it was corrected after the round had closed, the latest time.'),
    judgement: judgement.optional(),
    aspects: z.object({ ...said, answers: ofEach(aspectAnswer) }).optional(),
    milestones: z.record(
      z.string(),
      z.object({
        ...said,
        state: z.enum(['reached', 'not_yet', 'moved']),
        to: date.optional(),
        words: z.string().optional(),
      }),
    ),
    readings: z.record(
      z.string(),
      z.object({
        ...said,
        period: z.string().optional(),
        value: z.number().optional(),
        ...byGender,
        skipped: z.string().optional(),
        comment: z.string().optional(),
      }),
    ),
  }),
);

export const summary = shape(
  'Summary',
  z.object({
    round,
    counts: z.partialRecord(status, z.int().min(0)).describe('How many assignments are in each state.'),
    assignments: z.array(z.object({ assignment: id, status, role: id.optional(), at: moment.optional() })),
    indicators: z.array(
      z.object({
        indicator: id,
        period: z.string().optional(),
        value: z.number().optional(),
        isNew: z.boolean(),
        trend: z.enum(['improving', 'stable', 'worsening', 'unknown']),
        assessment: z.enum(['met', 'near', 'not_met', 'no_target', 'not_assessed']),
      }),
    ),
    burden: z.object({
      people: z.int(),
      questions: z.int(),
      averageMinutes: z.int(),
      maxMinutes: z.int(),
      capMinutes: z.int(),
      delivered: z.int().describe('Values that systems deliver, so that nobody is asked.'),
    }),
  }),
);

export const delivered = shape(
  'Delivered',
  z.object({
    outcome: z
      .enum(['kept', 'corrected', 'unchanged'])
      .describe('Kept as the first of its period; over an earlier one; or the same again.'),
    indicator: id,
    period: z.string().describe('The key that it is kept under.'),
    value: z.number(),
    source: z.string(),
    date,
    at: moment,
    before: z.number().optional().describe('What stood before.'),
    stands: z
      .boolean()
      .describe('It stands by itself, since the plan says so; else it is filled in for whoever is asked.'),
  }),
);

export const deliveredBody = shape(
  'DeliveredBody',
  z.strictObject({
    value: z.number(),
    ...byGender,
    unit: z
      .string()
      .max(40)
      .optional()
      .describe('As the plan writes it; absent where the indicator has none.'),
    source: z
      .string()
      .regex(/^(?!.*\p{C})\S(?:.*\S)?$/u)
      .max(80)
      .describe('The system, as people call it: Personec.'),
    date: date.describe('The day the value is from there.'),
  }),
);

/** A page of a list. */
export function pageOf<T extends z.ZodType>(id: string, item: T) {
  const page = z.object({
    items: z.array(item),
    next: z.string().optional().describe('The address of the next page; absent on the last.'),
  });
  return shape(id, page);
}
