import type { DocumentStore } from '../base/document-store.ts';
import { type ReportState, reportId } from '../reports/report.ts';
import type { Round } from '../rounds/round.ts';
import { startingWith } from '../storage/documents.ts';
import {
  isUnanswered,
  type SupportRequest,
  standingWish,
  supportRequests,
  type Wish,
} from './support-request.ts';
import { isSameHelp } from './wishes.ts';

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

export function findSupport(
  store: DocumentStore,
  { tenantId, roundId, assignmentId }: { tenantId: string; roundId: string; assignmentId: string },
): Promise<SupportRequest | undefined> {
  return supportRequests(store).find(tenantId, reportId(roundId, assignmentId));
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
