import type { DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import {
  type AnswerContext,
  type AskOfActor,
  answerContext,
  authorOf,
  type Refusal,
} from '../reports/answer-context.ts';
import {
  type Author,
  type Help,
  type Report,
  type ReportState,
  type Revision,
  reportId,
  reports,
} from '../reports/report.ts';
import type { Round } from '../rounds/round.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';

/** Bringing what is wanted in step with the report that says it. Pure. */

/** At most so many times somebody is asked for the same. */
export const maxAsked = 3;

/**
 * The request as the report now has it. A wish that nobody has answered and that still goes to the same stays
 * one wish when its words change, so that nobody is asked more often for it; an answered one is never rewritten.
 */
export function withReport<R extends Pick<SupportRequest, 'wishes'>>(
  request: R,
  report: Pick<Report, 'revisions'> | undefined,
): R {
  const said = lastSaid(report);
  const last = request.wishes.at(-1);
  if (last && said && isSameHelp(last, said.help)) return withLast(request, { ...last, ended: undefined });
  const ended = last && !last.ended ? withLast(request, { ...last, ended: true }) : request;
  if (!said) return ended;
  const { help, revision } = said;
  const told = { ...help, by: revision.by, at: revision.at, revision: revision.number };
  const asked = askedBefore(request.wishes, help);
  if (last && isUnanswered(last) && isSameAddressee(last, help)) {
    return withLast(request, { ...last, ...told });
  }
  const wish: Wish = { ...told, number: (last?.number ?? 0) + 1, asked, replies: [] };
  return { ...ended, wishes: [...ended.wishes, wish] };
}

/** The help that is wanted, and the revision that first said it so. */
function lastSaid(report: Pick<Report, 'revisions'> | undefined) {
  let said: { readonly help: Help; readonly revision: Revision } | undefined;
  for (const revision of report?.revisions ?? []) {
    const { judgement } = revision.answers;
    if (!judgement) continue;
    const { help } = judgement;
    if (!help) said = undefined;
    else if (!said || !isSameHelp(said.help, help)) said = { help, revision };
  }
  return said;
}

/** How often the same have been asked already for what they have not answered: changing one's mind does not begin anew. */
function askedBefore(wishes: readonly Wish[], help: Help): Wish['asked'] {
  const answered = wishes.findLastIndex(({ replies }) => replies.length > 0);
  return wishes.slice(answered + 1).findLast((one) => isSameAddressee(one, help))?.asked ?? [];
}

export function isSameHelp(a: Help, b: Help): boolean {
  return a.what === b.what && isSameAddressee(a, b);
}

function isSameAddressee(a: Help, b: Help): boolean {
  return a.from === b.from && a.fromWords === b.fromWords;
}

function withLast<R extends Pick<SupportRequest, 'wishes'>>(request: R, wish: Wish): R {
  return { ...request, wishes: [...request.wishes.slice(0, -1), wish] };
}

/** The same request with one of its wishes changed. */
export function withWish<R extends Pick<SupportRequest, 'wishes'>>(
  request: R,
  number: number,
  change: (wish: Wish) => Wish,
): R {
  return { ...request, wishes: request.wishes.map((one) => (one.number === number ? change(one) : one)) };
}

export interface Withdrawal extends AskOfActor {
  readonly assignmentId: string;
}

/**
 * "Behövs inte längre": by whoever may answer for the assignment, also after the round. The report stays as it
 * was sent in; whoever was asked is told on their card. Of what somebody has replied to there is nothing to
 * withdraw. Again changes nothing.
 */
export async function withdrawWish(
  ports: Pick<Ports, 'store' | 'clock'>,
  withdrawal: Withdrawal,
): Promise<Refusal | 'done'> {
  return change(ports, withdrawal, { closedToo: true }, (wish, withdrawn) =>
    isUnanswered(wish) ? { ...wish, withdrawn, later: undefined } : undefined,
  );
}

/** Taken back, while the round is open: it is as it was. */
export async function restoreWish(
  ports: Pick<Ports, 'store' | 'clock'>,
  withdrawal: Withdrawal,
): Promise<Refusal | 'done'> {
  return change(ports, withdrawal, { closedToo: false }, (wish) =>
    wish.withdrawn ? { ...wish, withdrawn: undefined } : undefined,
  );
}

async function change(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, known, assignmentId }: Withdrawal,
  when: { readonly closedToo: boolean },
  changed: (wish: Wish, withdrawn: NonNullable<Wish['withdrawn']>) => Wish | undefined,
): Promise<Refusal | 'done'> {
  const context = await answerContext(ports, actor, askId, { ...when, known, together: true });
  if ('refused' in context) return context.refused;
  const part = context.ask.parts.find((one) => one.assignmentId === assignmentId && one.as === 'owner');
  if (!part) return 'not-yours';
  const at = toTimestamp(ports.clock.now());
  const withdrawn = { by: authorOf(context, part), at };
  const round = await helpRound(ports.store, context, assignmentId);
  const id = reportId(round.id, assignmentId);
  const report = await reports(ports.store).find(actor.tenantId, id);
  await supportRequests(ports.store).change(actor.tenantId, id, (one) => {
    const request = withReport(one, report);
    const wish = standingWish(request);
    const next = wish && changed(wish, withdrawn);
    return next && { ...withWish(request, wish.number, () => next), nextAt: at };
  });
  return 'done';
}

/**
 * The help that is wanted with one assignment in one round, and what came of it (önskat stöd). What is wanted
 * is the report's to say: this is brought in step with it, and adds who was asked and what they replied. Its id
 * is the report's, `round:assignment`.
 */
