import { joinWords, type Language, type Localised, languages, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { QuestionChange } from './plan-effects.ts';

/**
 * Questions in words, a line an assignment: its title, and the values where only they are meant. The plan that
 * knows the assignment first says what it is called: give the new one before the one it replaces.
 */
export function questionWords(changes: readonly QuestionChange[], ...plans: readonly Plan[]): Localised[] {
  return changes.map((change) => {
    const [sv, en] = languages.map((language) => line(change, plans, language));
    return { sv: sv!, en: en! };
  });
}

function line(
  { assignmentId, judgement, indicatorIds }: QuestionChange,
  plans: readonly Plan[],
  language: Language,
) {
  const named = <T>(find: (plan: Plan) => T | undefined) => plans.map(find).find((one) => one !== undefined);
  const title = named((plan) => plan.assignment(assignmentId)?.title[language]) ?? assignmentId;
  if (judgement || indicatorIds.length === 0) return title;
  const names = indicatorIds.map((id) => named((plan) => plan.indicator(id)?.name[language]) ?? id);
  return translator(language)('told.plan-changed.values', { title, indicators: joinWords(names, language) });
}
