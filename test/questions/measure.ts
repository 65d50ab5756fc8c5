import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import { type Understood, understand } from '../../src/questions/understand.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { type Asked, questionSet } from './question-set.ts';

export interface Measured {
  readonly half: Asked['half'];
  readonly questions: number;
  /** Of the answers given, how many were to what was asked. */
  readonly precision: number;
  /** Of the questions that have an answer, how many got it. */
  readonly recall: number;
  /** Of the questions that have none, how many were told so. */
  readonly declined: number;
}

/** Right is the expected kind about exactly the expected subjects; "I do not know" is no answer. */
export function measure(plan: Plan, half: Asked['half']): Measured {
  const asked = questionSet.filter((one) => one.half === half);
  const answers = asked.map((one) => ({ one, understood: understand(plan, one.text) }));
  const given = answers.filter(({ understood }) => understood.kind !== 'unknown');
  const answerable = answers.filter(({ one }) => one.kind !== 'unknown');
  const right = answerable.filter(({ one, understood }) => isRight(one, understood));
  const unanswerable = answers.filter(({ one }) => one.kind === 'unknown');
  const declined = unanswerable.filter(({ understood }) => understood.kind === 'unknown');
  return {
    half,
    questions: asked.length,
    precision: right.length / given.length,
    recall: right.length / answerable.length,
    declined: declined.length / unanswerable.length,
  };
}

export function isRight({ kind, about }: Asked, understood: Understood): boolean {
  const found = understood.about.map(({ id }) => id).toSorted();
  return understood.kind === kind && found.join() === about.toSorted().join();
}

export function sjovikPlan(): Plan {
  return indexPlan(demoPlan(), 1);
}
