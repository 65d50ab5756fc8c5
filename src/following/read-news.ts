import type { DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { type ReportState, reportId, reports, stateOf } from '../reports/report.ts';
import { allRounds, type Round } from '../rounds/round.ts';

/** A submission about a followed assignment since the last digest. */
export interface News {
  readonly assignment: Assignment;
  readonly round: Round;
  readonly state: ReportState;
}

/** Only the latest rounds count; a correction in an older round is not news. */
const roundsBack = 3;

/** The assignment's latest report with a submission after `since` and no later than `until`. */
export async function readNews(
  store: DocumentStore,
  asked: { tenantId: string; assignment: Assignment; since: Timestamp; until: Timestamp },
): Promise<News | undefined> {
  const { tenantId, assignment, since, until } = asked;
  const rounds = (await allRounds(store, tenantId)).filter((round) => round.openedAt).slice(-roundsBack);
  for (const round of rounds.toReversed()) {
    const report = await reports(store).find(tenantId, reportId(round.id, assignment.id));
    if (!report?.revisions.some(({ at }) => at > since && at <= until)) continue;
    return { assignment, round, state: stateOf(report) };
  }
  return undefined;
}
