import { Temporal } from 'temporal-polyfill';
import type { ByGender } from '../base/kolada.ts';
import { monthName } from '../calendar/date-rules.ts';
import {
  byDates,
  type DatedPeriod,
  monthsIn,
  periodOfDays,
  readPeriod,
  yearBefore,
  yearToDate,
} from '../calendar/dated-period.ts';
import { formatMonth } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import { periodAsked } from '../plan/period-asked.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import type { Round } from '../rounds/round.ts';
import { type Trend, trendOf } from './assess.ts';
import { type DeliveredValues, standingDelivery } from './delivered-values.ts';
import { type Author, type Report, type ReportReader, stateOf } from './report.ts';

/** One value of an indicator, with the days it is of and where it is from. */
export interface SeriesPoint extends ByGender {
  /** The key of the period that it is of: see `DatedPeriod`. A label that nobody understands stays as written. */
  readonly period: string;
  /** The first and the last day of that period; empty where nothing tells them. */
  readonly from: string;
  readonly to: string;
  readonly value: number;
  /**
   * `plan`: known before Roder; `report`: given in a round, then `roundId`, `by` and `at` are there; `system`: delivered
   * by a system that the plan takes it from, then `system` and `at` are there.
   */
  readonly source: 'plan' | 'report' | 'system';
  readonly roundId?: string;
  readonly by?: Author;
  readonly at?: string;
  readonly system?: DeliveringSystem;
}

