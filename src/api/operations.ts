import * as z from 'zod/v4';
import type { Ports } from '../base/ports.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type DeliveryFault, deliverValue } from '../reports/deliver-value.ts';
import type { Report } from '../reports/report.ts';
import { latestHeld, rounds } from '../rounds/round.ts';
import { readRoundView } from '../summaries/round-view.ts';
import { type Caller, mayRead } from './caller.ts';
import { type KindOfThing, Problem } from './problem.ts';
import {
  assignmentBody,
  indicatorBody,
  planBody,
  type ReadModel,
  readModel,
  reportBody,
  roundBody,
  summaryBody,
} from './read-model.ts';
import { seriesCsv } from './series-csv.ts';
import * as shapes from './shapes.ts';

/** One thing that can be asked for: the routes, the description and the tests go by this table. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'put';
  /** As the description writes it, after `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  readonly right: 'read' | 'write';
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body?: z.ZodObject;
  /** What it answers with when all is well, by status. */
  readonly answers: Readonly<Record<number, AnswerShape>>;
  /** Beside those that every operation may answer with. */
  readonly problems?: readonly number[];
  run(asked: ApiRequest): Promise<Answer>;
}

export interface AnswerShape {
  readonly description: string;
  /** Absent: it is `text/csv`. */
  readonly schema?: z.ZodType;
}

interface ApiRequest {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'log'>;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** A file, by its name. */
  readonly csv?: { readonly name: string; readonly file: Buffer };
}

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(40) });
const paged = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many a page has.'),
  after: z.string().min(1).max(255).optional().describe('The id of the last item of the page before.'),
});
const reportQuery = paged.extend({
  round: z.string().min(1).max(40).optional().describe('Of one round alone.'),
  assignment: z.string().min(1).max(40).optional().describe('Of one assignment alone.'),
});
const summaryQuery = z.strictObject({
  round: z.string().min(1).max(40).optional().describe('Absent: the latest that was not called off.'),
});
const csvQuery = z.strictObject({
  language: z.enum(['sv', 'en']).default('sv').describe('Of names, and of what parts cells and decimals.'),
});

