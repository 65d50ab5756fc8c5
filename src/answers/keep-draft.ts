import { randomUUID } from 'node:crypto';
import type { Ports } from '../base/ports.ts';
import { type Draft, type DraftPart, draftId, drafts } from '../reports/draft.ts';
import { type AnswerWork, findSent, roundsAsking } from './work.ts';

interface Kept {
  /** By assignment id. */
  readonly parts: Readonly<Record<string, DraftPart>>;
  /** What stood on the card. */
  readonly taken?: readonly string[];
  /** How many revisions there were when the card was made. */
  readonly base?: string | undefined;
}

/** Undefined if the draft has been written since it was read. */
export async function keepDraft(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  { parts, taken = [], base }: Kept,
): Promise<AnswerWork | undefined> {
  const { tenantId } = work.actor;
  const id = draftId(work.ask, work.actor, work.closed ? 'correction' : 'answer');
  const draft: Draft = work.draft ?? {
    kind: 'draft',
    schema: 1,
    tenantId,
    id,
    nonce: randomUUID(),
    version: 0,
    parts: {},
  };
  const version = draft.version + 1;
  const now = Object.fromEntries(taken.map((key) => [key, version]));
  const begun = Object.entries(parts).map(async ([assignmentId, typed]) => {
    const sent = await findSent(work, { assignmentId });
    const whole = {
      ...typed,
      base: typed.base ?? Number(base ?? sent?.revisions.length ?? 0),
      bases: typed.bases ?? (await basesIn(work, assignmentId)),
      taken: taken.length > 0 ? { ...typed.taken, ...now } : typed.taken,
    };
    return [assignmentId, whole] as const;
  });
  const next = {
    ...draft,
    version,
    parts: { ...draft.parts, ...Object.fromEntries(await Promise.all(begun)) },
  };
  const written = work.draft
    ? await drafts(ports.store).replace({ ...next, etag: work.draft.etag })
    : await drafts(ports.store).create(next);
  return written.outcome === 'done' ? { ...work, draft: written.document } : undefined;
}

/** Where the answer goes to several rounds: how many revisions there are in each. */
async function basesIn(work: AnswerWork, assignmentId: string): Promise<DraftPart['bases']> {
  const asking = roundsAsking(work, { assignmentId });
  if (asking.length < 2) return undefined;
  const counted = asking.map(async ({ round }) => {
    const report = await work.reports.find(round.id, assignmentId);
    return [round.id, report?.revisions.length ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

/** The reason for a correction is kept as typed while something else is changed. */
export async function keepReason(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  reason: string | undefined,
): Promise<AnswerWork> {
  if (!work.draft || reason === undefined || reason === work.draft.reason) return work;
  const { tenantId, id } = work.draft;
  const draft = await drafts(ports.store).change(tenantId, id, (one) => ({ ...one, reason }));
  return draft ? { ...work, draft } : work;
}
