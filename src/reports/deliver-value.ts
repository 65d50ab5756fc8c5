import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../base/errors.ts';
import type { ByGender } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { readPeriod } from '../calendar/dated-period.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { formatNumber, parseNumber } from '../language/numbers.ts';
import { writeSendLog } from '../messages/send-log.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { allRounds } from '../rounds/round.ts';
import { touchSummaries } from '../rounds/summary.ts';
import { inOneWrite } from '../storage/one-write.ts';
import { type Delivery, deliveredValues } from './delivered-values.ts';
import { periodIn, periodLabelled } from './indicator-series.ts';

/** A value as a system gives it: of which indicator and period, from where, of what day. */
export interface DeliveredValue extends ByGender {
  readonly tenantId: string;
  readonly plan: Plan;
  /** The application, by its client id in Entra. */
  readonly clientId: string;
  readonly indicatorId: string;
  /** `2026-08`, `2026-Q1`, `2026-T2`, `2026-H1`, `2026`, by the indicator's frequency. */
  readonly period: string;
  readonly value: number;
  /** As the plan writes it, in either language; absent or empty where the indicator has none. */
  readonly unit?: string | undefined;
  readonly source: string;
  /** Local date. */
  readonly date: string;
}

export type DeliveryOutcome =
  | { readonly outcome: 'kept' | 'unchanged'; readonly period: string; readonly standing: Delivery }
  | {
      readonly outcome: 'corrected';
      readonly period: string;
      readonly standing: Delivery;
      readonly before: Delivery;
    }
  | { readonly outcome: 'refused'; readonly why: DeliveryFault; readonly expected: string };

export type DeliveryFault =
  | 'unknown-indicator'
  | 'wrong-period'
  | 'period-not-begun'
  | 'wrong-unit'
  | 'wrong-source'
  | 'date-to-come'
  | 'date-before-period'
  | 'too-many-digits'
  | 'not-by-gender';

/** How the period of a value is written, by how often it is measured. */
const forms: Readonly<Record<Indicator['frequency'], readonly [form: RegExp, example: string]>> = {
  monthly: [/^\d{4}-(?:0[1-9]|1[0-2])$/u, '2026-08'],
  quarterly: [/^\d{4}-Q[1-4]$/u, '2026-Q1'],
  tertial: [/^\d{4}-T[1-3]$/u, '2026-T2'],
  'half-year': [/^\d{4}-H[12]$/u, '2026-H1'],
  annual: [/^\d{4}$/u, '2026'],
};

/**
 * Takes a value from a system. When it has returned `kept` or `corrected` it is on disk and logged, both at once; the
 * same value of the same source and day again changes nothing. A later one stands over an earlier, which is kept beside
 * it.
 */
export async function deliverValue(ports: DeliveryPorts, given: DeliveredValue): Promise<DeliveryOutcome> {
  for (let tries = 0; ; tries++) {
    // Many touch the same cards of leadership: where two met there, they are touched apart.
    const touching = tries === 0 ? undefined : ports;
    const written = await inOneWrite(ports.store, (store) => keepValue({ ...ports, store }, given, touching));
    if (written.outcome === 'done') return written.result;
    if (written.outcome === 'too-much' && tries > 0)
      throw new RoderError(
        'document-too-large',
        `The values delivered of ${given.indicatorId} take more room than a document has.`,
      );
  }
}

type DeliveryPorts = Pick<Ports, 'store' | 'clock'>;

