import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { mayDo } from '../permissions/may-do.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { rounds } from '../rounds/round.ts';
import { signToken } from './download-token.ts';
import { keepRecord, type OwnDataRecord, type PaperRecord } from './export-record.ts';
import type { Format } from './paper.ts';

export interface ExportOrder {
  readonly actor: Actor;
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
  readonly format: Format;
  readonly language: Language;
}

export type Ordered =
  | { readonly outcome: 'ready'; readonly url: string; readonly expiresAt: string }
  | { readonly outcome: ExportRefusal };

export type ExportRefusal = 'not-allowed' | 'nothing' | 'no-address';

/** Long enough to change programs, short enough that a link in a log is worth nothing. */
const linkMinutes = 15;

/** A link to a file that is made when it is fetched. That it was asked for is kept first. */
export async function orderExport(ports: Ports, order: ExportOrder): Promise<Ordered> {
  const { actor, roundId, assignmentId, format, language } = order;
  const refused = await refusalOf(ports, order);
  if (refused) return { outcome: refused };
  return linkTo(ports, actor, { roundId, assignmentId, format, language });
}

/** A link to all that is kept about the one who asks. No right is needed for one's own. */
export function orderOwnData(ports: Ports, actor: Actor, language: Language): Promise<Ordered> {
  return linkTo(ports, actor, { ownData: true, language });
}

type Wanted =
  | Pick<PaperRecord, 'roundId' | 'assignmentId' | 'format' | 'language'>
  | Pick<OwnDataRecord, 'ownData' | 'language'>;

async function linkTo(ports: Ports, { tenantId, personId: by }: Actor, wanted: Wanted): Promise<Ordered> {
  const base = ports.publicUrl?.();
  if (!base) return { outcome: 'no-address' };
  const now = ports.clock.now();
  const expiresAt = toTimestamp(now.add({ minutes: linkMinutes }));
  const record = await keepRecord(ports.store, { ...wanted, tenantId, by, at: toTimestamp(now), expiresAt });
  const url = `${base}/downloads/${await signToken(ports.store, record)}`;
  return { outcome: 'ready', url, expiresAt };
}

/** Why this person gets no such paper; undefined: they do. */
export async function refusalOf(
  ports: Pick<Ports, 'store'>,
  { actor, roundId, assignmentId }: Pick<ExportOrder, 'actor' | 'roundId' | 'assignmentId'>,
): Promise<'not-allowed' | 'nothing' | undefined> {
  const plan = await currentPlan(ports.store, actor.tenantId);
  const assignment = assignmentId === undefined ? undefined : plan?.assignment(assignmentId);
  if (!mayDo(plan, actor, 'report/export', { assignment })) return 'not-allowed';
  const round = await rounds(ports.store).find(actor.tenantId, roundId);
  if (!round?.openedAt || (assignmentId !== undefined && !assignment)) return 'nothing';
  return undefined;
}
