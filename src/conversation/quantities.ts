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

const quantities: readonly Quantity[] = [
  {
    asked:
      /\b(?:hur (?:lang tid|lange|snabbt|fort|manga (?:dagar|dygn|timmar|minuter|veckor|manader))|how (?:long|fast|quickly|many (?:days|hours|minutes|weeks|months))|\w*vantetid\w*|waiting times?|vantan|handlaggningstid\w*)\b/u,
    unit: /^(?:dagar|dygn|timmar|minuter|sekunder|veckor|manader|days|hours|minutes|seconds|weeks|months)/u,
    more: 1.1,
    less: 0.85,
  },
  {
    asked: /\b(?:andel\w*|hur stor del|procent\w*|percent\w*|share|proportion)\b/u,
    unit: /^(?:%|procent|percent)/u,
    more: 1.06,
    less: 0.9,
  },
  {
    asked:
      /\b(?:vad kostar|hur mycket (?:pengar|kostar|betalar)|kronor|how much (?:money|do we (?:pay|spend))|cost per)\b/u,
    unit: /^(?:m?kr|tkr|sek|kronor|miljon|million)/u,
    more: 1.06,
    less: 0.95,
  },
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
