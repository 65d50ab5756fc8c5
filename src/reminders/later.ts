import { Temporal } from 'temporal-polyfill';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type LaterDays, snoozeUntil } from '../calendar/push-times.ts';
import { readDate } from '../calendar/read-date.ts';
import type { Refusal } from '../reports/answer-context.ts';
import type { Ask } from '../rounds/ask.ts';
import { replanAsk } from '../rounds/replan-ask.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { type OwnAsks, ownAsksOf } from './own-asks.ts';

/** What can be chosen, or what came of a choice. */
export type LaterView =
  | { readonly view: 'refused'; readonly refused: Refusal }
  /** `answered`: nothing is left to be reminded of. `noMore`: no push is left to move. `noDay`: due is too near. */
  | { readonly view: 'none'; readonly why: 'answered' | 'noMore' | 'noDay'; readonly own: OwnAsks }
  | LaterChoice
  | { readonly view: 'set'; readonly own: OwnAsks; readonly at: Temporal.Instant };

export interface LaterChoice extends LaterDays {
  readonly view: 'choose';
  readonly own: OwnAsks;
  readonly fault?: LaterFault;
  readonly typed?: string;
}

export type LaterFault = 'no-date' | 'past-due' | 'in-the-past';

export interface LaterRequest {
  readonly actor: Actor;
  readonly askId: string;
}

type LaterPorts = Pick<Ports, 'store' | 'clock'>;

/** When the person can be reminded instead: never after the due day of anything in the message. */
export async function offerLater(ports: LaterPorts, request: LaterRequest): Promise<LaterView> {
  const own = await ownAsksOf(ports, request.actor, request.askId);
  return 'refused' in own ? { view: 'refused', ...own } : choicesOf(ports, own);
}

function choicesOf(ports: LaterPorts, own: OwnAsks, fault?: LaterFault, typed?: string): LaterView {
  if (own.bundle.length === 0) return { view: 'none', why: 'answered', own };
  if (!own.bundle.some(({ ask }) => isMovable(ask))) return { view: 'none', why: 'noMore', own };
  const found = (['tomorrow', 'monday'] as const).flatMap((choice) => {
    const at = timeFor(ports, own, choice);
    return 'fault' in at ? [] : [{ choice, at }];
  });
  const [first, second] = found;
  if (!first) return { view: 'none', why: 'noDay', own };
  const choices = second && !second.at.equals(first.at) ? [first, second] : [first];
  const earliest = localDate(first.at, own.plan.content.timeZone);
  return { view: 'choose', own, choices, earliest, latest: dueOf(own), fault, typed } as LaterChoice;
}

/** Moves the next reminder of everything in the message to the day; what would have come before it is left out. */
export async function setLater(
  ports: LaterPorts,
  {
    choice,
    day,
    ...request
  }: LaterRequest & { choice: 'tomorrow' | 'monday' | 'day'; day?: string | undefined },
): Promise<LaterView> {
  const own = await ownAsksOf(ports, request.actor, request.askId);
  if ('refused' in own) return { view: 'refused', ...own };
  const offered = choicesOf(ports, own);
  if (offered.view !== 'choose') return offered;
  const wished = choice === 'day' ? readDate(day) : choice;
  if (!wished) return choicesOf(ports, own, 'no-date', day);
  const at = timeFor(ports, own, wished);
  if ('fault' in at) return choicesOf(ports, own, at.fault, day);
  const later = localDate(at, own.plan.content.timeZone).toString();
  for (const { ask } of own.bundle) await replanAsk(ports, own.plan, ask, (one) => ({ ...one, later }));
  return { view: 'set', own, at };
}

/** As if it had not been asked for. */
export async function undoLater(ports: LaterPorts, request: LaterRequest): Promise<void> {
  const own = await ownAsksOf(ports, request.actor, request.askId);
  if ('refused' in own) return;
  for (const { ask } of own.bundle) {
    await replanAsk(ports, own.plan, ask, (one) => ({ ...one, later: undefined }));
  }
}

function timeFor(ports: LaterPorts, own: OwnAsks, choice: 'tomorrow' | 'monday' | Temporal.PlainDate) {
  const { plan, preference } = own;
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  return snoozeUntil(choice, { now, due: dueOf(own), preference, calendar });
}

/** The earliest of the message. */
export function dueOf({ bundle, asked }: OwnAsks): Temporal.PlainDate {
  const [due = asked.round.due] = bundle.map(({ round }) => round.due).toSorted();
  return Temporal.PlainDate.from(due);
}

function isMovable({ pushes }: Ask): boolean {
  return pushes.some((push) => !push.outcome);
}
