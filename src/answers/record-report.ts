import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { announce } from '../messages/webhook.ts';
import {
  type Answers,
  type Author,
  type Report,
  type Revision,
  reportId,
  reports,
} from '../reports/report.ts';
import { type Round, rounds } from '../rounds/round.ts';
import { touchSupport } from '../support-requests/support-request.ts';
import { type Collision, collisionsOf, contributed, entriesOf, isEmpty } from './all-parts.ts';

export interface Contribution {
  readonly tenantId: string;
  readonly roundId: string;
  readonly assignmentId: string;
  /** The same contribution again is the same revision. */
  readonly contributionId: string;
  readonly by: Author;
  readonly answers: Answers;
  /** By indicator id, the period that a value given now is of. */
  readonly periods?: Readonly<Record<string, string>> | undefined;
  /** How many revisions there were when the person began; absent: all that is said is theirs to say. */
  readonly base?: number | undefined;
  /** Why it is corrected after the round has closed: without it nothing can be. */
  readonly reason?: string | undefined;
  /** False where the same is recorded in several rounds, and help that is wanted is asked for from another. */
  readonly followsHelp?: boolean | undefined;
}

/** What has been read in the same turn. `report` is null where there is none yet. */
export interface ReadBefore {
  readonly round: Round;
  readonly report: Stored<Report> | null;
}

export type Recorded =
  /** `report` is absent where there was nothing to say. */
  | { readonly outcome: 'recorded'; readonly report: Stored<Report> | undefined }
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
  before?: ReadBefore,
): Promise<Recorded> {
  const { tenantId, roundId, assignmentId } = given;
  const all = reports(ports.store);
  const id = reportId(roundId, assignmentId);
  const round = before?.round ?? (await rounds(ports.store).find(tenantId, roundId));
  if (!mayRecord(round, given)) return { outcome: 'round-closed' };
  const report = before ? (before.report ?? undefined) : await all.find(tenantId, id);
  if (report && isThere(report, given)) return { outcome: 'recorded', report };
  const collisions = collided(report, given);
  if (collisions.length > 0) return { outcome: 'collided', collisions };
  const next = withContribution(
    report ?? { tenantId, id, roundId, assignmentId, revisions: [] },
    given,
    toTimestamp(ports.clock.now()),
  );
  if (!next) return { outcome: 'recorded', report };
  // Before anything is recorded: a crash in between leaves nobody unasked.
  const wanted = given.followsHelp !== false && saysOfHelp(report, given);
  if (wanted) await touchSupport(ports, { tenantId, roundId, assignmentId, id, inSeconds: 60 });
  await announce(ports, {
    tenantId,
    event: `report:${id}:${given.contributionId}`,
    about: { type: 'report', reportId: id, contributionId: given.contributionId },
    inSeconds: 5,
  });
  const written = report
    ? await all.replace({ ...report, ...next })
    : await all.create({ ...next, tenantId, id });
  // Somebody was first: what they said is looked at, as if nothing had been read.
  if (written.outcome !== 'done') return recordReport(ports, given);
  if (wanted) await touchSupport(ports, { tenantId, roundId, assignmentId, id, inSeconds: 0 });
  return { outcome: 'recorded', report: written.document };
}

/** Whether the answer says something of the help that is wanted, now or before. */
function saysOfHelp(report: Pick<Report, 'revisions'> | undefined, { answers }: Contribution): boolean {
  const said = [...(report?.revisions ?? []).map((one) => one.answers), answers];
  return Boolean(answers.judgement) && said.some(({ judgement }) => judgement?.help);
}

function mayRecord(round: Round | undefined, { reason }: Contribution): boolean {
  return round?.state === 'open' || (round?.state === 'closed' && Boolean(reason));
}

function isThere({ revisions }: Pick<Report, 'revisions'>, { contributionId }: Contribution): boolean {
  return revisions.some(({ id }) => id === contributionId);
}

function collided(
  report: Pick<Report, 'revisions'> | undefined,
  { base, by, answers }: Contribution,
): Collision[] {
  return base === undefined ? [] : collisionsOf(report, { base, personId: by.personId }, entriesOf(answers));
}

type NewReport = Pick<Report, 'tenantId' | 'id' | 'roundId' | 'assignmentId' | 'revisions'>;

function withContribution(report: NewReport, given: Contribution, at: Timestamp): NewReport | undefined {
  const { contributionId, by, base, reason } = given;
  const answers = base === undefined ? given.answers : contributed(report, base, entriesOf(given.answers));
  if (isEmpty(answers)) return undefined;
  const number = report.revisions.length + 1;
  const periods = periodsOf(answers, given);
  return {
    ...report,
    revisions: [...report.revisions, { id: contributionId, number, at, by, answers, periods, reason }],
  };
}

/** Kept with the values: a later plan may drop the round's period, or ask for the value at other times. */
function periodsOf({ readings = {} }: Answers, { periods = {} }: Contribution): Revision['periods'] {
  const known = Object.keys(readings).flatMap((id) => (periods[id] ? [[id, periods[id]] as const] : []));
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
