import type { Ports } from '../base/ports.ts';
import type { Plan } from '../plan/plan-index.ts';
import { severalOf } from '../plan/plan-index.ts';
import type { Assignment, Indicator } from '../plan/plan-schema.ts';
import { readDelivered } from '../reports/delivered-values.ts';
import { indicatorSeries, periodName, type ReportsOfRounds } from '../reports/indicator-series.ts';
import { type Attributed, type Report, stateOf } from '../reports/report.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { type IndicatorView, indicatorView, type RoundView, readReports } from '../summaries/round-view.ts';
import { type Caller, mayRead } from './caller.ts';

/** What the API shows, of the same records and in the same words as every other door, as far as the caller may read. */
export interface ReadModel {
  readonly plan: Plan;
  readonly caller: Caller;
  /** That the caller may read, in the plan's order. */
  readonly assignments: readonly Assignment[];
  readonly indicators: readonly Indicator[];
  rounds(): Promise<readonly Round[]>;
  /** Of every round that has opened. */
  reports(): Promise<ReportsOfRounds>;
  view(indicator: Indicator): Promise<IndicatorView>;
}

export function readModel({ store }: Pick<Ports, 'store'>, plan: Plan, caller: Caller): ReadModel {
  const { tenantId } = caller;
  const assignments = plan.assignments.filter((one) => mayRead(plan, caller, 'report/read', one));
  const shown = new Set(assignments.map(({ id }) => id));
  const rounds = once(() => allRounds(store, tenantId));
  const opened = async () => (await rounds()).filter(({ openedAt }) => openedAt);
  const reports = once(async () => readReports(store, tenantId, await opened()));
  const delivered = once(() => readDelivered(store, tenantId));
  return {
    plan,
    caller,
    assignments,
    // A value belongs to each assignment that shows it: one that may be read is enough.
    indicators: plan.content.indicators.filter((one) => one.assignments.some((id) => shown.has(id))),
    rounds,
    reports,
    async view(indicator) {
      const read = { plan, rounds: await opened(), reports: await reports(), delivered: await delivered() };
      return indicatorView(indicator, indicatorSeries(read, indicator));
    },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

export function planBody({ plan }: ReadModel) {
  const { organisation, language, timeZone, departments, roles, periods } = plan.content;
  return {
    version: plan.version,
    decision: plan.decision,
    organisation: organisation.name,
    language,
    timeZone,
    departments: departments.map(({ id, name }) => ({ id, name })),
    roles: roles.map(({ id, name, access }) => ({ id, name, access })),
    periods: periods.map(({ id, kind, name, covers }) => ({ id, kind, name, covers })),
  };
}

function saidBy({ by, at }: Pick<Attributed<unknown>, 'by' | 'at'>) {
  return { role: by.roleId, asDeputy: by.asDeputy, at };
}

function judgementBody(model: ReadModel, assignment: Assignment, report: Report | undefined) {
  const { judgement } = stateOf(report);
  if (!judgement) return undefined;
  const { status, forecast, ownWords, help } = judgement.answer;
  const helpRead = mayRead(model.plan, model.caller, 'help/read', assignment) ? help : undefined;
  return { status, forecast, ownWords, help: helpRead, ...saidBy(judgement) };
}

export async function assignmentBody(model: ReadModel, assignment: Assignment) {
  const { id, type, title, decision, leadDepartment, owner, contributors = [], start, end } = assignment;
  const found = await model.reports();
  const rounds = [...(await model.rounds())].reverse();
  const latest = rounds
    .map((round) => ({
      round: round.id,
      said: judgementBody(model, assignment, found.get(round.id)?.get(id)),
    }))
    .find(({ said }) => said);
  return {
    id,
    type,
    title,
    decision,
    leadDepartment,
    owners: severalOf(owner),
    contributors,
    start: start ?? undefined,
    end: end ?? undefined,
    aspects: Object.fromEntries(
      Object.entries(assignment.aspects).map(([aspect, { sv, en, notTouched }]) => [
        aspect,
        { words: { sv, en }, touched: !notTouched },
      ]),
    ),
    milestones: (assignment.milestones ?? []).map((one) => ({ ...one, done: one.done ?? undefined })),
    latest: latest?.said && { ...latest.said, round: latest.round },
  };
}

export async function indicatorBody(model: ReadModel, indicator: Indicator) {
  const { trend, assessment, series } = await model.view(indicator);
  const { id, name, definition, unit, direction, measureClass, aspects, assignments } = indicator;
  const { owner, frequency, cumulative = false, source, kolada, deliveredBy, target } = indicator;
  return {
    id,
    name,
    definition,
    unit,
    direction,
    measureClass,
    aspects,
    assignments,
    owner,
    frequency,
    cumulative,
    source,
    kolada,
    deliveredBy,
    target: target ?? undefined,
    trend,
    assessment,
    values: series.map(({ period, from, to, value, women, men, source: given, roundId, by, at, system }) => ({
      period,
      from,
      to,
      value,
      women,
      men,
      source: given,
      round: roundId,
      role: by?.roleId,
      system: system?.name,
      date: system?.date,
      before: system?.before,
      at,
    })),
  };
}

export function roundBody({ plan }: Pick<ReadModel, 'plan'>, round: Round) {
  const { id, state, opens, due, closes, openedAt, closedAt } = round;
  const period = plan.period(id);
  const name = period?.name ?? { sv: periodName(id, plan, 'sv'), en: periodName(id, plan, 'en') };
  return { id, kind: period?.kind, name, state, opens, due, closes, openedAt, closedAt };
}

export function reportBody(model: ReadModel, assignment: Assignment, report: Report) {
  const { aspects, milestones = {}, readings, corrected } = stateOf(report);
  const each = <T extends object>(given: Readonly<Record<string, Attributed<T>>>) =>
    Object.entries(given).map(([id, one]) => [id, { ...one.answer, ...saidBy(one) }] as const);
  return {
    id: report.id,
    round: report.roundId,
    assignment: report.assignmentId,
    revisions: report.revisions.length,
    corrected: corrected && { reason: corrected.answer, ...saidBy(corrected) },
    judgement: judgementBody(model, assignment, report),
    aspects: aspects && { answers: aspects.answer, ...saidBy(aspects) },
    milestones: Object.fromEntries(each(milestones)),
    readings: Object.fromEntries(
      each(readings).map(([id, reading]) => [
        id,
        { ...reading, known: undefined, period: readings[id]?.period },
      ]),
    ),
  };
}

export function summaryBody(model: ReadModel, view: RoundView) {
  const shown = view.assignments.filter(({ assignment }) =>
    mayRead(model.plan, model.caller, 'report/read', assignment),
  );
  const ids = new Set(shown.map(({ assignment }) => assignment.id));
  const counts: Record<string, number> = {};
  for (const { status, asksState } of shown) if (asksState) counts[status] = (counts[status] ?? 0) + 1;
  const { delivered, ...burden } = view.burden;
  return {
    round: roundBody(view, view.round),
    counts,
    assignments: shown.map(({ assignment, status, state: { judgement } }) => ({
      assignment: assignment.id,
      status,
      role: judgement?.by.roleId,
      at: judgement?.at,
    })),
    indicators: view.indicators
      .filter(({ indicator }) => indicator.assignments.some((id) => ids.has(id)))
      .map(({ indicator, series, isNew, trend, assessment }) => ({
        indicator: indicator.id,
        period: series.at(-1)?.period,
        value: series.at(-1)?.value,
        isNew,
        trend,
        assessment,
      })),
    burden: { ...burden, delivered: delivered.values },
  };
}
