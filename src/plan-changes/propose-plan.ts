import type { Actor, Ports } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { planContent, planHash } from '../plan/plan-store.ts';
import { type PlanPreview, readPreview } from './preview.ts';
import {
  findProposal,
  keepProposal,
  type PlanProposal,
  type ProposalSource,
  proposedPlan,
} from './proposal.ts';

type ProposePorts = Pick<Ports, 'store' | 'clock'>;

/** Who wants what, and how it is shown to them. */
export interface Asked {
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
  asked: Asked,
  { content, source, decision }: { content: PlanContent; source: ProposalSource; decision: string },
): Promise<Proposed> {
  const { actor, plan } = asked;
  if (!mayDo(plan, actor, 'plan/change')) return { view: 'not-yours' };
  if (planHash(content) === planHash(plan.content)) return { view: 'unchanged' };
  const proposal = await keepProposal(ports.store, { actor, base: plan.version, content, source, decision });
  return previewOf(ports, asked, proposal);
}

/** "Gå tillbaka": the plan of an earlier version, which becomes a new one. */
export async function proposeVersion(ports: ProposePorts, asked: Asked, version: number): Promise<Proposed> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const content = await planContent(ports.store, asked.actor.tenantId, version);
  if (!content) return { view: 'no-version' };
  return proposePlan(ports, asked, { content, source: { type: 'version', version }, decision: '' });
}

/** What a card showed, again: to leaf through it. */
export async function showProposal(ports: ProposePorts, asked: Asked, token: string): Promise<Proposed> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const proposal = await findProposal(ports.store, asked.actor, token);
  return proposal && !proposal.confirmed ? previewOf(ports, asked, proposal) : { view: 'gone' };
}

export async function previewOf(
  ports: ProposePorts,
  { actor: { tenantId }, plan, language }: Asked,
  proposal: PlanProposal,
): Promise<Proposed> {
  const content = proposedPlan(proposal);
  return {
    view: 'preview',
    proposal,
    preview: await readPreview(ports, { tenantId, plan, content, language }),
  };
}
