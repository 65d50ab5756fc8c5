import { formatNumber } from '../language/numbers.ts';
import type { Ports } from '../ports.ts';
import { keepDraft, openAnswer } from './answer.ts';
import { type AnswerView, findCollision } from './answer-views.ts';
import { type AnswerWork, type Move, questionsFor, readWork, typedOf } from './answer-work.ts';
import type { Collision } from './collisions.ts';
import type { DraftPart } from './draft.ts';
import { judgementTyped, typedReadingOf, wordsOf } from './draft-answers.ts';

export interface Settling extends Move {
  readonly assignmentId: string;
  readonly keep: 'mine' | 'theirs';
  /** How many revisions the card was made of: one that has come since is shown before it is settled. */
  readonly revisions: number;
}

/** Two have answered the same: the one who has not sent in yet chooses which it is to be. */
export async function settleCollision(
  ports: Pick<Ports, 'store' | 'clock'>,
  move: Settling,
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const found = findCollision(work);
  const now = work.reports.get(move.assignmentId)?.revisions.length;
  if (found?.asked.part.assignmentId !== move.assignmentId) return openAnswer(ports, move);
  if (now !== move.revisions) return found;
  const asked = questionsFor(work, move.assignmentId)!;
  const typed = { ...typedOf(work, asked), base: now };
  const part = move.keep === 'mine' ? typed : found.collisions.reduce(withTheirs(work), typed);
  const kept = await keepDraft(ports, work, { part, assignmentId: move.assignmentId });
  return kept ? openAnswer(ports, move) : settleCollision(ports, move);
}

function withTheirs({ language }: AnswerWork) {
  const show = (value: number) => formatNumber(value, language);
  return (typed: DraftPart, collision: Collision): DraftPart => {
    switch (collision.part) {
      case 'judgement':
        return {
          ...typed,
          ...judgementTyped(collision.theirs.answer),
          done: [...(typed.done ?? []), 'judgement', 'help'],
        };
      case 'aspect':
        return {
          ...typed,
          aspects: { ...typed.aspects, [collision.aspect]: wordsOf(collision.theirs.answer) },
        };
      case 'milestone':
        return {
          ...typed,
          milestones: { ...typed.milestones, [collision.id]: { ...collision.theirs.answer, done: true } },
        };
      case 'reading':
        return {
          ...typed,
          readings: { ...typed.readings, [collision.id]: typedReadingOf(collision.theirs.answer, show) },
        };
    }
  };
}
