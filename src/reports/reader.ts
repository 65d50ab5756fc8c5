import { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { type Language, type Localised, say, type Translate, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from './indicator-series.ts';
import type { Attributed } from './report.ts';
import { byLine, roleName } from './report-block.ts';

/** Who reads: the plan and the language that everything on a card is said by. Made once a turn and passed on. */
export interface Reader {
  readonly plan: Plan;
  readonly language: Language;
  readonly t: Translate;
  /** The plan's own words. */
  say(words: Localised): string;
  /** `3 september 2026`, of a local date or of an instant in the plan's time zone. */
  day(date: string): string;
  /** Of a round or another period. */
  roundName(id: string): string;
  roleName(id: string): string;
  /** `Socialchef, 3 september 2026`. */
  by(said: Pick<Attributed<unknown>, 'by' | 'at'>): string;
}

export function readerOf(plan: Plan, language: Language): Reader {
  const t = translator(language);
  const localDay = (date: string) =>
    date.length > 10 ? localDate(fromTimestamp(date), plan.content.timeZone) : Temporal.PlainDate.from(date);
  return {
    plan,
    language,
    t,
    say: (words) => say(words, language),
    day: (date) => formatDate(localDay(date), language),
    roundName: (id) => periodName(id, plan, language),
    roleName: (id) => roleName(plan, id, language),
    by: (said) => byLine(plan, { ...said, answer: undefined }, language, t),
  };
}
