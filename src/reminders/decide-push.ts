import type { Temporal } from 'temporal-polyfill';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import { lateness } from '../calendar/push-times.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { type Ask, type Push, unanswered } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';

/** Why a push that was planned is not sent. */
export type SkipReason = 'answered' | 'round-ended' | 'too-late' | 'overtaken';

export interface PushDecision {
  /** Absent: nothing is to be sent now. */
  readonly send?: Push | undefined;
  readonly skip: readonly { readonly push: Push; readonly reason: SkipReason }[];
}

/** A push may wait this much longer for the working day to begin, a tick, and the queue of everybody's. */
const slackMinutes = 30;

/**
 * What is to become of an ask's due pushes. After downtime several may be due at once: the latest goes out and
 * the ones before it are left out. Later than one working day it is not worth a disturbance: the next push comes.
 */
export function decidePush(
  ask: Ask,
  { round, now, calendar }: { round: Round | undefined; now: Temporal.Instant; calendar: WorkCalendar },
): PushDecision {
  const due = ask.pushes.filter(({ outcome, at }) => !outcome && at <= toTimestamp(now));
  const skipAll = (reason: SkipReason) => ({ skip: due.map((push) => ({ push, reason })) });
  if (!round || round.state === 'closed' || round.state === 'cancelled') return skipAll('round-ended');
  if (ask.state !== 'open' || unanswered(ask).length === 0) return skipAll('answered');
  const isLate = ({ at }: Push) => isTooLate(fromTimestamp(at), now, calendar);
  const latest = due.at(-1);
  const send = latest && !isLate(latest) ? latest : undefined;
  const skip = due
    .filter((push) => push !== send)
    .map((push) => ({ push, reason: isLate(push) ? ('too-late' as const) : ('overtaken' as const) }));
  return { send, skip };
}

function isTooLate(at: Temporal.Instant, now: Temporal.Instant, calendar: WorkCalendar): boolean {
  return lateness(at, now.subtract({ minutes: slackMinutes }), calendar) === 'too-late';
}
