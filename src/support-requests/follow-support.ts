import { Temporal } from 'temporal-polyfill';
import type { Stored } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, localDate, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { scheduleNotice } from '../messages/notice.ts';
import { announce } from '../messages/webhook.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { reports } from '../reports/report.ts';
import { openRounds, rounds } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { touchSummaries } from '../rounds/summary.ts';
import { claim } from '../storage/claim.ts';
import { isWithdrawalNew, refreshAsked } from './refresh-asked.ts';
import {
  isUnanswered,
  maxAsked,
  type SupportRequest,
  standingWish,
  supportRequests,
  type Wish,
  withReport,
  withWish,
} from './support-request.ts';
import { findSupporter, type Supporter } from './supporter.ts';

/** So many requests are looked at at a time. */
export const maxPerPass = 100;

/**
 * What would come up again before the next working day has ended, for somebody who is written to now: it comes
 * along, so that it is one message and not two. What they have chosen a day for waits for that day.
 */
export async function comingAlong(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  { tenantId, asked }: { tenantId: string; asked: ReadonlySet<string> },
): Promise<Stored<SupportRequest>[]> {
  if (asked.size === 0) return [];
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const today = localDate(now, plan.content.timeZone);
  const end = calendar.at(calendar.addWorkingDays(today, 1), calendar.rules.workingHours.to);
  const before = toTimestamp(end);
  const soon = await supportRequests(ports.store).due({ tenantId, before, limit: maxPerPass });
  const along: Stored<SupportRequest>[] = [];
  for (const request of soon) {
    const wish = standingWish(request);
    if (!wish || request.lease || !isUnanswered(wish) || !mayComeAlong(wish)) continue;
    const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
    if (supporter && asked.has(supporter.named)) along.push(request);
  }
  return along;
}

export function mayComeAlong({ asked, later }: Wish): boolean {
  return asked.length > 0 && asked.length < maxAsked && !later;
}

export interface SupportEvent {
  readonly what: 'followed';
  readonly requestId: string;
}

/** How many working days go by before whoever is asked is reminded. */
const workingDaysBetween = 3;

/**
 * Follows up what help is wanted: brings each request in step with its report, asks whom it names, reminds them
 * while nobody has answered, and tells whoever wanted it what was replied. Every step can be done twice: what
 * is told has a name of its own, so a crash in between leaves nothing out and tells nothing twice.
 */
export async function followSupport(ports: Ports, tenantId: string, known?: Plan): Promise<SupportEvent[]> {
  const plan = known ?? (await currentPlan(ports.store, tenantId));
  if (!plan) return [];
  const before = toTimestamp(ports.clock.now());
  const due = await supportRequests(ports.store).due({ tenantId, before, limit: maxPerPass });
  const followed = await followAll(ports, plan, due);
  const asked = new Set(followed.flatMap((one) => one.asked ?? []));
  const along = await comingAlong(ports, plan, { tenantId, asked });
  const all = [...followed, ...(await followAll(ports, plan, along, asked))];
  return all.map(({ requestId }) => ({ what: 'followed', requestId }));
}

interface Followed {
  readonly requestId: string;
  /** Who was asked something now. */
  readonly asked?: string | undefined;
}

async function followAll(
  ports: Ports,
  plan: Plan,
  due: readonly Stored<SupportRequest>[],
  along: ReadonlySet<string> = new Set(),
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const one of due) {
    if (ports.stopping?.aborted) return followed;
    const held = await claim(ports, supportRequests(ports.store), one);
    const result = held && (await followSafely(ports, plan, held, along));
    if (result) followed.push(result);
  }
  return followed;
}

/** What goes wrong with one leaves the others alone: its claim ends by itself, and it is tried again. */
async function followSafely(
  ports: Ports,
  plan: Plan,
  held: Stored<SupportRequest>,
  along: ReadonlySet<string>,
): Promise<Followed | undefined> {
  try {
    return await follow(ports, plan, held, along);
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof RoderError && error.code === 'store-unavailable') throw error;
    const facts = { event: 'support-error', id: held.id, error: error.message, stack: error.stack };
    ports.log.error(facts, 'A support request could not be followed up.');
    return undefined;
  }
}

async function follow(
  ports: Ports,
  plan: Plan,
  held: Stored<SupportRequest>,
  along: ReadonlySet<string>,
): Promise<Followed> {
  const report = await reports(ports.store).find(held.tenantId, held.id);
  const round = await rounds(ports.store).find(held.tenantId, held.roundId);
  const said = withReport(held, round?.state === 'cancelled' ? undefined : report);
  const asked = await askIfDue(ports, plan, said, along);
  const told = await tellReplies(ports, plan, asked.request);
  const shown = await refreshAsked(ports, plan, told);
  // Written only if nothing has happened meanwhile: what has, made it due again.
  await supportRequests(ports.store).replace({
    ...shown,
    lease: undefined,
    nextAt: asked.nextAt,
  });
  return { requestId: held.id, asked: asked.asked };
}

