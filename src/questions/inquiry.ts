import type { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Permission } from '../permissions/matrix.ts';
import { mayDo, mayShow, type PermissionSubject, type Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { type ReportReader, reportReader } from '../reports/report.ts';
import { allRounds, type Round } from '../rounds/round.ts';

/** Local days that were said, the last included. */
export interface SaidDays {
  readonly from: string;
  readonly to: string;
}

/** One question on its way to an answer: who asks, where it is shown, in which language, and what has been read for it. */
export interface Inquiry extends Reader {
  readonly ports: Pick<Ports, 'store' | 'clock'>;
  readonly actor: Actor;
  readonly where: Where;
  /** The words of the question, folded; empty for a button. */
  readonly words: readonly string[];
  /** The time that it asks about; absent: how things are now. */
  readonly period?: SaidDays | undefined;
  /** How many rows of a long answer have been shown already. */
  readonly from?: number | undefined;
  /** Every round, the earliest due first; read once. */
  rounds(): Promise<Round[]>;
  /** Reads each report once. */
  readonly reports: ReportReader;
}

export interface InquiryRequest {
  readonly actor: Actor;
  readonly where: Where;
  readonly language: Language;
  readonly words?: readonly string[];
  readonly period?: SaidDays | undefined;
  readonly from?: number | undefined;
}

export function inquiryOf(ports: Inquiry['ports'], plan: Plan, asked: InquiryRequest): Inquiry {
  const { actor, where, language, words = [], period, from } = asked;
  let rounds: Promise<Round[]> | undefined;
  return {
    ...readerOf(plan, language, ports.clock.now()),
    ports,
    actor,
    where,
    words,
    period,
    from,
    rounds() {
      rounds ??= allRounds(ports.store, actor.tenantId);
      return rounds;
    },
    reports: reportReader(ports.store, actor.tenantId),
  };
}

/** Both must hold: the asker may see it, and so may everybody who reads it there. */
export function may(
  { plan, actor, where }: Inquiry,
  deed: Permission,
  subject: PermissionSubject = {},
): boolean {
  return mayDo(plan, actor, deed, subject) && mayShow(plan, where, deed, subject);
}

/** Why it is not shown, as a card; undefined where it is. */
export function refusal(
  inquiry: Inquiry,
  deed: Permission,
  subject: PermissionSubject = {},
): Card | undefined {
  const { plan, actor, where } = inquiry;
  if (!mayDo(plan, actor, deed, subject)) return notice(inquiry, 'question.notForYou');
  if (!mayShow(plan, where, deed, subject)) return notice(inquiry, 'question.notHere');
  return undefined;
}

export function notice({ t, language }: Pick<Inquiry, 't' | 'language'>, key: string): Card {
  return renderCard('notice', { title: '', text: t(key), actions: [] }, language);
}

/** The rounds that have opened, the earliest due first. */
export async function openedRounds(inquiry: Inquiry): Promise<Round[]> {
  return (await inquiry.rounds()).filter((round) => round.openedAt !== undefined);
}

export function today({ ports, plan }: Inquiry): Temporal.PlainDate {
  return localDate(ports.clock.now(), plan.content.timeZone);
}

/** When the answer was read. */
export function readAt({ ports, moment }: Inquiry): string {
  return moment(ports.clock.now());
}

/** Where facts of the plan are from: its version, and the decision that set it. */
export function planSource(inquiry: Inquiry): string {
  const { version, decision } = inquiry.plan;
  return inquiry.t('question.sourcePlan', { version, decision, moment: readAt(inquiry) });
}
