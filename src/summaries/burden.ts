import type { Ask } from '../rounds/ask.ts';
import { partsTogether } from '../rounds/asked-together.ts';
import { countQuestions, estimateMinutes } from '../rounds/burden.ts';

/** What the round asks of people, as estimates: of all of them together, never of one by name. */
export interface Burden {
  readonly people: number;
  readonly questions: number;
  readonly averageMinutes: number;
  readonly mostMinutes: number;
  /** The plan's. */
  readonly capMinutes: number;
}

export function burdenOf(asks: readonly Ask[], shown: readonly string[], capMinutes: number): Burden {
  const asked = asks
    .map(({ parts }) => parts.filter(({ assignmentId }) => shown.includes(assignmentId)))
    .filter((parts) => parts.length > 0);
  const minutes = asked.map(estimateMinutes);
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return {
    people: asked.length,
    // What several share is asked once.
    questions: countQuestions(partsTogether(asked.map((parts) => ({ parts })))),
    averageMinutes: asked.length === 0 ? 0 : Math.round(total / asked.length),
    mostMinutes: Math.max(0, ...minutes),
    capMinutes,
  };
}
