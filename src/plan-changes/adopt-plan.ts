import { handOverDrafts } from '../answers/hand-over-drafts.ts';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { scheduleNotice } from '../messages/notice.ts';
import { readDeputyChain } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan, planOfVersion } from '../plan/plan-store.ts';
import { findAddressee } from '../rounds/addressee.ts';
import { type Ask, asks, asksIn, isAsked, unanswered } from '../rounds/ask.ts';
import { callOffRound } from '../rounds/change-round.ts';
import { scheduleRounds } from '../rounds/open-due-rounds.ts';
import { replanAsk } from '../rounds/plan-asks.ts';
import { type AskEffect, effectsIn, planEffects } from '../rounds/plan-effects.ts';
import { daysFromToday, pushesFor } from '../rounds/push-plan.ts';
import { contributingWords, nowContributing, questionWords } from '../rounds/question-words.ts';
import { allRounds, openRounds, type Round, rounds } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { touchSummaries } from '../rounds/summary.ts';
import { lastingStore } from '../storage/turn-store.ts';

export interface PlanEvent {
  readonly what: 'adopted';
  readonly roundId: string;
  /** Whose questions have changed. */
  readonly asks: number;
}

interface Adoption {
  readonly plan: Plan;
  /** The plan the round has asked by until now. */
  readonly before: Plan;
  readonly round: Round;
}

const adopted = new WeakMap<DocumentStore, Map<string, Plan>>();

/**
 * Brings the rounds to the plan in force, however and wherever it was imported: planned ones get its days, open
 * ones its questions, and whoever has been asked is told what is added or withdrawn, and why. Doing it twice,
 * or on two instances at once, changes nothing more; one that was interrupted is gone on with.
 */
export async function adoptPlan(ports: Ports, tenantId: string, known?: Plan): Promise<PlanEvent[]> {
  const plan = known ?? (await currentPlan(ports.store, tenantId));
  const lasting = lastingStore(ports.store);
  if (!plan || adopted.get(lasting)?.get(tenantId) === plan) return [];
  await scheduleRounds(ports, tenantId, plan);
  const events: PlanEvent[] = [];
  for (const round of await openRounds(ports.store, tenantId)) {
    if (round.planVersion === plan.version) continue;
    const before = (await planOfVersion(ports.store, tenantId, round.planVersion)) ?? plan;
    events.push(await adoptIn(ports, { plan, before, round }));
  }
  adopted.set(lasting, (adopted.get(lasting) ?? new Map()).set(tenantId, plan));
  return events;
}

/** Told first and changed afterwards, the round last: after an interruption the same is found, and told once. */
async function adoptIn(ports: Ports, adoption: Adoption): Promise<PlanEvent> {
  const { plan, round } = adoption;
  const { tenantId, id: roundId } = round;
  await takeBackGiven(ports, adoption);
  const asked = await asksIn(ports, round);
  const held = await allRounds(ports.store, tenantId);
  const effects = planEffects(plan, round, asked, held);
  const { effectOn } = effectsIn(plan, round, asked, held);
  for (const effect of effects.asks) {
    const ask = asked.find(({ id }) => id === effect.askId);
    if (!ask) await addAsk(ports, adoption, effect);
    else if (isAsked(ask)) await tellChange(ports, adoption, ask, effect);
    if (ask && !effects.ends)
      await replanAsk(ports, plan, ask, (one) => withParts(one, effectOn(one.personId, one), ports));
  }
  if (effects.ends) await callOffRound(ports, round, 'plan');
  else {
    await handOverDrafts(ports, round);
    await rounds(ports.store).change(tenantId, roundId, (one) => ({ ...one, planVersion: plan.version }));
    await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
  }
  return { what: 'adopted', roundId, asks: effects.asks.length };
}

/** What was given to somebody who has left the plan is, from now on, asked of the one it was put to. */
async function takeBackGiven(ports: Ports, adoption: Adoption): Promise<void> {
  const { plan, round } = adoption;
  for (const given of await asksIn(ports, round)) {
    if (!given.givenTo || plan.person(given.givenTo.personId)) continue;
    const ask = { ...given, givenTo: undefined };
    const questions = unanswered(ask).map(({ assignmentId, as, indicatorIds }) => {
      return { assignmentId, judgement: as === 'owner', indicatorIds };
    });
    const effect = { askId: ask.id, personId: ask.personId, isNew: false, parts: ask.parts, withdrawn: [] };
    if (ask.state === 'open' && plan.person(ask.personId))
      await tellChange(ports, adoption, ask, { ...effect, added: questions }, 'taken-back');
    await replanAsk(ports, plan, ask, (one) => ({ ...one, givenTo: undefined }));
  }
}

/** As if the round opened for the person today. Where no day is left for a reminder the addition itself is told. */
async function addAsk(ports: Ports, adoption: Adoption, effect: AskEffect): Promise<void> {
  const { plan, round } = adoption;
  const { tenantId, id: roundId } = round;
  const { personId, parts, askId: id } = effect;
  const calendar = calendarOf(plan);
  const days = daysFromToday(round, { now: ports.clock.now(), calendar });
  const people = await readDeputyChain(ports.store, plan, { tenantId, personId });
  const pushes = pushesFor({ round: days, calendar, holder: personId, people }).map((push) =>
    push.kind === 'opening' ? ({ ...push, rule: 'plan-changed' } as const) : push,
  );
  const nextAt = pushes[0]?.at;
  const ask = { tenantId, id, roundId, personId, state: 'open', parts, pushes, nextAt } as const;
  const created = await asks(ports.store).create(ask);
  if (created.outcome === 'done' && pushes.length === 0)
    await tellChange(ports, adoption, created.document, effect);
}

async function tellChange(
  ports: Ports,
  { plan, before, round }: Adoption,
  ask: Stored<Ask>,
  effect: AskEffect,
  why = 'plan',
): Promise<void> {
  const { added, withdrawn, askId } = effect;
  if (added.length === 0 && withdrawn.length === 0) return;
  const { tenantId } = ask;
  const personId = await findAddressee(ports, plan, ask);
  const name = (before.period(round.id) ?? plan.period(round.id))?.name ?? { sv: round.id, en: round.id };
  const now = nowContributing(effect, plan);
  const words = {
    added: questionWords(added, plan, before),
    withdrawn: questionWords(now.withdrawn, plan, before),
    contributes: contributingWords(now.contributes, plan),
  };
  const about = {
    type: 'plan-changed',
    askId,
    round: name,
    decision: plan.decision,
    ...words,
  } as const;
  await scheduleNotice(ports, { id: `${why}:${askId}:v${plan.version}`, tenantId, personId, about });
}

/** What fell due while everything was answered is not made up for: the person is told of what has come. */
function withParts(ask: Stored<Ask>, effect: AskEffect | undefined, { clock }: Ports): Stored<Ask> {
  if (!effect) return ask;
  const { parts } = effect;
  const now = toTimestamp(clock.now());
  const isLeft = parts.some(({ answeredAt }) => !answeredAt);
  const state = isLeft ? 'open' : parts.length > 0 ? 'answered' : 'closed';
  const passed = { outcome: 'skipped', reason: 'answered', settledAt: now } as const;
  const pushes = ask.pushes.map((push) =>
    ask.state !== 'open' && !push.outcome && push.at <= now ? { ...push, ...passed } : push,
  );
  return { ...ask, parts, state, pushes };
}
