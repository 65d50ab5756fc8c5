import { Temporal } from 'temporal-polyfill';
import type { Plan } from '../plan/plan-index.ts';
import type { Period, PeriodKind } from '../plan/plan-schema.ts';
import { datesOf } from '../rounds/round-calendar.ts';
import { answersFully } from '../rounds/what-is-asked.ts';
import { type Span, tillAugust } from './spans.ts';

/**
 * Rounds as they are spoken of: "förra omgången" is the one that closed last, by the plan's dates. Where a plan has
 * rounds for values alone beside those that ask how things go, the latter are meant, unless a kind is said.
 */

/** "Kvartalsomgången", "the annual round", over folded words. */
const kinds: readonly (readonly [RegExp, PeriodKind])[] = [
  [/^(?:manad|month)/u, 'monthly'],
  [/^(?:kvartal|quarter)/u, 'quarterly'],
  [/^(?:tertial)/u, 'tertial'],
  [/^(?:halvar|half)/u, 'half-year'],
  [/^(?:delar|interim)/u, 'interim'],
  [/^(?:helar|ars|annual|year)/u, 'annual'],
  [/^(?:extra)/u, 'adhoc'],
];

export const roundWord =
  '((?:manads|kvartals|tertial|halvars|delars|helars|ars|extra|monthly |quarterly |tertial |half year |interim |annual |yearly |extra )?)(?:uppfoljnings|rapporterings)?(?:omgang(?:en|ens)?|rundan?|round)';

/** What says that a round is the next. */
export const nextWord = '(?:nasta|kommande|next|coming|upcoming)';
const nextSaid = new RegExp(`(?<![\\p{L}])${nextWord} ${roundWord}(?![\\p{L}])`, 'u');

export function saysNextRound(text: string): boolean {
  return nextSaid.test(text);
}

/** The one that closed last before a day, or `back` before that; undefined where there is none. */
export function lastRound(
  plan: Plan,
  today: Temporal.PlainDate,
  { kind = '', back = 0 }: { readonly kind?: string | undefined; readonly back?: number } = {},
): Period | undefined {
  const closed = spokenOf(plan, kind)
    .map((period) => ({ period, closes: datesOf(plan, period).closes.toString() }))
    .filter(({ closes }) => closes < today.toString());
  return closed.toSorted((a, b) => a.closes.localeCompare(b.closes)).at(-1 - back)?.period;
}

/** The one that opens next. */
export function nextRound(plan: Plan, today: Temporal.PlainDate, kind = ''): Period | undefined {
  return inOrder(plan, spokenOf(plan, kind)).find(
    (period) => datesOf(plan, period).opens.toString() > today.toString(),
  );
}

/** The one before or after the round of just these days; undefined where they are no round's. */
export function roundBeside(plan: Plan, days: Period['covers'], way: 'before' | 'after'): Period | undefined {
  const isMeant = ({ covers }: Period) => covers.from === days.from && covers.to === days.to;
  const of = plan.content.periods.find(isMeant);
  const among = inOrder(
    plan,
    of && spokenOf(plan, '').includes(of) ? spokenOf(plan, '') : plan.content.periods,
  );
  const at = among.findIndex(isMeant);
  return at < 0 ? undefined : among[way === 'before' ? at - 1 : at + 1];
}

function spokenOf(plan: Plan, said: string): readonly Period[] {
  const { periods } = plan.content;
  const kind = kinds.find(([word]) => word.test(said))?.[1];
  if (kind) return periods.filter((one) => one.kind === kind);
  const full = periods.filter((one) => plan.assignments.some((assignment) => answersFully(assignment, one)));
  return full.length > 0 ? full : periods;
}

function inOrder(plan: Plan, periods: readonly Period[]): Period[] {
  const opens = (period: Period) => datesOf(plan, period).opens.toString();
  return periods.toSorted((a, b) => opens(a).localeCompare(opens(b)));
}

/** As the plan has it, else until August. */
export function interimOf(year: number, plan: Plan): Span {
  const own = plan.content.periods.find(
    ({ kind, covers }) => kind === 'interim' && covers.to.startsWith(`${year}-`),
  );
  return coversOf(own) ?? tillAugust(year);
}

export function coversOf(found: Pick<Period, 'covers'> | undefined): Span | undefined {
  return found && [Temporal.PlainDate.from(found.covers.from), Temporal.PlainDate.from(found.covers.to)];
}
