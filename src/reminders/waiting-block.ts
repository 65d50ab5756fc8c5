import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { renderBlock } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { asksFor } from '../rounds/addressee.ts';
import { type Ask, isWaiting, unanswered } from '../rounds/ask.ts';
import { openRounds, type Round } from '../rounds/round.ts';
import { answerTitle, rolesAsked } from './reminder-card.ts';

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
  const open = await openRounds(ports.store, actor.tenantId);
  const mine = await asksFor(ports, actor, plan, open);
  const waiting = mine.filter(isWaiting);
  if (waiting.length === 0) return [];
  const rounds = new Map(open.map((one) => [one.id, one]));
  const now = ports.clock.now();
  const today = localDate(now, plan.content.timeZone).toString();
  const reader = readerOf(plan, language, now);
  const { t } = reader;
  const isOneRound = new Set(waiting.map(({ roundId }) => roundId)).size === 1;
  const asks = waiting.map((ask, index) => {
    const round = isOneRound ? '' : reader.roundName(ask.roundId);
    const role = ask.personId === actor.personId ? '' : rolesAsked(reader, ask);
    return {
      ask: ask.id,
      text: textOf(reader, ask, { round: rounds.get(ask.roundId)!, today }),
      standsIn: role && t('reminder.standsIn', { role }),
      style: index === 0 ? 'positive' : 'default',
      answer: waiting.length > 1 ? answerTitle(reader, { role, round }) : t('reminder.answer'),
    };
  });
  return [renderBlock('block-waiting', { asks }, language)];
}

function textOf(
  { t, roundName, weekday }: Reader,
  ask: Ask,
  { round, today }: { readonly round: Round; readonly today: string },
): string {
  const isOver = today > round.due;
  return t(isOver ? 'waiting.afterDue' : 'waiting.ask', {
    round: roundName(round.id),
    count: unanswered(ask).length,
    day: weekday(isOver ? round.closes : round.due),
  });
}
