import { say, translator } from '../../language/language.ts';
import { type PersonRecord, persons } from '../../people/person.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Language } from '../../plan/plan-schema.ts';
import { currentPlan } from '../../plan/plan-store.ts';
import type { DocumentStore } from '../../storage/document-store.ts';
import type { Finding } from './finding.ts';

/** Whom Teams has refused, by role: Roder keeps no names. */
export async function examinePeople(
  store: DocumentStore,
  tenantId: string,
  language: Language,
): Promise<Finding> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return { state: 'wrong', key: 'planNone', values: { tenantId } };
  const records = new Map<string, PersonRecord>();
  for await (const record of persons(store).all(tenantId)) records.set(record.id, record);
  const of = plan.personIds.map((id) => ({ id, record: records.get(id) }));
  const refused = of.filter(({ record }) => record?.unreachable);
  const known = of.filter(({ record }) => record?.conversationId && !record.unreachable).length;
  const count = plan.personIds.length;
  if (refused.length === 0) {
    const values = { tenantId, count, known, unknown: count - known };
    return { state: 'well', key: known === count ? 'peopleGood' : 'peopleUnknown', values };
  }
  const who = refused.map(
    ({ id, record }) => `${rolesOf(plan, id, language)} (${reason(record!, language)})`,
  );
  return {
    state: 'wrong',
    key: 'peopleRefused',
    values: { tenantId, count: refused.length, who: who.join('; ') },
  };
}

function rolesOf(plan: Plan, personId: string, language: Language): string {
  const roles = plan.rolesOf(personId).map(({ name }) => say(name, language));
  return roles.join(', ') || personId;
}

function reason({ unreachable }: PersonRecord, language: Language): string {
  return translator(language)(`doctor.reason.${unreachable!.reason}`);
}