export const operations: readonly Operation[] = [
  {
    id: 'getPlan',
    method: 'get',
    path: '/plan',
    summary: 'The plan in force, without persons',
    right: 'read',
    params: nothing,
    query: nothing,
    answers: { 200: { description: 'The plan', schema: shapes.plan } },
    async run(asked) {
      const plan = await planOf(asked);
      if (!mayRead(plan, asked.caller, 'plan/read')) throw new Problem(403, 'not-allowed');
      return { status: 200, body: planBody(readModel(asked.ports, plan, asked.caller)) };
    },
  },
  {
    id: 'listAssignments',
    method: 'get',
    path: '/assignments',
    summary: 'Assignments, each with how it was said to go the last time',
    right: 'read',
    params: nothing,
    query: paged,
    answers: {
      200: { description: 'A page of them', schema: shapes.pageOf('Assignments', shapes.assignment) },
    },
    async run(asked) {
      const model = await modelOf(asked);
      return page(asked, '/assignments', model.assignments, (one) => assignmentBody(model, one));
    },
  },
  {
    id: 'getAssignment',
    method: 'get',
    path: '/assignments/{id}',
    summary: 'One assignment',
    right: 'read',
    params: byId,
    query: nothing,
    answers: { 200: { description: 'The assignment', schema: shapes.assignment } },
    problems: [404],
    async run(asked) {
      const model = await modelOf(asked);
      return {
        status: 200,
        body: await assignmentBody(model, found(model.assignments, asked, 'assignment')),
      };
    },
  },
  {
    id: 'listIndicators',
    method: 'get',
    path: '/indicators',
    summary: 'Indicators, each with its values over time',
    right: 'read',
    params: nothing,
    query: paged,
    answers: {
      200: { description: 'A page of them', schema: shapes.pageOf('Indicators', shapes.indicator) },
    },
    async run(asked) {
      const model = await modelOf(asked);
      return page(asked, '/indicators', model.indicators, (one) => indicatorBody(model, one));
    },
  },
  {
    id: 'getIndicator',
    method: 'get',
    path: '/indicators/{id}',
    summary: 'One indicator with its values over time',
    right: 'read',
    params: byId,
    query: nothing,
    answers: { 200: { description: 'The indicator', schema: shapes.indicator } },
    problems: [404],
    async run(asked) {
      const model = await modelOf(asked);
      return { status: 200, body: await indicatorBody(model, found(model.indicators, asked, 'indicator')) };
    },
  },
  {
    id: 'getValuesAsCsv',
    method: 'get',
    path: '/values.csv',
    summary: 'Every value of every indicator, for Excel and Power BI',
    right: 'read',
    params: nothing,
    query: csvQuery,
    answers: { 200: { description: 'One row a value' } },
    async run(asked) {
      const model = await modelOf(asked);
      const language = asked.query.language as 'sv' | 'en';
      return { status: 200, csv: { name: 'roder-values.csv', file: await seriesCsv(model, language) } };
    },
  },
  {
    id: 'listRounds',
    method: 'get',
    path: '/rounds',
    summary: 'Rounds, the earliest due first',
    right: 'read',
    params: nothing,
    query: paged,
    answers: { 200: { description: 'A page of them', schema: shapes.pageOf('Rounds', shapes.round) } },
    async run(asked) {
      const model = await modelOf(asked, 'round/read');
      return page(asked, '/rounds', await model.rounds(), async (one) => roundBody(model, one));
    },
  },
  {
    id: 'getRound',
    method: 'get',
    path: '/rounds/{id}',
    summary: 'One round',
    right: 'read',
    params: byId,
    query: nothing,
    answers: { 200: { description: 'The round', schema: shapes.round } },
    problems: [404],
    async run(asked) {
      const model = await modelOf(asked, 'round/read');
      return { status: 200, body: roundBody(model, found(await model.rounds(), asked, 'round')) };
    },
  },
  {
    id: 'listReports',
    method: 'get',
    path: '/reports',
    summary: 'What has been sent in, each report as it stands',
    right: 'read',
    params: nothing,
    query: reportQuery,
    answers: { 200: { description: 'A page of them', schema: shapes.pageOf('Reports', shapes.report) } },
    problems: [404],
    async run(asked) {
      const model = await modelOf(asked);
      const { round, assignment } = asked.query;
      // Of what there is not, an empty list would say that nobody has answered.
      known('round', round, await model.rounds());
      known('assignment', assignment, model.assignments);
      const all: { id: string; report: Report; of: Assignment }[] = [];
      for (const [roundId, ofRound] of await model.reports()) {
        if (round && round !== roundId) continue;
        for (const of of model.assignments) {
          const report = ofRound.get(of.id);
          if (report && (!assignment || assignment === of.id)) all.push({ id: report.id, report, of });
        }
      }
      return page(asked, '/reports', all, async ({ report, of }) => reportBody(model, of, report));
    },
  },
  {
    id: 'getSummary',
    method: 'get',
    path: '/summary',
    summary: 'How a round stands: the whole at a glance',
    right: 'read',
    params: nothing,
    query: summaryQuery,
    answers: { 200: { description: 'The summary', schema: shapes.summary } },
    problems: [404],
    async run(asked) {
      const model = await modelOf(asked);
      const opened = (await model.rounds()).filter(({ openedAt }) => openedAt);
      const wanted = asked.query.round
        ? opened.find(({ id }) => id === asked.query.round)
        : latestHeld(opened);
      if (opened.length === 0) throw new Problem(404, 'no-round');
      if (!wanted) throw unknown('round', String(asked.query.round), opened);
      const { tenantId } = asked.caller;
      const subject = {
        tenantId,
        plan: model.plan,
        round: await rounds(asked.ports.store).get(tenantId, wanted.id),
      };
      return { status: 200, body: summaryBody(model, await readRoundView(asked.ports.store, subject)) };
    },
  },
  {
    id: 'putValue',
    method: 'put',
    path: '/indicators/{id}/values/{period}',
    summary: 'Deliver a value; the same again changes nothing, another one corrects it',
    right: 'write',
    params: byId.extend({
      period: z
        .string()
        .min(1)
        .max(40)
        .describe('2026-08, 2026-Q1, 2026-T2, 2026-H1 or 2026, by the frequency of the indicator.'),
    }),
    query: nothing,
    body: shapes.deliveredBody,
    answers: {
      200: { description: 'It corrects what stood, or was there already', schema: shapes.delivered },
      201: { description: 'It is kept', schema: shapes.delivered },
    },
    problems: [404, 413, 415, 422],
    run: putValue,
  },
];

