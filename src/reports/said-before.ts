import type { DocumentStore } from '../base/document-store.ts';
import type { Ask } from '../rounds/ask.ts';
import { unanswered } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { reportId, reports, stateOf } from './report.ts';

/** How many earlier rounds are looked at for what was said last. */
export const roundsBack = 8;

/** Those before a round that have been open, the earliest due first. */
export function earlierRounds(rounds: readonly Round[], round: Round): Round[] {
  return rounds.filter((one) => one.openedAt && one.id !== round.id && one.due <= round.due);
}

/** Whether somebody has said how one of the assignments goes, in a round before: then nothing may be new. */
export async function isSaidBefore(
  store: DocumentStore,
  ask: Ask,
  { round, rounds }: { readonly round: Round; readonly rounds: readonly Round[] },
): Promise<boolean> {
  const owned = unanswered(ask).filter(({ as }) => as === 'owner');
  for (const { id } of earlierRounds(rounds, round).slice(-roundsBack).toReversed()) {
    for (const { assignmentId } of owned) {
      if (stateOf(await reports(store).find(ask.tenantId, reportId(id, assignmentId))).judgement) return true;
    }
  }
  return false;
}