export interface DeliveringSystem {
  /** As people call it: Personec. */
  readonly name: string;
  /** The day the value is from there: local date. */
  readonly date: string;
  /** What it delivered first, where that was another value. */
  readonly before?: number | undefined;
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
 * The values of an indicator, oldest first, one for each period: those the plan brought and those reported since,
 * read from the reports themselves. A reported value takes the place of the plan's for the same period, and of two
 * reported the later. It lies in the report of an assignment that the indicator belongs to, or did in an earlier plan.
 */
export async function readIndicatorSeries(
  { reports, plan, rounds }: SeriesSource,
  indicator: Indicator,
): Promise<SeriesPoint[]> {
  const reported = rounds.map(async (round) => {
    const homes = plan.reportedWith(indicator).map((id) => reports.find(round.id, id));
    return latestOf(await Promise.all(homes), indicator, { plan, round });
  });
  const delivered = indicator.deliveredBy ? await reports.delivered(indicator.id) : undefined;
  const given = [...(await Promise.all(reported)).flat(), ...deliveredPoints(indicator, delivered)];
  return wholeSeries(indicator, given, plan);
}

/** The same where the reports have been read. */
export function indicatorSeries(
  {
    plan,
    rounds,
    reports,
    delivered,
  }: Pick<SeriesSource, 'plan' | 'rounds'> & {
    reports: ReportsOfRounds;
    /** By indicator id; absent: of indicators that people are asked for. */
    delivered?: ReadonlyMap<string, DeliveredValues> | undefined;
  },
  indicator: Indicator,
): SeriesPoint[] {
  const reported = rounds.flatMap((round) => {
    const ofRound = reports.get(round.id);
    const homes = plan.reportedWith(indicator).map((id) => ofRound?.get(id));
    return latestOf(homes, indicator, { plan, round });
  });
  const points = deliveredPoints(indicator, delivered?.get(indicator.id));
  return wholeSeries(indicator, [...reported, ...points], plan);
}

/** What stands by itself since the plan says that a system gives it. */
function deliveredPoints(indicator: Indicator, delivered: DeliveredValues | undefined): SeriesPoint[] {
  if (!indicator.deliveredBy) return [];
  return Object.keys(delivered?.periods ?? {}).flatMap((key) => {
    const period = readPeriod(key);
    const standing = standingDelivery(delivered, key);
    if (!period || !standing) return [];
    const { value, source: name, date, at, before } = standing;
    const { from, to } = period;
    const system = { name, date, before };
    const given = { value, ...byGenderOf(standing) };
    return [{ period: key, from, to, ...given, source: 'system' as const, at, system }];
  });
}

interface InRound {
  readonly plan: Plan;
  readonly round: Pick<Round, 'id'> & Partial<Pick<Round, 'opens'>>;
}

/** Where a plan has moved the indicator within the round, two reports may have a value. */
function latestOf(
  reports: readonly (Report | undefined)[],
  indicator: Indicator,
  at: InRound,
): readonly SeriesPoint[] {
  const points = reports.flatMap((report) => pointIn(report, indicator, at) ?? []);
  return points.toSorted((a, b) => b.at!.localeCompare(a.at!)).slice(0, 1);
}

function pointIn(report: Report | undefined, indicator: Indicator, at: InRound): SeriesPoint | undefined {
  const found = report && stateOf(report).readings[indicator.id];
  return found && reportedPoint(found, indicator, at);
}

type GivenReading = ReturnType<typeof stateOf>['readings'][string];

/** A value as a report has it; undefined where there is none. */
export function reportedPoint(
  { answer, by, at, period }: GivenReading,
  indicator: Indicator,
  { plan, round }: InRound,
): SeriesPoint | undefined {
  if ('skipped' in answer) return undefined;
  // What was known already is of the time that its source says, whichever round it was confirmed in.
  const label = answer.known?.period ?? period;
  const said = label === undefined ? undefined : periodLabelled(label, {}, plan);
  const { key, from, to } = said ?? periodIn(round, indicator, plan);
  const given = { value: answer.value, ...byGenderOf(answer) };
  return { period: key, from, to, ...given, source: 'report', roundId: round.id, by, at };
}

/** Only what is there, so that a value without it is as it always was. */
export function byGenderOf({ women, men }: ByGender): ByGender {
  return { ...(women === undefined ? {} : { women }), ...(men === undefined ? {} : { men }) };
}

/** The period that a round's value is of, as near as can be told. */
export function periodIn(
  { id, opens = '' }: InRound['round'],
  indicator: Indicator,
  plan: Plan,
): DatedPeriod {
  const covers = plan.period(id)?.covers ?? readPeriod(id);
  return covers ? periodAsked(indicator, covers) : { key: id, from: '', to: opens };
}

/**
 * What a label of the plan says: a period of the plan's own, or words for one. Of what is summed up as the year goes,
 * "May" is what it had come to by the end of May.
 */
export function periodLabelled(
  label: string,
  { cumulative }: Pick<Indicator, 'cumulative'>,
  plan: Plan,
): DatedPeriod | undefined {
  const covers = plan.period(label)?.covers;
  const said = covers ? periodOfDays(covers.from, covers.to) : readPeriod(label);
  return said && cumulative && said.from.slice(0, 4) === said.to.slice(0, 4) ? yearToDate(said) : said;
}

/** Whether a value is a round's: given in it, or of the very period that it asks about. */
export function isOfRound(point: SeriesPoint, roundId: string, indicator: Indicator, plan: Plan): boolean {
  if (point.roundId === roundId) return true;
  return point.source !== 'plan' && point.period === periodIn({ id: roundId }, indicator, plan).key;
}

/** Values with one more, which takes the place of any of the same period. */
export function withPoint(series: readonly SeriesPoint[], point: SeriesPoint): SeriesPoint[] {
  return [...series.filter(({ period }) => period !== point.period), point].toSorted(byDates);
}

function wholeSeries(indicator: Indicator, reported: readonly SeriesPoint[], plan: Plan): SeriesPoint[] {
  const inOrder = [
    ...plannedPoints(indicator, plan),
    ...reported.toSorted((a, b) => a.at!.localeCompare(b.at!)),
  ];
  return [...new Map(inOrder.map((point) => [point.period, point])).values()].toSorted(byDates);
}

/** A label that nobody understands stays beside the one before it: the plan has them oldest first. */
function plannedPoints(indicator: Indicator, plan: Plan): SeriesPoint[] {
  let to = '';
  return (indicator.history ?? []).map(({ period: label, value, ...split }) => {
    const found = periodLabelled(label, indicator, plan);
    to = found?.to ?? to;
    return {
      period: found?.key ?? label,
      from: found?.from ?? '',
      to,
      value,
      ...byGenderOf(split),
      source: 'plan',
    };
  });
}

/** Without the values of times that begin after the round's. */
export function seriesUntil(
  series: readonly SeriesPoint[],
  { plan, round }: { readonly plan: Plan; readonly round: Pick<Round, 'id' | 'due'> },
): SeriesPoint[] {
  const end = plan.period(round.id)?.covers.to ?? round.due;
  return series.filter(({ from }) => from <= end);
}

/** How the last value has moved since the one it may be held against. */
export function trendIn(indicator: Indicator, series: readonly SeriesPoint[]): Trend {
  return trendOf(indicator, comparableBefore(indicator, series)?.value, series.at(-1)?.value);
}

/**
 * The value that the last one may be held against: the nearest before it, of a period as long, since a month says
 * nothing beside a year; of what is summed up as the year goes, that of the same days a year before.
 */
export function comparableBefore(
  { cumulative }: Pick<Indicator, 'cumulative'>,
  series: readonly SeriesPoint[],
): SeriesPoint | undefined {
  const last = series.at(-1);
  if (!last?.from) return undefined;
  const dated = ({ period: key, from, to }: SeriesPoint) => ({ key, from, to });
  if (cumulative) {
    const { key } = yearBefore(dated(last));
    return series.find(({ period }) => period === key);
  }
  const length = monthsIn(dated(last));
  return series.findLast((one) => one.from && one.to < last.to && monthsIn(dated(one)) === length);
}

/** The last day a round's period covers, `YYYY-MM-DD`; a label that says nothing of it as written. */
export function periodEnd(label: string, plan: Plan): string {
  return plan.period(label)?.covers.to ?? readPeriod(label)?.to ?? label;
}

/** A value's period to people: by the plan's own name for just those days, else in words. */
export function valuePeriodName(
  { period: key, from, to }: SeriesPoint,
  plan: Plan,
  language: Language,
): string {
  const covers = plan.period(key)?.covers;
  if (covers?.from === from && covers.to === to) return periodName(key, plan, language);
  return readPeriod(key) ? periodWords({ key, from, to }, language) : periodName(key, plan, language);
}

/** Ids that Roder's own plans have had for periods, which are no keys of one. */
const oldIds = /^(?<year>\d{4})-(?<part>[DH])$/u;

/** How a round or a value's period is named to people: the plan's name for the round, else what its label says. */
export function periodName(label: string, plan: Plan, language: Language): string {
  const known = plan.period(label)?.name[language];
  if (known) return known;
  const old = oldIds.exec(label)?.groups;
  if (old) return translator(language)(`period.${old.part}`, { year: old.year });
  const period = readPeriod(label);
  return period ? periodWords(period, language) : label;
}

/** A period to people: "Kvartal 1 2026", "augusti 2026", "januari–augusti 2026", "2026". */
function periodWords({ key, from, to }: DatedPeriod, language: Language): string {
  const t = translator(language);
  const part = /^(?<year>\d{4})-(?<part>[QTH][1-4])$/u.exec(key)?.groups;
  if (part) return t(`period.${part.part}`, { year: part.year });
  if (/^\d{4}$/u.test(key)) return key;
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const month = (day: Temporal.PlainDate) => formatMonth(day.toPlainYearMonth(), language);
  if (/^\d{4}-\d\d$/u.test(key)) return month(first);
  if (monthsIn({ key, from, to }) === undefined) return from === to ? from : `${from}–${to}`;
  if (first.month === 1 && last.month === 12) return `${first.year}–${last.year}`;
  return first.year === last.year
    ? `${monthName[language](first.month)}–${month(last)}`
    : `${month(first)} – ${month(last)}`;
}