/** Asks whom the standing wish names, if it is time; says when the next time is. */
async function askIfDue(
  ports: Ports,
  plan: Plan,
  request: Stored<SupportRequest>,
  along: ReadonlySet<string>,
): Promise<{ request: Stored<SupportRequest>; nextAt?: Timestamp | undefined; asked?: string }> {
  const { tenantId, id } = request;
  const wish = standingWish(request);
  if (!wish || !isUnanswered(wish) || !plan.assignment(request.assignmentId)) return { request };
  if (wish.asked.length === 0) {
    const about = { type: 'support.wanted', requestId: id, wish: wish.number } as const;
    await announce(ports, { tenantId, event: `wanted:${id}:${wish.number}`, about, inSeconds: 5 });
  }
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const today = localDate(now, plan.content.timeZone);
  const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
  if (!supporter) return { request };
  const at = nextTime(wish, supporter, calendar);
  if (at === undefined) return { request };
  const comesAlong = along.has(supporter.named) && mayComeAlong(wish);
  if (at > toTimestamp(now) && !comesAlong) return { request, nextAt: at };
  const moment = toTimestamp(calendar.nextWorkingTime(now));
  const times = wish.asked.length + 1;
  await scheduleNotice(ports, {
    id: askedId(id, wish, times),
    tenantId,
    personId: supporter.named,
    about: { type: 'support', requestId: id, wish: wish.number },
  });
  const asked = { ...wish, asked: [...wish.asked, moment], later: undefined };
  return {
    request: withWish(request, wish.number, () => asked),
    nextAt: nextTime(asked, supporter, calendar),
    asked: supporter.named,
  };
}

/** At once the first time (empty: before any time), then some working days apart at the hour of whoever reads it; never more than three. */
function nextTime(
  { asked, later }: Wish,
  { record }: Supporter,
  calendar: WorkCalendar,
): Timestamp | undefined {
  const last = asked.at(-1);
  if (!last) return '';
  if (asked.length >= maxAsked) return undefined;
  const { timeZone, workingHours } = calendar.rules;
  const day = later
    ? Temporal.PlainDate.from(later)
    : calendar.addWorkingDays(localDate(fromTimestamp(last), timeZone), workingDaysBetween);
  return toTimestamp(calendar.at(day, record?.preference?.hour ?? workingHours.from));
}

/** Whoever is asked in another's place is asked for the first time. */
function askedId(requestId: string, { number, notTheirs }: Wish, times: number): string {
  return `support:${requestId}:${number}:${notTheirs ? 'passed-on-' : ''}${times}`;
}

/** Whoever holds the role that wanted it; leadership's cards are brought up to date in every round that shows it. */
async function tellReplies(
  ports: Ports,
  plan: Plan,
  request: Stored<SupportRequest>,
): Promise<Stored<SupportRequest>> {
  const { tenantId, id } = request;
  const isNew = ({ replies }: Wish) => replies.some(({ told }) => !told);
  if (!request.wishes.some((wish) => isNew(wish) || isWithdrawalNew(wish))) return request;
  for (const wish of request.wishes.filter(isNew)) {
    const personId = wantedBy(plan, wish);
    for (const [index, { told }] of wish.replies.entries()) {
      if (told) continue;
      const answered = { type: 'support.answered', requestId: id, wish: wish.number, reply: index } as const;
      await announce(ports, { tenantId, event: `answered:${id}:${wish.number}:${index}`, about: answered });
      // What came at once is one message: its card has every reply.
      if (!personId || index < wish.replies.length - 1) continue;
      const about = { type: 'support-reply', requestId: id, wish: wish.number, reply: index } as const;
      await scheduleNotice(ports, { id: `reply:${id}:${wish.number}:${index}`, tenantId, personId, about });
    }
  }
  const open = await openRounds(ports.store, tenantId);
  for (const roundId of new Set([request.roundId, ...open.map((round) => round.id)])) {
    await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
  }
  const told = (wish: Wish) => ({
    ...wish,
    replies: wish.replies.map((one) => ({ ...one, told: true as const })),
  });
  return { ...request, wishes: request.wishes.map(told) };
}

/** Answers follow the role when people change. */
function wantedBy(plan: Plan, { by }: Wish): string | undefined {
  if (plan.personsWithRole(by.roleId).includes(by.personId)) return by.personId;
  return plan.respondents(by.roleId)[0]?.personId;
}
