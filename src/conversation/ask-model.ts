import * as z from 'zod/v4';
import { codeOf } from '../base/errors.ts';
import type { ModelChoice } from '../base/language-model.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { say, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { forbidden, intents } from './catalog.ts';
import { searchSubjects } from './find-subjects.ts';
import type { Understood } from './meaning.ts';

/** So many names of a large plan, those nearest to what was written. */
const maxNames = 200;
const maxSubjects = 4;

const chosen = z.strictObject({
  intent: z.enum(intents.map(({ id }) => id) as [string, ...string[]]),
  subjects: z.array(z.string().max(200)).max(maxSubjects),
});

export interface Unsure {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly text: string;
  readonly understood: Understood;
}

/**
 * What a language model takes an unclear message for, where there is one: an intent of the catalog that this person
 * may use, about things of the plan. Undefined: the rules' answer stands. What leaves is the message and names of
 * intents, assignments and measures; never reports, values, roles or persons.
 */
export async function askModel(
  { languageModel, log }: Pick<Ports, 'languageModel' | 'log'>,
  { actor, plan, text, understood }: Unsure,
): Promise<Understood | undefined> {
  if (!languageModel || understood.outcome === 'answered' || text.trim() === '') return undefined;
  const mine = intents.filter(({ id }) => !forbidden(plan, actor, id));
  const named = namesNear(plan, text);
  try {
    const answer = await languageModel.choose({
      question: text,
      intents: mine.map(({ id }) => ({ id, name: translator('en')(`intent.${id}`) })),
      subjects: named.map(({ choice }) => choice),
    });
    const { intent: id, subjects: ids } = chosen.parse(answer);
    const intent = mine.find((one) => one.id === id);
    const subjects = ids.map((one) => named.find(({ choice }) => choice.id === one)?.subject);
    if (!intent || id === 'unknown' || subjects.includes(undefined)) return undefined;
    const about = (subjects as Subject[]).filter(({ type }) => intent.about?.includes(type));
    if (about.length < subjects.length || (intent.subject === 'must' && about.length === 0)) return undefined;
    return { ...understood, intent: id, subjects: about, outcome: 'answered', choices: [], helped: true };
  } catch (error) {
    // Never what was written, nor what came back.
    const code = codeOf(error, 'language-model-unreadable');
    log.warn(
      { event: 'language-model', error: code },
      'The language model did not help; the rules answered.',
    );
    return undefined;
  }
}

interface Named {
  readonly choice: ModelChoice;
  readonly subject: Subject;
}

function namesNear(plan: Plan, text: string): Named[] {
  const { indicators } = plan.content;
  const all: Subject[] = [
    ...plan.assignments.map(({ id }): Subject => ({ type: 'assignment', id })),
    ...indicators.map(({ id }): Subject => ({ type: 'indicator', id })),
  ];
  const near =
    all.length <= maxNames
      ? all
      : searchSubjects(plan, text, { assignment: 1, indicator: 1 }).map(({ subject }) => subject);
  return near.slice(0, maxNames).map((subject) => {
    const thing = subject.type === 'assignment' ? plan.assignment(subject.id) : undefined;
    const name = thing ? thing.title : plan.indicator(subject.id)!.name;
    return { subject, choice: { id: `${subject.type}:${subject.id}`, name: say(name, 'sv') } };
  });
}
