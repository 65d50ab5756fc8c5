import { fold } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Found } from './find-subjects.ts';

interface Quantity {
  /** Words that ask for it, folded. */
  readonly asked: RegExp;
  /** The units of measures of it, folded. */
  readonly unit: RegExp;
  /** How much more a measure of it fits, and less one of something else. */
  readonly more: number;
  readonly less: number;
}

const money: Quantity = {
  asked:
    /\b(?:(?:vad|hur mycket|what|how much) .{0,40}\b(?:kosta(?:r|t|de)?|betala(?:r|t|de)?|cost|costs|pay|spend|spent)|hur mycket (?:pengar|kostar|betalar)|kronor|how much money|cost per)\b/u,
  unit: /^(?:m?kr|tkr|sek|kronor|miljon|million)/u,
  more: 1.06,
  less: 0.95,
};

const quantities: readonly Quantity[] = [
  {
    asked:
      /\b(?:(?:fortare|snabbare|langsammare|kortare tid|langre tid|faster|quicker|slower)|hur (?:lang tid|lange|snabbt|fort|manga (?:dagar|dygn|timmar|minuter|veckor|manader))|how (?:long|fast|quickly|many (?:days|hours|minutes|weeks|months))|\w*vantetid\w*|waiting times?|vantan|handlaggningstid\w*)\b/u,
    unit: /^(?:dagar|dygn|timmar|minuter|sekunder|veckor|manader|days|hours|minutes|seconds|weeks|months)/u,
    more: 1.1,
    less: 0.85,
  },
  {
    asked:
      /\b(?:andel\w*|hur stor del|(?:hur manga|how many) (?:av|of)|procent\w*|percent\w*|share|proportion)\b/u,
    unit: /^(?:%|procent|percent)/u,
    more: 1.06,
    less: 0.9,
  },
  money,
];

/** What is found, with measures of what is asked for before others: "how long" is a time, and a share is no number. */
export function byQuantity(plan: Plan, text: string, found: readonly Found[]): readonly Found[] {
  const asked = quantities.find((one) => one.asked.test(text));
  if (!asked) return found;
  return found
    .map((one) => {
      const unit = one.subject.type === 'indicator' ? plan.indicator(one.subject.id)?.unit : undefined;
      if (!unit) return one;
      const fits = [unit.sv, unit.en].some((said) => asked.unit.test(fold(said)));
      return { ...one, score: one.score * (fits ? asked.more : asked.less) };
    })
    .toSorted((a, b) => b.score - a.score);
}

/** Money is asked for, and what is found is no measure of money: then it is only near. */
export function lacksMoney(plan: Plan, text: string, id: string): boolean {
  const measure = plan.indicator(id);
  if (!measure || !money.asked.test(text) || measure.aspects.includes('economic')) return false;
  return ![measure.unit.sv, measure.unit.en].some((said) => money.unit.test(fold(said)));
}

/** What is measured of it in what is asked for: "kortare tid" of building permits are their days. */
export function measureAsked(plan: Plan, text: string, assignmentId: string): string | undefined {
  const asked = quantities.find((one) => one.asked.test(text));
  if (!asked) return undefined;
  const [only, ...others] = plan
    .indicatorsOf(assignmentId)
    .filter(({ unit }) => [unit.sv, unit.en].some((said) => asked.unit.test(fold(said))));
  return others.length === 0 ? only?.id : undefined;
}
