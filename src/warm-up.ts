import type { Ports } from './base/ports.ts';
import { answerQuestion } from './conversation/answer-question.ts';
import { say } from './language/language.ts';
import { currentPlan } from './plan/plan-store.ts';

/**
 * Answers one question to nobody, so that whoever writes first does not wait for what every turn needs: what is learnt
 * from examples, words, cards, and an organisation's plan. Reads the store and writes nothing; where that is away, or
 * has no plan yet, the first turn takes a little longer.
 */
export async function warmUp(ports: Ports, tenants: readonly string[]): Promise<void> {
  for (const tenantId of tenants) {
    const plan = await currentPlan(ports.store, tenantId).catch(() => undefined);
    const [assignment] = plan?.assignments ?? [];
    if (!plan || !assignment) continue;
    const asker = {
      actor: { tenantId, personId: plan.personIds[0] ?? '' },
      where: { kind: 'personal' },
      language: 'sv',
      plan,
    } as const;
    await answerQuestion(ports, asker, `hur går det med ${say(assignment.title, 'sv')}?`).catch(
      () => undefined,
    );
    return;
  }
}