async function keepValue(
  ports: DeliveryPorts,
  given: DeliveredValue,
  touching: DeliveryPorts = ports,
): Promise<DeliveryOutcome> {
  const { tenantId, plan, clientId, indicatorId: id, value, women, men, source, date } = given;
  const indicator = plan.indicator(id);
  if (!indicator) return { outcome: 'refused', why: 'unknown-indicator', expected: idsOf(plan) };
  const now = ports.clock.now();
  const refused = faultOf(given, indicator, localDate(now, plan.content.timeZone));
  if (refused) return { outcome: 'refused', ...refused };
  const period = periodLabelled(given.period, indicator, plan)!.key;
  const standing: Delivery = { value, women, men, source, date, at: toTimestamp(now), clientId };
  const all = deliveredValues(ports.store);
  const one = await all.find(tenantId, id);
  const known = one?.periods[period] ?? [];
  const before = known.at(-1);
  if (before && isSame(before, standing)) return { outcome: 'unchanged', period, standing: before };
  const result: DeliveryOutcome = before
    ? { outcome: 'corrected', period, standing, before }
    : { outcome: 'kept', period, standing };
  // Before the value, so that a crash in between still brings them up to date.
  if (indicator.deliveredBy) await touchCards(touching, given, { period, indicator });
  const periods = { ...one?.periods, [period]: [...known, standing].slice(-maxKept) };
  await (one ? all.replace({ ...one, periods }) : all.create({ tenantId, id, periods }));
  await writeDelivery(ports, given, { period, at: standing.at, result });
  return result;
}

/** Leadership's cards of the rounds that are open, and of those that asked about just this period. */
async function touchCards(
  ports: DeliveryPorts,
  { tenantId, plan }: DeliveredValue,
  { period, indicator }: { readonly period: string; readonly indicator: Indicator },
): Promise<void> {
  const all = await allRounds(ports.store, tenantId);
  const shown = all.filter(
    (round) => round.openedAt && (round.state === 'open' || periodIn(round, indicator, plan).key === period),
  );
  for (const { id: roundId } of shown) await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
}

/** Corrections of one value that are kept beside it. */
const maxKept = 20;

function isSame(one: Delivery, other: Delivery): boolean {
  return (['value', 'women', 'men', 'source', 'date'] as const).every((name) => one[name] === other[name]);
}

function idsOf(plan: Plan): string {
  return plan.content.indicators.map(({ id }) => id).join(', ');
}

function faultOf(
  { plan, period, value, women, men, unit = '', source, date }: DeliveredValue,
  indicator: Indicator,
  today: Temporal.PlainDate,
): { readonly why: DeliveryFault; readonly expected: string } | undefined {
  const [form, example] = forms[indicator.frequency];
  const read = form.test(period) ? readPeriod(period) : undefined;
  if (!read || !periodLabelled(period, indicator, plan)) return { why: 'wrong-period', expected: example };
  if (read.from > `${today}`) return { why: 'period-not-begun', expected: `${today}` };
  const { sv, en } = indicator.unit;
  if (unit !== sv && unit !== en) return { why: 'wrong-unit', expected: sv };
  const { deliveredBy } = indicator;
  if (deliveredBy && deliveredBy.toLowerCase() !== source.toLowerCase())
    return { why: 'wrong-source', expected: deliveredBy };
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(date), today) > 0)
    return { why: 'date-to-come', expected: `${today}` };
  // Nobody has measured what had not begun.
  if (date < read.from) return { why: 'date-before-period', expected: read.from };
  if (!indicator.byGender && (women !== undefined || men !== undefined))
    return { why: 'not-by-gender', expected: 'value' };
  // A card shows it and takes it back as it was shown.
  const tooLong = [value, women, men].find((one) => one !== undefined && !isShownWhole(one));
  if (tooLong !== undefined) return { why: 'too-many-digits', expected: formatNumber(tooLong, 'en') };
  return undefined;
}

function isShownWhole(value: number): boolean {
  const shown = parseNumber(formatNumber(value, 'sv'));
  return 'value' in shown && shown.value === value;
}

/** In the log of what comes and goes, which `roder log` shows. */
async function writeDelivery(
  ports: DeliveryPorts,
  { tenantId, clientId, indicatorId }: DeliveredValue,
  { period, at, result }: { readonly period: string; readonly at: string; readonly result: DeliveryOutcome },
): Promise<void> {
  await writeSendLog(ports, {
    tenantId,
    clientId,
    about: `${indicatorId} ${period}`,
    // Several may come in the same moment: each is logged.
    subject: `${indicatorId}~${period}~${randomBytes(4).toString('hex')}`,
    askIds: [],
    push: 'value',
    dueAt: at,
    outcome: 'received',
    reason: result.outcome === 'corrected' ? 'corrected' : undefined,
  });
}
