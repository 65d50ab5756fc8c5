import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import { type Round, rounds } from '../rounds/round.ts';
import { supportRequests, touchSupport } from '../support-requests/support-request.ts';
import { type Collision, collisionsOf, contributed } from './collisions.ts';
import { isEmpty } from './draft-answers.ts';
import { type Answers, type Author, type Report, reportId, reports } from './report.ts';

export interface Contribution {
  readonly tenantId: string;
  readonly roundId: string;
  readonly assignmentId: string;
  /** The same contribution again is the same revision. */
  readonly contributionId: string;
  readonly by: Author;
  readonly answers: Answers;
  /** How many revisions there were when the person began; absent: all that is said is theirs to say. */
  readonly base?: number | undefined;
  /** Why it is corrected after the round has closed: without it nothing can be. */
  readonly reason?: string | undefined;
}

export type Recorded =
  /** `report` is absent where there was nothing new to say. */
  | { readonly outcome: 'recorded'; readonly report: Report | undefined }
  | { readonly outcome: 'round-closed' }
  /** Somebody else has said otherwise meanwhile; nothing was recorded. */
  | { readonly outcome: 'collided'; readonly collisions: readonly Collision[] };

/**
 * Sends in an answer: from here it is a public record. When this has returned `recorded` the revision is
 * on disk; recording the same contribution twice leaves one revision. What others have sent in since the
 * person began is never overwritten unseen.
 */
export async function recordReport(
  ports: Pick<Ports, 'store' | 'clock'>,
  given: Contribution,
): Promise<Recorded> {
  const { tenantId, roundId, assignmentId } = given;
  const round = await rounds(ports.store).find(tenantId, roundId);
  if (!mayRecord(round, given)) return { outcome: 'round-closed' };
  const id = reportId(roundId, assignmentId);
  // Before anything is recorded: a crash in between leaves nobody unasked.
  const touched = await touchWanted(ports, given, { id, inSeconds: 60 });
  const at = toTimestamp(ports.clock.now());
  let collisions: readonly Collision[] = [];
  const changed = await reports(ports.store).change(tenantId, id, (report) => {
    collisions = isThere(report, given) ? [] : collided(report, given);
    return collisions.length > 0 ? undefined : withContribution(report, given, at);
  });
  if (collisions.length > 0) return { outcome: 'collided', collisions };
  if (changed) {
    if (touched) await touchWanted(ports, given, { id, inSeconds: 0 });
    return { outcome: 'recorded', report: changed };
  }
  const first = withContribution({ tenantId, id, roundId, assignmentId, revisions: [] } as never, given, at);
  if (!first) return { outcome: 'recorded', report: undefined };
  const created = await reports(ports.store).create(first);
  if (created.outcome !== 'done') return recordReport(ports, given);
  if (touched) await touchWanted(ports, given, { id, inSeconds: 0 });
  return { outcome: 'recorded', report: created.document };
}

/** Whether the answer says something of the help that is wanted, now or before. */
async function touchWanted(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, roundId, assignmentId, answers }: Contribution,
  touched: { id: string; inSeconds: number },
): Promise<boolean> {
  const { judgement } = answers;
  if (!judgement) return false;
  const known = judgement.help || (await supportRequests(ports.store).find(tenantId, touched.id));
  if (known) await touchSupport(ports, { tenantId, roundId, assignmentId, ...touched });
  return Boolean(known);
}

function mayRecord(round: Round | undefined, { reason }: Contribution): boolean {
  return round?.state === 'open' || (round?.state === 'closed' && Boolean(reason));
}

function isThere(report: Report, { contributionId }: Contribution): boolean {
  return report.revisions.some((revision) => revision.id === contributionId);
}

function collided(report: Report, { base, by, answers }: Contribution): Collision[] {
  return base === undefined ? [] : collisionsOf(report, { base, personId: by.personId }, answers);
}

function withContribution(report: Report, given: Contribution, at: Timestamp): Report | undefined {
  if (isThere(report, given)) return undefined;
  const { contributionId, by, base, reason } = given;
  const answers = base === undefined ? given.answers : contributed(report, base, given.answers);
  if (isEmpty(answers)) return undefined;
  const number = report.revisions.length + 1;
  return {
    ...report,
    revisions: [...report.revisions, { id: contributionId, number, at, by, answers, reason }],
  };
}
