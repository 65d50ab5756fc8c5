import { Temporal } from 'temporal-polyfill';
import { formatDay } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type MovedDate, movedDates } from '../plan/round-dates.ts';
import type { Round } from './round.ts';

/** The dates of some rounds that free days have moved, as long as nobody has moved them further. */
export function movedIn(
  plan: Plan,
  rounds: readonly Pick<Round, 'id' | 'opens' | 'due' | 'closes'>[],
): MovedDate[] {
  const byId = new Map(rounds.map((round) => [round.id, round]));
  const periods = plan.content.periods.filter(({ id }) => byId.has(id));
  return movedDates(plan.content, periods).filter(
    ({ period, field, to }) => byId.get(period.id)![field] === to,
  );
}

/** "Öppnar måndag 14 september i stället för torsdag 10 september: älgjakt."; with `named` the round's name before it. */
export function movedLines(moved: readonly MovedDate[], language: Language, named = false): string[] {
  const t = translator(language);
  return moved.map(({ period, field, from, to, because, why }) => {
    const [day, instead] = [to, from].map((date) => {
      const on = Temporal.PlainDate.from(date);
      return formatDay(on, language, on);
    });
    const reason =
      because === 'free-time' ? (why ? say(why, language) : t('moved.july')) : t(`moved.${because}`);
    const line = t(`moved.${field}`, { day, instead, why: reason });
    return named ? t('moved.of', { round: say(period.name, language), line }) : line;
  });
}
