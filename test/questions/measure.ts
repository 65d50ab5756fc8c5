import { Temporal } from 'temporal-polyfill';
import { understandWritten } from '../../src/conversation/ask.ts';
import type { Understood } from '../../src/conversation/meaning.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
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
  const given = answers.filter(({ understood }) => understood.outcome !== 'declined');
  const answerable = answers.filter(({ one }) => one.kind !== 'unknown');
  const right = answerable.filter(({ one, understood }) => isRight(one, understood));
  const unanswerable = answers.filter(({ one }) => one.kind === 'unknown');
  const declined = unanswerable.filter(({ understood }) => understood.outcome === 'declined');
  return {
    half,
    questions: asked.length,
    precision: right.length / given.length,
    recall: right.length / answerable.length,
    declined: declined.length / unanswerable.length,
  };
}

/** A day in the round that is open, as the questions were written. */
const day = Temporal.PlainDate.from('2026-09-15');

export function understand(plan: Plan, text: string): Understood {
  return understandWritten(text, { plan, today: day });
}

/** The intents that a kind of the set may be understood as: it was written before the catalog was. */
export const intentsOf: Readonly<Record<Asked['kind'], readonly string[]>> = {
  status: ['status'],
  indicator: ['indicator'],
  help: ['deviations', 'help-wanted', 'priorities'],
  responsible: ['responsible', 'human'],
  meaning: ['meaning', 'capabilities'],
  next: ['next-for-me', 'priorities', 'round'],
  sent: ['my-answers'],
  round: ['round', 'whole', 'preview-round'],
  decision: ['decision'],
  changes: ['plan-changes', 'news'],
  'no-ranking': ['refused'],
  several: ['status', 'indicator'],
  unknown: ['unknown'],
};

export function isRight({ kind, about }: Asked, { intent, outcome, subjects, choices }: Understood): boolean {
  const ids = (those: readonly { readonly id: string }[]) =>
    those
      .map(({ id }) => id)
      .toSorted()
      .join();
  const wanted = about.toSorted().join();
  if (kind === 'unknown') return outcome === 'declined';
  if (kind === 'several')
    return wanted === ids(subjects) || wanted === ids(choices.flatMap(({ subject }) => subject ?? []));
  if (outcome !== 'answered' || !intentsOf[kind].includes(intent)) return false;
  return about.length === 0 ? true : ids(subjects) === wanted;
}

export function sjovikPlan(): Plan {
  return indexPlan(demoPlan(), 1);
}
