import { Temporal } from 'temporal-polyfill';
import { formatMonth } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import type { Round } from '../rounds/round.ts';
import { type Author, type Report, type ReportReader, stateOf } from './report.ts';

/** One value of an indicator, with where it is from. */
export interface SeriesPoint {
  /** A year, a month `2026-09`, or a round's id. */
  readonly period: string;
  readonly value: number;
  /** `plan`: known before Roder; `report`: given in a round, then `by` and `at` are there. */
  readonly source: 'plan' | 'report';
  readonly by?: Author;
  readonly at?: string;
}

export interface SeriesSource {
  readonly reports: ReportReader;
  readonly plan: Plan;
  /** The rounds whose reports count; earliest due first. */
  readonly rounds: readonly Round[];
}

/** Every report of some rounds: by round, then by assignment. */
export type ReportsOfRounds = ReadonlyMap<string, ReadonlyMap<string, Report>>;

/**
 * The values of an indicator, oldest first: those the plan brought and those reported since, read from the
 * reports themselves. A reported value takes the place of the plan's for the same period. It lies in the report
 * of one of the indicator's assignments: the first, unless the plan has changed.
 */
export async function readIndicatorSeries(
  { reports, plan, rounds }: SeriesSource,
  indicator: Indicator,
): Promise<SeriesPoint[]> {
  const reported = rounds.map(async (round) => {
    for (const assignmentId of indicator.assignments) {
      const point = pointIn(await reports.find(round.id, assignmentId), indicator);
      if (point) return [point];
    }
    return [];
  });
  return wholeSeries(indicator, (await Promise.all(reported)).flat(), plan);
}

/** The same where the reports have been read. */
export function indicatorSeries(
  { plan, rounds, reports }: Pick<SeriesSource, 'plan' | 'rounds'> & { reports: ReportsOfRounds },
  indicator: Indicator,
): SeriesPoint[] {
  const reported = rounds.flatMap((round) => {
    const ofRound = reports.get(round.id);
    for (const assignmentId of indicator.assignments) {
      const point = pointIn(ofRound?.get(assignmentId), indicator);
      if (point) return [point];
    }
    return [];
  });
  return wholeSeries(indicator, reported, plan);
}

function pointIn(report: Report | undefined, indicator: Indicator): SeriesPoint | undefined {
  const found = report && stateOf(report).readings[indicator.id];
  if (!found || 'skipped' in found.answer) return undefined;
  return { period: report.roundId, value: found.answer.value, source: 'report', by: found.by, at: found.at };
}

function wholeSeries(indicator: Indicator, reported: readonly SeriesPoint[], plan: Plan): SeriesPoint[] {
  const given = new Set(reported.map((point) => point.period));
  const planned = (indicator.history ?? [])
    .filter(({ period }) => !given.has(period))
    .map((point): SeriesPoint => ({ ...point, source: 'plan' }));
  return [...planned, ...reported]
    .map((point) => ({ point, end: periodEnd(point.period, plan) }))
    .toSorted((a, b) => a.end.localeCompare(b.end))
    .map(({ point }) => point);
}

const endings: Readonly<Record<string, string>> = {
  T1: '04-30',
  T2: '08-31',
  D: '08-31',
  T3: '12-31',
  H: '12-31',
};

/** The last day a period covers, `YYYY-MM-DD`; a label that says nothing of it sorts as written. */
export function periodEnd(label: string, plan: Plan): string {
  const known = plan.period(label)?.covers.to;
  if (known) return known;
  if (/^\d{4}$/u.test(label)) return `${label}-12-31`;
  if (/^\d{4}-\d{2}$/u.test(label)) return `${label}-31`;
  const [year, part = ''] = label.split('-');
  return endings[part] ? `${year}-${endings[part]}` : label;
}

/** How a period is named to people: the plan's name for it, else what its label says (`2026-06`, `2025-T1`). */
export function periodName(label: string, plan: Plan, language: Language): string {
  const known = plan.period(label)?.name[language];
  if (known) return known;
  const [year = '', part = ''] = label.split('-');
  if (endings[part]) return translator(language)(`period.${part}`, { year });
  return /^\d{4}-(0[1-9]|1[0-2])$/u.test(label)
    ? formatMonth(Temporal.PlainYearMonth.from(label), language)
    : label;
}
