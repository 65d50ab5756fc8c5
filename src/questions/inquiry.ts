import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDate, formatDay, formatMoment } from '../language/dates.ts';
import { type Language, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Deed } from '../permissions/matrix.ts';
import { mayDo, mayShow, type Subject, type Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import { allRounds, type Round } from '../rounds/round.ts';

/** One question on its way to an answer: who asks, where it is shown, in which language. */
export interface Inquiry {
  readonly ports: Pick<Ports, 'store' | 'clock'>;
  readonly plan: Plan;
  readonly actor: Actor;
  readonly where: Where;
  readonly language: Language;
  /** The words of the question, folded; empty for a button. */
  readonly words: readonly string[];
  /** How many rows of a long answer have been shown already. */
  readonly from?: number | undefined;
}

/** Both must hold: the asker may see it, and so may everybody who reads it there. */
export function may({ plan, actor, where }: Inquiry, deed: Deed, subject: Subject = {}): boolean {
  return mayDo(plan, actor, deed, subject) && mayShow(plan, where, deed, subject);
}

/** Why it is not shown, as a card; undefined where it is. */
export function refusal(inquiry: Inquiry, deed: Deed, subject: Subject = {}): Card | undefined {
  const { plan, actor, where } = inquiry;
  if (!mayDo(plan, actor, deed, subject)) return notice(inquiry, 'question.notForYou');
  if (!mayShow(plan, where, deed, subject)) return notice(inquiry, 'question.notHere');
  return undefined;
}

export function notice({ language }: Inquiry, key: string): Card {
  return renderCard('notice', { title: '', text: translator(language)(key), actions: [] }, language);
}

export function textsOf({ language }: Inquiry): Translate {
  return translator(language);
}

/** The rounds that have opened, the earliest due first. */
export async function openedRounds({ ports, actor }: Inquiry): Promise<Round[]> {
  return (await allRounds(ports.store, actor.tenantId)).filter((round) => round.openedAt !== undefined);
}

export function roundName({ plan, language }: Inquiry, { id }: Pick<Round, 'id'>): string {
  return periodName(id, plan, language);
}

export function today({ ports, plan }: Inquiry): Temporal.PlainDate {
  return localDate(ports.clock.now(), plan.content.timeZone);
}

/** `fredag 18 september` of a local date as stored. */
export function dayOf(inquiry: Inquiry, date: string): string {
  return formatDay(Temporal.PlainDate.from(date), inquiry.language, today(inquiry));
}

/** `18 september 2026` of a timestamp as stored. */
export function dateOf({ plan, language }: Inquiry, timestamp: string): string {
  return formatDate(localDate(Temporal.Instant.from(timestamp), plan.content.timeZone), language);
}

export function readAt({ ports, plan, language }: Inquiry): string {
  return formatMoment(ports.clock.now(), plan.content.timeZone, language);
}

/** Where facts of the plan are from: its version, and the decision that set it. */
export function planSource(inquiry: Inquiry): string {
  const { version, content } = inquiry.plan;
  const facts = { version, decision: content.decision, moment: readAt(inquiry) };
  return textsOf(inquiry)('question.sourcePlan', facts);
}
