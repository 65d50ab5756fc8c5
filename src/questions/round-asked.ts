import type { Plan } from '../plan/plan-index.ts';
import type { PeriodKind } from '../plan/plan-schema.ts';
import type { Round } from '../rounds/round.ts';

const kinds: readonly (readonly [RegExp, PeriodKind])[] = [
  [/\b(delar\w*|interim\w*)\b/u, 'interim'],
  [/\b(helar\w*|arsbokslut\w*|arsredovisning\w*|full year|annual)\b/u, 'annual'],
  [/\btertial\w*\b|\bt[123]\b/u, 'tertial'],
  [/\b(kvartal\w*|quarter\w*)\b/u, 'quarterly'],
  [/\b(halvar\w*|half.?year\w*)\b/u, 'half-year'],
];

/** Months in which a round with that season's name falls due. */
const seasons: readonly (readonly [RegExp, readonly number[]])[] = [
  [/\b(varas|spring)\b/u, [3, 4, 5, 6]],
  [/\b(hostas|autumn)\b/u, [9, 10, 11, 12]],
];

/** The opened round that a question names (`tertial 1`, `delåret`, `i våras`, a year); the latest of several. */
export function roundAsked(
  words: readonly string[],
  plan: Plan,
  opened: readonly Round[],
): Round | undefined {
  const text = words.join(' ');
  const kind = kinds.find(([said]) => said.test(text))?.[1];
  const season = seasons.find(([said]) => said.test(text))?.[1];
  const year = /\b(20\d\d)\b/u.exec(text)?.[1];
  const number = /\b(?:tertial|t|kvartal|quarter)\s?([1-4])\b/u.exec(text)?.[1];
  if (!kind && !season) return undefined;
  return opened.findLast((round) => {
    const period = plan.period(round.id);
    if (!period) return false;
    return (
      (!kind || period.kind === kind) &&
      (!season || season.includes(Number(round.due.slice(5, 7)))) &&
      (!year || period.covers.to.startsWith(year)) &&
      (!number || numberOf(period.covers.to, period.kind) === Number(number))
    );
  });
}

function numberOf(covered: string, kind: PeriodKind): number {
  return Math.ceil(Number(covered.slice(5, 7)) / (kind === 'quarterly' ? 3 : 4));
}
