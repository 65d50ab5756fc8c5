import type { Ports } from '../base/ports.ts';
import { mayDo } from '../permissions/may-do.ts';
import { currentPlan, importPlan, planHash } from '../plan/plan-store.ts';
import { dropProposal, findProposal, markConfirmed, type PlanProposal, proposedPlan } from './proposal.ts';
import { type Asked, type Proposed, previewOf, proposePlan } from './propose-plan.ts';

type SettlePorts = Pick<Ports, 'store' | 'clock'>;

export const mostDecision = 500;

export type Settled =
  | { readonly view: 'not-yours' | 'gone' | 'stale' | 'discarded' }
  | { readonly view: 'confirmed'; readonly version: number; readonly decision: string }
  /** Shown again: what is missing on the card, or that the plan has changed meanwhile. */
  | { readonly view: 'again'; readonly why: 'decision' | 'too-long' | 'moved'; readonly proposed: Proposed };

/** Puts what was previewed in force as a new version. Pressing twice does it once. */
export async function confirmProposal(
  ports: SettlePorts,
  asked: Asked,
  { token, decision }: { token: string; decision: string },
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
    ...{ store: ports.store, now: ports.clock.now(), tenantId: actor.tenantId, content },
    ...{ by: actor.personId, decision: decision.trim(), replaces: proposal.base },
  });
  if (imported.outcome === 'conflict') return moved(ports, asked, proposal, decision.trim());
  await markConfirmed(ports.store, proposal, imported.version);
  return { view: 'confirmed', version: imported.version, decision: decision.trim() };
}

function decisionFault(decision: string): 'decision' | 'too-long' | undefined {
  if (decision.trim() === '') return 'decision';
  return decision.trim().length > mostDecision ? 'too-long' : undefined;
}

/**
 * Somebody else changed the plan since the preview. A whole plan is compared with the new one and shown again;
 * a single change was made in a plan that is no longer, and would undo what the other did.
 */
async function moved(
  ports: SettlePorts,
  asked: Asked,
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
export async function discardProposal(ports: SettlePorts, asked: Asked, token: string): Promise<Settled> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const proposal = await findProposal(ports.store, asked.actor, token);
  if (!proposal) return { view: 'gone' };
  if (proposal.confirmed) return { view: 'confirmed', version: proposal.confirmed, decision: '' };
  await dropProposal(ports.store, proposal);
  return { view: 'discarded' };
}
