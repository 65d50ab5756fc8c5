import type { Temporal } from 'temporal-polyfill';
import { readDate } from '../calendar/date-rules.ts';
import { localDate } from '../calendar/instants.ts';
import { type LaterDays, snoozeUntil } from '../calendar/push-times.ts';
import { persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { changeWish, look, type Sight, type SupportMove, type SupportPorts } from './reply-to-support.ts';
import { readListed } from './support-list.ts';
import { isUnanswered, maxAsked } from './support-request.ts';

/** One request, or all that came in one message and still wait. */
export type LaterAsked =
  | SupportMove
  | (Pick<SupportMove, 'actor' | 'plan'> & { readonly ids: readonly string[] });

export interface LaterWish {
  readonly choice: 'tomorrow' | 'monday' | 'day';
  readonly day?: string | undefined;
}

/** What can be chosen, or what came of a choice. */
export type SupportLater =
  | { readonly view: 'refused'; readonly refused: 'gone' | 'not-yours' }
  /** Nothing is left to be reminded of: no reminder is left, or somebody has replied. */
  | { readonly view: 'none' }
  | DayToChoose
  | { readonly view: 'set'; readonly plan: Plan; readonly at: Temporal.Instant };

export interface DayToChoose extends LaterDays {
  readonly view: 'choose';
  readonly plan: Plan;
  /** Local date. */
  readonly today: string;
  readonly fault?: 'no-date' | 'in-the-past' | 'past-due' | undefined;
  readonly typed?: string | undefined;
}

/** There is no due day to stay before. */
const longestMonths = 3;

/** "Påminn mig senare": the same choices as for questions. The next reminder comes then; it is not one more than the three. */
export async function remindOfSupport(
  ports: SupportPorts,
  asked: LaterAsked,
  wished?: LaterWish,
): Promise<SupportLater> {
  const sights = await sightsOf(ports, asked);
  if ('view' in sights) return sights;
  const movable = sights.filter(({ wish }) => isUnanswered(wish) && wish.asked.length < maxAsked);
  const [first] = movable;
  if (!first) return { view: 'none' };
  const choose = await choicesOf(ports, first);
  if (!wished) return choose;
  const day = wished.choice === 'day' ? readDate(wished.day) : wished.choice;
  if (!day) return { ...choose, fault: 'no-date', typed: wished.day };
  const at = choose.timeFor(day);
  if ('fault' in at) return { ...choose, fault: at.fault, typed: wished.day };
  const { plan } = first;
  const later = localDate(at, plan.content.timeZone).toString();
  for (const sight of movable) await keepLater(ports, sight, later);
  return { view: 'set', plan, at };
}

async function sightsOf(
  ports: SupportPorts,
  asked: LaterAsked,
): Promise<Sight[] | Extract<SupportLater, { view: 'refused' }>> {
  if (!('ids' in asked)) {
    const sight = await look(ports, asked);
    return 'view' in sight ? sight : [sight];
  }
  const { actor, plan, ids } = asked;
  if (!plan) return { view: 'refused', refused: 'gone' };
  const { tenantId, personId: reader } = actor;
  const sights: Sight[] = [];
  for (const { request, wish, holds } of await readListed(ports, { tenantId, plan, ids, reader })) {
    if (holds !== 'waiting') continue;
    const sight = await look(ports, { actor, plan, requestId: request.id, wish: wish.number });
    if (!('view' in sight)) sights.push(sight);
  }
  return sights;
}

async function choicesOf(ports: SupportPorts, { plan, actor }: Sight) {
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const today = localDate(now, plan.content.timeZone);
  const preference = (await persons(ports.store).find(actor.tenantId, actor.personId))?.preference ?? {};
  const latest = calendar.previousWorkingDay(today.add({ months: longestMonths }));
  const timeFor = (choice: 'tomorrow' | 'monday' | Temporal.PlainDate) =>
    snoozeUntil(choice, { now, due: latest, preference, calendar });
  const found = (['tomorrow', 'monday'] as const).flatMap((choice) => {
    const at = timeFor(choice);
    return 'fault' in at ? [] : [{ choice, at }];
  });
  const choices = found.filter(({ at }, index) => index === 0 || !at.equals(found[0]!.at));
  const earliest = today.add({ days: 1 });
  return { view: 'choose', plan, today: today.toString(), choices, earliest, latest, timeFor } as const;
}

/** Somebody may have replied meanwhile: then there is nothing to be reminded of. */
async function keepLater(ports: SupportPorts, sight: Sight, later: string): Promise<void> {
  const { actor, plan, request, wish } = sight;
  if (!isUnanswered(wish)) return;
  if (await changeWish(ports, sight, (one) => ({ ...one, later }))) return;
  const again = await look(ports, { actor, plan, requestId: request.id, wish: wish.number });
  if (!('view' in again)) await keepLater(ports, again, later);
}
