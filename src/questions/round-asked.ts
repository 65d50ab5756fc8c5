import type { PeriodKind } from '../plan/plan-schema.ts';
import { latestHeld, type Round } from '../rounds/round.ts';
import { whatIsAsked } from '../rounds/what-is-asked.ts';
import { type Inquiry, openedRounds, type SaidDays } from './inquiry.ts';

const kinds: readonly (readonly [RegExp, PeriodKind])[] = [
  [/\b(delar\w*|interim\w*)\b/u, 'interim'],
  [/\b(helar\w*|arsbokslut\w*|arsredovisning\w*|full year|annual)\b/u, 'annual'],
  [/\btertial\w*\b/u, 'tertial'],
  [/\b(kvartal\w*|quarter\w*)\b/u, 'quarterly'],
  [/\b(halvar\w*|half.?year\w*)\b/u, 'half-year'],
];

/**
 * The opened rounds that the time or the kind of round in a question means, earliest due first; undefined where it
 * names neither. Empty: there is none of that time, and whoever answers with another says so.
 */
export async function roundsAsked(inquiry: Inquiry): Promise<readonly Round[] | undefined> {
  const opened = await openedRounds(inquiry);
  const { plan, period, words } = inquiry;
  if (period) return roundsOf(period, opened, (id) => plan.period(id)?.covers);
  const kind = kinds.find(([said]) => said.test(words.join(' ')))?.[1];
  return kind && opened.filter(({ id }) => plan.period(id)?.kind === kind).slice(-1);
}

/** Those of just these days; else those that end in them, since they say how it was then; else those around them. */
function roundsOf(
  { from, to }: SaidDays,
  opened: readonly Round[],
  covers: (id: string) => SaidDays | undefined,
): Round[] {
  const where = (fits: (days: SaidDays) => boolean) =>
    opened.filter(({ id }) => {
      const days = covers(id);
      return days !== undefined && fits(days);
    });
  const same = where((days) => days.from === from && days.to === to);
  if (same.length > 0) return same;
  const ending = where((days) => from <= days.to && days.to <= to);
  return ending.length > 0 ? ending : where((days) => days.from <= from && to <= days.to).slice(0, 1);
}

/** The round that is meant where one stands for all: the latest that asked how things go, of the time that is said. */
export async function roundMeant(inquiry: Inquiry): Promise<Round | undefined> {
  const asked = await roundsAsked(inquiry);
  const among = asked && asked.length > 0 ? asked : await openedRounds(inquiry);
  return latestHeld(among.filter(({ id }) => asksStates(inquiry, id))) ?? latestHeld(among);
}

function asksStates({ plan }: Inquiry, roundId: string): boolean {
  const period = plan.period(roundId);
  return (
    !period || plan.assignments.some((assignment) => whatIsAsked(plan, period, assignment).asks === 'all')
  );
}