export interface SupportRequest extends Claimable {
  readonly kind: 'supportRequest';
  readonly roundId: string;
  readonly assignmentId: string;
  /** Oldest first. Only the last can be standing. */
  readonly wishes: readonly Wish[];
}

/** What somebody has wanted, of whom, and what they were told. */
export interface Wish extends Help {
  /** 1 is the first. */
  readonly number: number;
  readonly by: Author;
  readonly at: Timestamp;
  /** The revision of the report that says it in these words. */
  readonly revision: number;
  /** When those whom it names were asked: at most three times. */
  readonly asked: readonly Timestamp[];
  /** The day whoever is asked wants to be reminded: local date. */
  readonly later?: string | undefined;
  /** Whoever was asked said that it is not theirs: the administrator is asked in their place. */
  readonly notTheirs?: Author | undefined;
  readonly replies: readonly Reply[];
  /** Whoever wanted it says that it is no longer needed; what the report says stays. */
  readonly withdrawn?: Withdrawn | undefined;
  /** The report does not say it any more. */
  readonly ended?: true | undefined;
  /** What the cards that were sent say: `followSupport` brings them up to date when something else holds. */
  readonly shown?: string | undefined;
}

export interface Withdrawn {
  readonly by: Author;
  readonly at: Timestamp;
}

/** Sent in: a public record, as the report is. */
export interface Reply {
  readonly words: string;
  readonly by: Author;
  readonly at: Timestamp;
  /** Whoever wanted it is told, and leadership's cards are touched. */
  readonly told?: true | undefined;
}

export function supportRequests(store: DocumentStore): Documents<SupportRequest> {
  return documentsOf<SupportRequest>(store, { kind: 'supportRequest' });
}

/** The wish that stands, answered or not. */
export function standingWish(request: Pick<SupportRequest, 'wishes'> | undefined): Wish | undefined {
  const last = request?.wishes.at(-1);
  return last?.ended ? undefined : last;
}

export function isUnanswered({ replies, ended, withdrawn }: Wish): boolean {
  return replies.length === 0 && !ended && !withdrawn;
}

export interface Touched {
  readonly tenantId: string;
  readonly id: string;
  readonly roundId: string;
  readonly assignmentId: string;
  readonly inSeconds: number;
}

/** The report says, or is about to say, something new of the help that is wanted: it is looked at then. */
export async function touchSupport(ports: Pick<Ports, 'store' | 'clock'>, touched: Touched): Promise<void> {
  const { inSeconds, ...key } = touched;
  const nextAt = toTimestamp(ports.clock.now().add({ seconds: inSeconds }));
  const requests = supportRequests(ports.store);
  const known = await requests.change(key.tenantId, key.id, (one) => {
    const isSooner = one.nextAt !== undefined && one.nextAt < nextAt;
    return { ...one, nextAt: isSooner ? one.nextAt : nextAt };
  });
  if (known) return;
  const created = await requests.create({ ...key, wishes: [], nextAt });
  if (created.outcome === 'conflict') await touchSupport(ports, touched);
}

/** The requests of some rounds, by the id of their reports. */
export async function readSupport(
  store: DocumentStore,
  tenantId: string,
  rounds: readonly Pick<Round, 'id'>[],
): Promise<ReadonlyMap<string, SupportRequest>> {
  const found = new Map<string, SupportRequest>();
  for (const { id } of rounds) {
    for await (const request of supportRequests(store).all(tenantId, startingWith(`${id}:`)))
      found.set(request.id, request);
  }
  return found;
}

/** The requests of every round, by the id of their reports. */
export async function readAllSupport(
  store: DocumentStore,
  tenantId: string,
): Promise<ReadonlyMap<string, SupportRequest>> {
  const found = await Array.fromAsync(supportRequests(store).all(tenantId));
  return new Map(found.map((request) => [request.id, request]));
}

export function findSupport(
  store: DocumentStore,
  { tenantId, roundId, assignmentId }: { tenantId: string; roundId: string; assignmentId: string },
): Promise<SupportRequest | undefined> {
  return supportRequests(store).find(tenantId, reportId(roundId, assignmentId));
}

/**
 * Of rounds that are answered together the one from which help with an assignment is followed up: where it is
 * already, so that nobody is asked for the same again because another round has opened.
 */
export async function helpRound(
  store: DocumentStore,
  { together, round, actor: { tenantId } }: Pick<AnswerContext, 'together' | 'round' | 'actor'>,
  assignmentId: string,
): Promise<Round> {
  const judging = together
    .filter(({ ask }) => ask.parts.some((one) => one.assignmentId === assignmentId && one.as === 'owner'))
    .map((one) => one.round);
  if (judging.length < 2) return judging[0] ?? round;
  const found = await Promise.all(
    judging.map((one) => findSupport(store, { tenantId, roundId: one.id, assignmentId })),
  );
  return judging[found.findIndex(Boolean)] ?? judging[0]!;
}

/** What came of the help that the report says is wanted; undefined where it says none, or something else since. */
export function wishOf(state: ReportState, request: SupportRequest | undefined): Wish | undefined {
  const help = state.judgement?.answer.help;
  const wish = standingWish(request);
  return help && wish && isSameHelp(wish, help) ? wish : undefined;
}

/** A wish of a round before, that nobody has answered yet. */
export interface EarlierWish {
  readonly request: SupportRequest;
  readonly wish: Wish;
}

export function stillUnanswered(requests: Iterable<SupportRequest>): EarlierWish[] {
  return [...requests].flatMap((request) => {
    const wish = standingWish(request);
    return wish && isUnanswered(wish) ? [{ request, wish }] : [];
  });
}
