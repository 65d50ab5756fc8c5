import { Temporal } from 'temporal-polyfill';
import { changeAnswer } from '../../../src/answers/answer.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan, importPlan } from '../../../src/plan/plan-store.ts';
import { deliverValue } from '../../../src/reports/deliver-value.ts';
import { askId } from '../../../src/rounds/ask.ts';
import { nextRound, readUpcoming, upcomingCard } from '../../../src/rounds/upcoming-round.ts';
import { answerQuestion } from '../answer-question.ts';
import type { CardSample } from '../card-samples.ts';
import { openSjovik, type Sjovik } from '../sjovik.ts';

const opening = Temporal.Instant.from('2026-09-01T08:00:00+02:00');

/** A value that a system gives: filled in for whoever is asked, and standing by itself where the plan says so. */
export async function deliveredSamples(language: Language): Promise<CardSample[]> {
  const asked = await openSjovik();
  await deliver(asked);
  await asked.time.moveTo(opening);
  const actor = asked.actor('hrChef');
  const move = { actor, askId: askId('2026-D', actor.personId), language, assignmentId: 'gu4' };
  const filled = await changeAnswer(asked.ports, move);
  if (filled.view !== 'questions') throw new TypeError(JSON.stringify(filled));

  const standing = await openSjovik();
  await takeBySystem(standing);
  await deliver(standing);
  const { ports, tenantId } = standing;
  const plan = (await currentPlan(ports.store, tenantId))!;
  const upcoming = await readUpcoming(ports, plan, (await nextRound(ports, tenantId))!);
  await standing.time.moveTo(opening);
  const asker = { actor: standing.actor('kommundirektor'), where: { kind: 'personal' }, language } as const;
  return [
    { name: 'answer-delivered', card: filled.card },
    { name: 'round-coming-delivered', card: upcomingCard(upcoming, { plan, language }) },
    { name: 'question-delivered', card: await answerQuestion(ports, asker, 'i18') },
  ];
}

async function takeBySystem({ ports, tenantId }: Sjovik): Promise<void> {
  const { content } = (await currentPlan(ports.store, tenantId))!;
  const indicators = content.indicators.map((one) =>
    one.id === 'i18' ? { ...one, deliveredBy: 'Personec' } : one,
  );
  const now = ports.clock.now();
  await importPlan({ store: ports.store, now, tenantId, content: { ...content, indicators }, by: 'test' });
}

async function deliver({ ports, tenantId }: Sjovik): Promise<void> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const value = { value: 6.4, unit: '%', source: 'Personec', date: '2026-08-31' };
  const of = { tenantId, plan, clientId: 'sample', indicatorId: 'i18', period: '2026-08' };
  const { outcome } = await deliverValue(ports, { ...of, ...value });
  if (outcome !== 'kept') throw new TypeError(outcome);
}
