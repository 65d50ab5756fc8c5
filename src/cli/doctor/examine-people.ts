import type { DocumentStore } from '../../base/document-store.ts';
import type { UnreachableReason } from '../../base/messenger.ts';
import { type Language, say, translator } from '../../language/language.ts';
import { type PersonReach, reachability } from '../../people/reachability.ts';
import type { Plan } from '../../plan/plan-index.ts';
import { currentPlan } from '../../plan/plan-store.ts';
import type { Finding } from './finding.ts';

/** Whom Teams has refused, by role: Roder keeps no names. The same as the administrator is shown in the chat. */
export async function examinePeople(
  store: DocumentStore,
  tenantId: string,
  language: Language,
): Promise<Finding> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return { state: 'wrong', key: 'planNone', values: { tenantId } };
  const all = await reachability({ store }, tenantId);
  const count = all.length;
  const known = all.filter(({ reach }) => reach === 'installed').length;
  const refused = all.filter(({ reach }) => reach !== 'installed' && reach !== 'never-seen');
  if (refused.length === 0) {
    const values = { tenantId, count, known, unknown: count - known };
    return { state: 'well', key: known === count ? 'peopleGood' : 'peopleUnknown', values };
  }
  const who = refused.map((one) => describe(one, plan, language)).join('; ');
  return { state: 'wrong', key: 'peopleRefused', values: { tenantId, count: refused.length, who } };
}

function describe({ personId, roleIds, reach }: PersonReach, plan: Plan, language: Language): string {
  const roles = roleIds.flatMap((id) => plan.role(id) ?? []).map(({ name }) => say(name, language));
  const why = translator(language)(`doctor.reason.${reach as UnreachableReason}`);
  return `${roles.join(', ') || personId} (${why})`;
}