async function putValue(asked: ApiRequest): Promise<Answer> {
  const { caller, ports } = asked;
  if (caller.kind !== 'application') throw new Problem(403, 'not-allowed');
  const plan = await planOf(asked);
  const { id, period } = asked.params as { id: string; period: string };
  const given = asked.body as z.output<typeof shapes.deliveredBody>;
  const { tenantId, clientId } = caller;
  const taken = await deliverValue(ports, { tenantId, plan, clientId, indicatorId: id, period, ...given });
  if (taken.outcome === 'refused') {
    ports.log.info({ event: 'value-refused', tenantId, clientId, why: taken.why }, 'A value was not taken.');
    throw refusal(taken.why, taken.expected, { id, period, ...given });
  }
  const { outcome, standing } = taken;
  ports.log.info({ event: 'value-delivered', tenantId, clientId, indicatorId: id, outcome }, 'A value came.');
  return {
    status: outcome === 'kept' ? 201 : 200,
    body: {
      outcome,
      indicator: id,
      period: taken.period,
      value: standing.value,
      source: standing.source,
      date: standing.date,
      at: standing.at,
      before: taken.outcome === 'corrected' ? taken.before.value : undefined,
      stands: plan.indicator(id)?.deliveredBy !== undefined,
    },
  };
}

function refusal(
  why: DeliveryFault,
  expected: string,
  { id, period, unit = '', source, date, value }: Readonly<Record<string, unknown>>,
): Problem {
  const given: Readonly<Record<DeliveryFault, unknown>> = {
    'unknown-indicator': id,
    'wrong-period': period,
    'period-not-begun': period,
    'wrong-unit': unit,
    'wrong-source': source,
    'date-to-come': date,
    'date-before-period': date,
    'too-many-digits': value,
    'not-by-gender': id,
  };
  return new Problem(why === 'unknown-indicator' ? 404 : 422, why, { expected, given: String(given[why]) });
}

async function planOf({ ports, caller }: ApiRequest): Promise<Plan> {
  const plan = await currentPlan(ports.store, caller.tenantId);
  if (!plan) throw new Problem(404, 'no-plan');
  return plan;
}

async function modelOf(
  asked: ApiRequest,
  deed: 'report/read' | 'round/read' = 'report/read',
): Promise<ReadModel> {
  const plan = await planOf(asked);
  const model = readModel(asked.ports, plan, asked.caller);
  const isAllowed =
    mayRead(plan, asked.caller, deed) || (deed === 'report/read' && model.assignments.length > 0);
  if (!isAllowed) throw new Problem(403, 'not-allowed');
  return model;
}

type WithId = { readonly id: string };

function found<T extends WithId>(all: readonly T[], { params }: ApiRequest, what: KindOfThing): T {
  const one = all.find(({ id }) => id === params.id);
  if (!one) throw unknown(what, String(params.id), all);
  return one;
}

/** An id that a list is narrowed by. */
function known(what: KindOfThing, id: unknown, all: readonly WithId[]): void {
  if (id !== undefined && !all.some((one) => one.id === id)) throw unknown(what, String(id), all);
}

/** As many as help somebody on. */
const maxNamed = 50;

function unknown(what: KindOfThing, given: string, all: readonly WithId[]): Problem {
  const expected = all
    .slice(0, maxNamed)
    .map(({ id }) => id)
    .join(', ');
  return new Problem(404, 'unknown', { what, given, expected });
}

async function page<T extends WithId>(
  { query }: ApiRequest,
  path: string,
  all: readonly T[],
  bodyOf: (one: T) => Promise<unknown>,
): Promise<Answer> {
  const { limit, after, ...rest } = query as { limit: number; after?: string };
  const place = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && place === 0)
    throw new Problem(400, 'invalid', {
      field: 'after',
      given: after,
      expected: 'the id of an item of the list',
    });
  const shown = all.slice(place, place + limit);
  const items = await Promise.all(shown.map(bodyOf));
  const more = new URLSearchParams({
    ...(rest as Record<string, string>),
    limit: `${limit}`,
    after: shown.at(-1)?.id ?? '',
  });
  const next = place + limit < all.length ? `/api/v1${path}?${more}` : undefined;
  return { status: 200, body: { items, next } };
}
