import { toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import { type Round, rounds } from '../rounds/round.ts';
import { type Answers, type Author, type Report, reportId, reports } from './report.ts';

export interface Contribution {
  readonly tenantId: string;
  readonly roundId: string;
  readonly assignmentId: string;
  /** The same contribution again is the same revision. */
  readonly contributionId: string;
  readonly by: Author;
  readonly answers: Answers;
}

export type Recorded =
  | { readonly outcome: 'recorded'; readonly report: Report }
  | { readonly outcome: 'round-closed' };

/**
 * Sends in an answer: from here it is a public record. When this has returned `recorded` the revision is
 * on disk; recording the same contribution twice leaves one revision.
 */
export async function recordReport(
  ports: Pick<Ports, 'store' | 'clock'>,
  given: Contribution,
): Promise<Recorded> {
  const { tenantId, roundId, assignmentId } = given;
  const round = await rounds(ports.store).find(tenantId, roundId);
  if (!isOpen(round)) return { outcome: 'round-closed' };
  const id = reportId(roundId, assignmentId);
  const at = toTimestamp(ports.clock.now());
  const changed = await reports(ports.store).change(tenantId, id, (report) =>
    withContribution(report, given, at),
  );
  if (changed) return { outcome: 'recorded', report: changed };
  const first = withContribution({ tenantId, id, roundId, assignmentId, revisions: [] } as never, given, at)!;
  const created = await reports(ports.store).create(first);
  return created.outcome === 'done'
    ? { outcome: 'recorded', report: created.document }
    : recordReport(ports, given);
}

function isOpen(round: Round | undefined): boolean {
  return round?.state === 'open';
}

function withContribution(report: Report, given: Contribution, at: string): Report | undefined {
  if (report.revisions.some((revision) => revision.id === given.contributionId)) return undefined;
  const number = report.revisions.length + 1;
  const { contributionId, by, answers } = given;
  return { ...report, revisions: [...report.revisions, { id: contributionId, number, at, by, answers }] };
}
