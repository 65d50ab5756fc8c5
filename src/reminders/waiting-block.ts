import { Temporal } from 'temporal-polyfill';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import { renderBlock } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { asksFor } from '../rounds/addressee.ts';
import { type Ask, isWaiting, unanswered } from '../rounds/ask.ts';
import { openRounds, type Round } from '../rounds/round.ts';
import { roundName } from './away.ts';
import { rolesAsked } from './reminder-card.ts';

/** What waits for a person's answer, each with its button: for the beginning of a card of their own. */
export type WaitingBlock = readonly Readonly<Record<string, unknown>>[];

interface WaitingReader {
  readonly actor: Actor;
  readonly plan: Plan | undefined;
  readonly language: Language;
}

/** Empty: nothing does. For the person's own chat alone. */
export async function waitingBlock(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, plan, language }: WaitingReader,
): Promise<WaitingBlock> {
  if (!plan) return [];
  const mine = await asksFor(ports, actor, plan);
  const waiting = mine.filter(isWaiting);
  if (waiting.length === 0) return [];
  const rounds = new Map((await openRounds(ports.store, actor.tenantId)).map((one) => [one.id, one]));
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const t = translator(language);
  const asks = waiting.map((ask) => {
    const round = roundName(plan, ask.roundId, language);
    const role = ask.personId === actor.personId ? '' : rolesAsked(plan, ask, language);
    const several = role ? t('told.deputy.answer', { role }) : t('reminder.answerRound', { round });
    return {
      ask: ask.id,
      text: textOf(ask, { name: round, round: rounds.get(ask.roundId)!, today, language }),
      standsIn: role && t('reminder.standsIn', { role }),
      answer: waiting.length > 1 ? several : t('reminder.answer'),
    };
  });
  return [renderBlock('block-waiting', { asks }, language)];
}

interface Moment {
  readonly name: string;
  readonly round: Round;
  readonly today: Temporal.PlainDate;
  readonly language: Language;
}

function textOf(ask: Ask, { name, round, today, language }: Moment): string {
  const [due, closes] = [Temporal.PlainDate.from(round.due), Temporal.PlainDate.from(round.closes)];
  const isOver = Temporal.PlainDate.compare(today, due) > 0;
  return translator(language)(isOver ? 'waiting.afterDue' : 'waiting.ask', {
    round: name,
    count: unanswered(ask).length,
    day: formatDay(isOver ? closes : due, language, today),
  });
}
