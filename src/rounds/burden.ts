import type { AskPart } from './ask.ts';

/** What an answer asks of a person, in seconds: an estimate, shown beside the plan's cap and to the person. */
const seconds = { judgement: 30, reading: 15 } as const;

/** Minutes one ask should take, at least one. */
export function estimateMinutes(parts: readonly AskPart[]): number {
  const total = parts.reduce(
    (sum, part) =>
      sum + (part.as === 'owner' ? seconds.judgement : 0) + part.indicatorIds.length * seconds.reading,
    0,
  );
  return Math.max(1, Math.round(total / 60));
}

/** An owner is asked how it goes and about the three aspects; beside that each value is one question. */
export function countQuestions(parts: readonly AskPart[]): number {
  return parts.reduce((sum, part) => sum + (part.as === 'owner' ? 2 : 0) + part.indicatorIds.length, 0);
}
