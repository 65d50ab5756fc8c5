import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Language } from '../plan/plan-schema.ts';
import { periodName } from './indicator-series.ts';
import type { KnownValue } from './known-values.ts';

/** Where a value that is filled in is from, of when, and how old it is: a source that has been down shows by its date. */
export function knownWords({ source, fetchedAt }: KnownValue, plan: Plan, language: Language): string {
  const t = translator(language);
  const name = t(source.source === 'kolada' ? 'answer.readings.fromKolada' : 'answer.readings.fromPlan');
  const date = fetchedAt && formatDate(localDate(fromTimestamp(fetchedAt), plan.content.timeZone), language);
  const facts = {
    period: periodName(source.period, plan, language),
    source: date ? t('answer.readings.fetched', { source: name, date }) : name,
  };
  return t(source.preliminary ? 'answer.readings.knownPreliminary' : 'answer.readings.known', facts);
}
