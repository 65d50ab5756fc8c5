import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import {
  currentPlan,
  importPlan,
  type KeptContent,
  keepContent,
  keptContent,
  planContent,
  planHash,
} from '../plan/plan-store.ts';
import { documentsOf } from '../storage/documents.ts';
import { type PlanPreview, readPreview } from './preview.ts';

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

type SettlePorts = Pick<Ports, 'store' | 'clock'>;

export const maxDecision = 500;

export type Settled =
  | { readonly view: 'not-yours' | 'gone' | 'stale' | 'discarded' }
  | { readonly view: 'confirmed'; readonly version: number; readonly decision: string }
  /** Shown again: what is missing on the card, or that the plan has changed meanwhile. */
  | { readonly view: 'again'; readonly why: 'decision' | 'too-long' | 'moved'; readonly proposed: Proposed };

/** Puts what was previewed in force as a new version. Pressing twice does it once. */
export async function confirmProposal(
  ports: SettlePorts,
  asked: PlanChangeRequest,
  { token, decision, opensPassed }: { token: string; decision: string; opensPassed?: boolean },
): Promise<Settled> {
  const { actor, plan } = asked;
  if (!mayDo(plan, actor, 'plan/change')) return { view: 'not-yours' };
  const proposal = await findProposal(ports.store, actor, token);
  if (!proposal) return { view: 'gone' };
  if (proposal.confirmed)
    return { view: 'confirmed', version: proposal.confirmed, decision: decision.trim() };
  const lacking = decisionFault(decision);
  if (lacking) return { view: 'again', why: lacking, proposed: await previewOf(ports, asked, proposal) };
  const content = proposedPlan(proposal);
  const imported = await importPlan({
    store: ports.store,
    now: ports.clock.now(),
    tenantId: actor.tenantId,
    content,
    by: actor.personId,
    decision: decision.trim(),
    replaces: proposal.base,
    opensPassed: opensPassed || undefined,
  });
  if (imported.outcome === 'conflict') return moved(ports, asked, proposal, decision.trim());
  await markConfirmed(ports.store, proposal, imported.version);
  return { view: 'confirmed', version: imported.version, decision: decision.trim() };
}

function decisionFault(decision: string): 'decision' | 'too-long' | undefined {
  if (decision.trim() === '') return 'decision';
  return decision.trim().length > maxDecision ? 'too-long' : undefined;
}

/**
 * Somebody else changed the plan since the preview. A whole plan is compared with the new one and shown again;
 * a single change was made in a plan that is no longer, and would undo what the other did.
 */
async function moved(
  ports: SettlePorts,
  asked: PlanChangeRequest,
  proposal: PlanProposal,
  typed: string,
): Promise<Settled> {
  const plan = await currentPlan(ports.store, asked.actor.tenantId);
  // Pressed twice at once: the other press was first.
  if (plan && planHash(plan.content) === planHash(proposedPlan(proposal)))
    return { view: 'confirmed', version: plan.version, decision: typed };
  if (proposal.source.type === 'change' || !plan) return { view: 'stale' };
  const { source, decision } = proposal;
  const proposed = await proposePlan(
    ports,
    { ...asked, plan },
    { content: proposedPlan(proposal), source, decision },
  );
  return { view: 'again', why: 'moved', proposed };
}

/** Nothing comes of it. */
export async function discardProposal(
  ports: SettlePorts,
  asked: PlanChangeRequest,
  token: string,
): Promise<Settled> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const proposal = await findProposal(ports.store, asked.actor, token);
  if (!proposal) return { view: 'gone' };
  if (proposal.confirmed) return { view: 'confirmed', version: proposal.confirmed, decision: '' };
  await dropProposal(ports.store, proposal);
  return { view: 'discarded' };
}

type ProposePorts = Pick<Ports, 'store' | 'clock'>;

/** Who wants what, and how it is shown to them. */
export interface PlanChangeRequest {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly language: Language;
}

export type Proposed =
  | { readonly view: 'not-yours' | 'unchanged' | 'gone' | 'no-version' }
  | { readonly view: 'preview'; readonly proposal: PlanProposal; readonly preview: PlanPreview };

/** Shows what a plan would change, and keeps it until the administrator confirms or discards it. */
export async function proposePlan(
  ports: ProposePorts,
  asked: PlanChangeRequest,
  { content, source, decision }: { content: PlanContent; source: ProposalSource; decision: string },
): Promise<Proposed> {
  const { actor, plan } = asked;
  if (!mayDo(plan, actor, 'plan/change')) return { view: 'not-yours' };
  if (planHash(content) === planHash(plan.content)) return { view: 'unchanged' };
  const proposal = await keepProposal(ports.store, { actor, base: plan.version, content, source, decision });
  return previewOf(ports, asked, proposal);
}

/** "Gå tillbaka": the plan of an earlier version, which becomes a new one. */
export async function proposeVersion(
  ports: ProposePorts,
  asked: PlanChangeRequest,
  version: number,
): Promise<Proposed> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const content = await planContent(ports.store, asked.actor.tenantId, version);
  if (!content) return { view: 'no-version' };
  return proposePlan(ports, asked, { content, source: { type: 'version', version }, decision: '' });
}

/** What a card showed, again: to leaf through it. */
export async function showProposal(
  ports: ProposePorts,
  asked: PlanChangeRequest,
  token: string,
): Promise<Proposed> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const proposal = await findProposal(ports.store, asked.actor, token);
  return proposal && !proposal.confirmed ? previewOf(ports, asked, proposal) : { view: 'gone' };
}

export async function previewOf(
  ports: ProposePorts,
  { actor: { tenantId }, plan, language }: PlanChangeRequest,
  proposal: PlanProposal,
): Promise<Proposed> {
  const content = proposedPlan(proposal);
  return {
    view: 'preview',
    proposal,
    preview: await readPreview(ports, { tenantId, plan, content, language }),
  };
}
