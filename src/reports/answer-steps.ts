import type { PartQuestions } from './answer-questions.ts';
import type { DraftPart } from './draft.ts';
import type { Status } from './report.ts';

/** The steps of an answer, in order. Pure. */

export const stepNames = ['judgement', 'help', 'milestones', 'readings', 'aspects'] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  readonly assignmentId: string;
  readonly name: StepName;
  /** Of milestones and readings, where they are many; counted from 1, which is also what absent means. */
  readonly page?: number | undefined;
}

/** Statuses in which a person may want help, and is asked. */
const helpStatuses: readonly (Status | undefined)[] = ['deviation', 'paused'];

export function wantsHelp({ status, forecast }: Pick<DraftPart, 'status' | 'forecast'>): boolean {
  return helpStatuses.includes(status) || forecast === 'not_expected';
}

export function stepsOf({ part, milestonePages, indicatorPages }: PartQuestions, typed: DraftPart): Step[] {
  const { assignmentId } = part;
  const owner = part.as === 'owner';
  const one = (name: StepName, asked: boolean): Step[] => (asked ? [{ assignmentId, name, page: 1 }] : []);
  const each = (name: StepName, pages: readonly unknown[]): Step[] =>
    pages.map((_, index) => ({ assignmentId, name, page: index + 1 }));
  return [
    ...one('judgement', owner),
    ...one('help', owner && wantsHelp(typed)),
    ...each('milestones', milestonePages),
    ...each('readings', indicatorPages),
    ...one('aspects', owner),
  ];
}

/** Gone through with nothing amiss. */
export function isDone({ name, page = 1 }: Step, asked: PartQuestions, typed: DraftPart): boolean {
  if (name === 'milestones') {
    return (asked.milestonePages[page - 1] ?? []).every(({ id }) => typed.milestones?.[id]?.done);
  }
  if (name === 'readings') {
    return (asked.indicatorPages[page - 1] ?? []).every(({ id }) => typed.readings?.[id]?.done);
  }
  return typed.done?.includes(name) ?? false;
}

export function isSame(a: Step, b: Step): boolean {
  return a.assignmentId === b.assignmentId && a.name === b.name && (a.page ?? 1) === (b.page ?? 1);
}

/** Names the step in a draft. */
export function stepKey({ name, page = 1 }: Step): string {
  return page === 1 ? name : `${name}-${page}`;
}
