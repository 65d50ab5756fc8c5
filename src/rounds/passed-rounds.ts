import { Temporal } from 'temporal-polyfill';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Period } from '../plan/plan-schema.ts';
import { keptContent, planHistory } from '../plan/plan-store.ts';
import { allRounds, type RoundDays } from './round.ts';
import { calendarOf, datesOf } from './round-calendar.ts';

/**
 * The rounds that a plan, which asks forward, does not open: their last answer day lay before the first plan with
 * them came into force, and their days to change an answer are not over yet. What an outage or a late start of
 * Roder made late is not among them: then the plan was there in time.
 */
export async function passedPeriods(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
  plan: Plan,
): Promise<Period[]> {
  const { timeZone, periods } = plan.content;
  const today = localDate(clock.now(), timeZone);
  const known = new Set((await allRounds(store, tenantId)).map(({ id }) => id));
  const late = periods.filter((period) => {
    if (known.has(period.id)) return false;
    const { due, closes } = datesOf(plan, period);
    return Temporal.PlainDate.compare(due, today) < 0 && Temporal.PlainDate.compare(closes, today) >= 0;
  });
  if (late.length === 0) return [];
  const since = new Map<string, Temporal.PlainDate>();
  for await (const version of planHistory(store, tenantId)) {
    const day = localDate(fromTimestamp(version.at), timeZone);
    for (const { id } of keptContent(version).periods) since.set(id, day);
  }
  return late.filter((period) => {
    return Temporal.PlainDate.compare(datesOf(plan, period).due, since.get(period.id) ?? today) < 0;
  });
}

/** The days of such a round where it is opened all the same: from today, with as long to answer as the plan gives. */
export function daysFromNow(plan: Plan, period: Period, now: Temporal.Instant): RoundDays {
  const calendar = calendarOf(plan);
  const dates = datesOf(plan, period);
  const opens = calendar.nextWorkingDay(localDate(now, plan.content.timeZone));
  const after = (from: Temporal.PlainDate, one: Temporal.PlainDate, other: Temporal.PlainDate) =>
    calendar.addWorkingDays(from, Math.max(1, calendar.workingDaysBetween(one, other)));
  const due = after(opens, dates.opens, dates.due);
  const closes = after(due, dates.due, dates.closes);
  return { opens: opens.toString(), due: due.toString(), closes: closes.toString() };
}
