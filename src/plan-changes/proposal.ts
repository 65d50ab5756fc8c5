import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Actor } from '../base/ports.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { type KeptContent, keepContent, keptContent, planHash } from '../plan/plan-store.ts';
import { documentsOf } from '../storage/documents.ts';

/** Where a plan that somebody wants in force comes from. */
export type ProposalSource =
  | { readonly type: 'file'; readonly name: string }
  /** An earlier version, gone back to. */
  | { readonly type: 'version'; readonly version: number }
  /** One thing changed on a card. */
  | { readonly type: 'change' };

/**
 * A checked plan that an administrator has looked at and not yet confirmed. Each has one at a time, with their
 * own id: a new one takes the place of the old, and nothing is left behind.
 */
export interface PlanProposal extends Document, KeptContent {
  readonly kind: 'planProposal';
  /** The card that shows it carries this: an older card is told from today's. */
  readonly token: string;
  /** The version that was in force when it was made. */
  readonly base: number;
  readonly source: ProposalSource;
  /** The decision behind it, as far as the plan itself says. */
  readonly decision: string;
  /** The version it became. */
  readonly confirmed?: number | undefined;
}

const proposals = (store: DocumentStore) => documentsOf<PlanProposal>(store, { kind: 'planProposal' });

export interface NewProposal {
  readonly actor: Actor;
  readonly base: number;
  readonly content: PlanContent;
  readonly source: ProposalSource;
  readonly decision: string;
}

export function keepProposal(store: DocumentStore, proposal: NewProposal): Promise<Stored<PlanProposal>> {
  const { actor, base, content, source, decision } = proposal;
  const token = `${base}-${planHash(content).slice(0, 20)}`;
  const { tenantId, personId: id } = actor;
  return proposals(store).upsert({ tenantId, id, token, base, source, decision, ...keepContent(content) });
}

/** The person's own, if the card they press on is of that one. */
export async function findProposal(
  store: DocumentStore,
  { tenantId, personId }: Actor,
  token: string,
): Promise<Stored<PlanProposal> | undefined> {
  const found = await proposals(store).find(tenantId, personId);
  return found?.token === token ? found : undefined;
}

export async function markConfirmed(
  store: DocumentStore,
  proposal: PlanProposal,
  version: number,
): Promise<void> {
  await proposals(store).change(proposal.tenantId, proposal.id, (one) =>
    one.token === proposal.token ? { ...one, confirmed: version } : undefined,
  );
}

export async function dropProposal(store: DocumentStore, proposal: Stored<PlanProposal>): Promise<void> {
  await proposals(store).delete(proposal);
}

export function proposedPlan(proposal: PlanProposal): PlanContent {
  return keptContent(proposal);
}
