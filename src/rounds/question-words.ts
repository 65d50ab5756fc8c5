import { joinWords, type Language, type Localised, languages, translator } from '../language/language.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { AskPart } from './ask.ts';
import type { AskEffect, QuestionChange } from './plan-effects.ts';

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

/**
 * Those among withdrawn questions that were about how something goes, of what the person still has a part in: as
 * somebody who contributes, and no more as the one who is responsible. The rest are withdrawn.
 */
export function nowContributing(
  { withdrawn, parts, personId }: Pick<AskEffect, 'withdrawn' | 'parts' | 'personId'>,
  plan: Plan,
): { readonly contributes: readonly AskPart[]; readonly withdrawn: readonly QuestionChange[] } {
  const own = new Set(plan.rolesOf(personId).map(({ id }) => id));
  const partIn = ({ assignmentId, judgement }: QuestionChange): AskPart | undefined => {
    if (!judgement) return undefined;
    const part = parts.find((one) => one.assignmentId === assignmentId && one.as === 'contributor');
    const role = plan.assignment(assignmentId)?.contributors?.find((id) => own.has(id));
    return part ?? (role ? { assignmentId, as: 'contributor', roleId: role, indicatorIds: [] } : undefined);
  };
  return {
    contributes: withdrawn.flatMap((one) => partIn(one) ?? []),
    withdrawn: withdrawn.flatMap((one) => {
      if (!partIn(one)) return [one];
      return one.indicatorIds.length > 0 ? [{ ...one, judgement: false }] : [];
    }),
  };
}

/** A line for each: who answers for how it goes now, and the values that are still the person's. */
export function contributingWords(parts: readonly AskPart[], plan: Plan): Localised[] {
  return parts.flatMap(({ assignmentId, indicatorIds }) => {
    const assignment = plan.assignment(assignmentId);
    if (!assignment) return [];
    const [sv, en] = languages.map((language) => {
      const roles = severalOf(assignment.owner).map((id) => plan.role(id)?.name[language] ?? id);
      const names = indicatorIds.map((id) => plan.indicator(id)?.name[language] ?? id);
      const key = names.length > 0 ? 'contributorValues' : 'contributor';
      return translator(language)(`told.plan-changed.${key}`, {
        title: assignment.title[language],
        owner: joinWords(roles, language),
        indicators: joinWords(names, language),
      });
    });
    return [{ sv: sv!, en: en! }];
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
