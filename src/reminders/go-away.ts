import { Temporal } from 'temporal-polyfill';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { readDate } from '../calendar/read-date.ts';
import { notices, tell } from '../messages/notice.ts';
import { isAway, leadsBack, whoAnswersFor, withDeputies } from '../people/away.ts';
import { type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { asksFor, hintStandIn } from '../rounds/addressee.ts';
import type { Ask } from '../rounds/ask.ts';
import { replanAsk } from '../rounds/replan-ask.ts';
import { holderOfRole } from './role-choices.ts';

type AwayPorts = Pick<Ports, 'store' | 'clock'>;

export interface AwayRequest {
  readonly actor: Actor;
  readonly plan: Plan;
  /** The role whose holder answers, and the first day back, as they came from the card. */
  readonly deputy?: string | undefined;
  readonly returns?: string | undefined;
}

export interface AwayFaults {
  readonly deputy?: 'deputy' | 'circle' | undefined;
  readonly returns?: 'returns' | 'past' | 'tooFar' | undefined;
}

export type WentAway =
  | { readonly outcome: 'faults'; readonly faults: AwayFaults }
  /** `answers` is who answers today: the deputy, or theirs if they are away themselves. */
  | { readonly outcome: 'away'; readonly answers: string; readonly returns: string };

const longestYears = 1;

/** Everything asked of the person goes to the deputy until the first day back; the deputy is told. */
export async function goAway(ports: AwayPorts, request: AwayRequest): Promise<WentAway> {
  const { actor, plan } = request;
  const { tenantId, personId } = actor;
  const today = todayOf(ports, plan);
  const deputyId = request.deputy ? holderOfRole(plan, request.deputy) : undefined;
  const circle = deputyId && (await isCircle(ports, actor, deputyId, today));
  const returns = readDate(request.returns);
  const faults: AwayFaults = {
    deputy: !deputyId || deputyId === personId ? 'deputy' : circle ? 'circle' : undefined,
    returns: returnsFault(returns, today),
  };
  if (faults.deputy || faults.returns) return { outcome: 'faults', faults };
  const moved = await asksFor(ports, actor, plan);
  await endStandIn(ports, actor, today);
  await hintStandIn(ports.store, { tenantId, personId: deputyId! }, { for: personId });
  const away = { deputyId: deputyId!, since: toTimestamp(ports.clock.now()), returns: returns!.toString() };
  await keep(ports, actor, { away });
  await replanAll(ports, plan, moved);
  const answers = whoAnswersFor(await withDeputies(ports.store, tenantId, personId), personId, today);
  const about = { type: 'deputy', for: personId } as const;
  await tell(ports, { id: awayId(personId, away.since), tenantId, personId: answers, about });
  return { outcome: 'away', answers, returns: away.returns };
}

async function isCircle(
  ports: AwayPorts,
  { tenantId, personId }: Actor,
  deputyId: string,
  day: Temporal.PlainDate,
) {
  return leadsBack(await withDeputies(ports.store, tenantId, deputyId), { personId, deputyId, day });
}

function returnsFault(
  returns: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): AwayFaults['returns'] {
  if (!returns) return 'returns';
  if (Temporal.PlainDate.compare(returns, today) <= 0) return 'past';
  const latest = today.add({ years: longestYears });
  return Temporal.PlainDate.compare(returns, latest) > 0 ? 'tooFar' : undefined;
}

/** "Jag är tillbaka": from now on everything comes to the person again. Undefined: they were not away. */
export async function comeBack(
  ports: AwayPorts,
  { actor, plan }: Pick<AwayRequest, 'actor' | 'plan'>,
): Promise<readonly Ask[] | undefined> {
  const ended = await endStandIn(ports, actor, todayOf(ports, plan));
  if (!ended) return undefined;
  const back = await asksFor(ports, actor, plan);
  await replanAll(ports, plan, back);
  return back;
}

/** The deputy is told, if they had been told that it began. */
async function endStandIn(ports: AwayPorts, actor: Actor, today: Temporal.PlainDate): Promise<boolean> {
  const { tenantId, personId } = actor;
  const record = await persons(ports.store).find(tenantId, personId);
  if (!isAway(record?.away, today)) return false;
  const { away } = record;
  await keep(ports, actor, { away: { ...away, returns: today.toString() } });
  const began = await notices(ports.store).find(tenantId, awayId(personId, away.since));
  const about = { type: 'deputy-ended', for: personId } as const;
  const id = `back:${personId}:${idTime(away.since)}`;
  if (began?.state === 'sent') await tell(ports, { id, tenantId, personId: began.personId, about });
  return true;
}

async function keep(
  ports: AwayPorts,
  { tenantId, personId }: Actor,
  change: Pick<PersonRecord, 'away'>,
): Promise<void> {
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, ...change }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, ...change });
}

/** Each is written to at the hour of the one it now goes to. */
async function replanAll(ports: AwayPorts, plan: Plan, moved: readonly Ask[]): Promise<void> {
  for (const ask of moved) await replanAsk(ports, plan, ask);
}

function awayId(personId: string, since: string): string {
  return `away:${personId}:${idTime(since)}`;
}

function idTime(at: string): string {
  return at.replaceAll(/[-:.]/gu, '');
}

function todayOf({ clock }: AwayPorts, plan: Plan): Temporal.PlainDate {
  return localDate(clock.now(), plan.content.timeZone);
}
