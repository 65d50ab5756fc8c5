import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { currentPlan, keptContent, planHistory } from '../plan/plan-store.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { type Revision, reports } from '../reports/report.ts';
import { rounds } from '../rounds/round.ts';
import { startingWith } from '../storage/documents.ts';
import { type AssignmentView, type RoundView, readRoundView, viewOf } from '../summaries/round-view.ts';
import { type Reply, readSupport, type Wish } from '../support-requests/support-request.ts';

export const formats = ['word', 'pdf', 'excel', 'csv', 'json'] as const;
export type Format = (typeof formats)[number];

/** What a paper is about: a whole round, or one assignment of it. */
export interface PaperSubject {
  readonly tenantId: string;
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
}

/** Everything a paper is made of, whatever its format. */
export interface Paper {
  /** With no other assignments and indicators than the paper is about. */
  readonly view: RoundView;
  /** Absent: the whole round. */
  readonly assignment?: Assignment | undefined;
  /** All that was sent in, in the order it came. */
  readonly records: readonly SentIn[];
  /** What was replied to the help that was wanted, in the order it came. */
  readonly replies: readonly SentReply[];
  /** By the plan of the round. */
  readonly reader: Reader;
  readonly made: Temporal.Instant;
}

/** One thing sent in at one moment: what the registrar counts. */
export interface SentIn {
  /** `round:assignment:number`; the same in every export. */
  readonly id: string;
  readonly at: Timestamp;
  readonly assignment: Assignment;
  readonly revision: Revision;
}

/** A reply to a support request: its id is `round:assignment:support:wish:number`. */
export interface SentReply {
  readonly id: string;
  readonly at: Timestamp;
  readonly assignment: Assignment;
  readonly wish: Wish;
  readonly reply: Reply;
  /** 1 is the first to that wish. */
  readonly number: number;
}

/** Undefined when the plan, the round or the assignment is not there. */
export async function readPaper(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, roundId, assignmentId }: PaperSubject,
  language: Language,
): Promise<Paper | undefined> {
  const plan = await currentPlan(ports.store, tenantId);
  const round = await rounds(ports.store).find(tenantId, roundId);
  if (!plan || !round?.openedAt) return undefined;
  const whole = await readRoundView(ports.store, { tenantId, plan, round });
  const view = assignmentId === undefined ? whole : narrowed(whole, assignmentId);
  const assignment = assignmentId === undefined ? undefined : view.assignments[0]?.assignment;
  if (assignmentId !== undefined && !assignment) return undefined;
  const gone = assignmentId === undefined ? await withdrawn(ports.store, tenantId, view) : [];
  const all = [...view.assignments, ...gone];
  const sent = { records: recordsOf(all), replies: repliesOf(all) };
  return { view, assignment, ...sent, reader: readerOf(view.plan, language), made: ports.clock.now() };
}

/** What was sent in about an assignment that a plan has withdrawn since: a public record all the same. */
async function withdrawn(
  store: DocumentStore,
  tenantId: string,
  { round, assignments }: RoundView,
): Promise<AssignmentView[]> {
  const shown = new Set(assignments.map(({ assignment }) => assignment.id));
  const all = await Array.fromAsync(reports(store).all(tenantId, startingWith(`${round.id}:`)));
  const left = new Map(all.map((one) => [one.assignmentId, one] as const).filter(([id]) => !shown.has(id)));
  if (left.size === 0) return [];
  const support = await readSupport(store, tenantId, [round]);
  const found: AssignmentView[] = [];
  for await (const version of planHistory(store, tenantId))
    for (const assignment of keptContent(version).assignments) {
      const report = left.get(assignment.id);
      if (report) found.push(viewOf(assignment, report, support.get(report.id)));
      left.delete(assignment.id);
    }
  return found;
}

function narrowed(view: RoundView, assignmentId: string): RoundView {
  return {
    ...view,
    assignments: view.assignments.filter(({ assignment }) => assignment.id === assignmentId),
    indicators: view.indicators.filter(({ indicator }) => indicator.assignments.includes(assignmentId)),
  };
}

function repliesOf(assignments: readonly AssignmentView[]): SentReply[] {
  const all = assignments.flatMap(({ assignment, support }) =>
    (support?.wishes ?? []).flatMap((wish) =>
      wish.replies.map((reply, index) => {
        const id = `${support!.id}:support:${wish.number}:${index + 1}`;
        return { id, at: reply.at, assignment, wish, reply, number: index + 1 };
      }),
    ),
  );
  return all.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

function recordsOf(assignments: readonly AssignmentView[]): SentIn[] {
  const all = assignments.flatMap(({ assignment, report }) =>
    (report?.revisions ?? []).map((revision) => ({
      id: `${report!.id}:${revision.number}`,
      at: revision.at,
      assignment,
      revision,
    })),
  );
  return all.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}
