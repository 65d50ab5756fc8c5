import type { Card } from '../../../src/base/messenger.ts';
import type { Ports } from '../../../src/base/ports.ts';
import { healthCard, searchCard } from '../../../src/bot/features/kolada.ts';
import { readingIn } from '../../../src/bot/turn.ts';
import { fetchDueKeyFigures } from '../../../src/kolada/fetch-due-key-figures.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { answerQuestion } from '../answer-question.ts';
import type { CardSample } from '../card-samples.ts';
import { demoPeople } from '../demo-people.ts';
import { refusing } from '../fake-kolada.ts';
import { openKoladaWorld } from '../kolada-world.ts';

/** What the administrator sees of Kolada, and a comparison with similar municipalities. */
export async function koladaSamples(language: Language): Promise<CardSample[]> {
  const { ports, tenantId, server, at } = await openKoladaWorld();
  const actor = { tenantId, personId: demoPeople.utredare };
  const plan = (await currentPlan(ports.store, tenantId))!;
  const reading = readingIn(language, { plan, clock: ports.clock });
  const turn = { actor, plan, ...reading, where: 'personal', demo: undefined } as const;
  const fetchAll = async (now: Ports) => {
    while ((await fetchDueKeyFigures(now, tenantId)) === 'step');
  };
  const empty = await searchCard(ports, turn, 'sjukfrånvaro');
  await fetchAll(ports);
  const asker = { actor, where: { kind: 'personal' }, language } as const;
  const text = language === 'sv' ? 'sjukfrånvaro jämfört med liknande kommuner' : 'sick leave compared';
  const fetched: Record<string, Card> = {
    'kolada-search-empty': empty,
    'kolada-search': await searchCard(ports, turn, 'sjukfrånvaro'),
    'kolada-search-none': await searchCard(ports, turn, 'rymdraketer'),
    'kolada-health': await healthCard(ports, turn),
    'kolada-off': await healthCard({ ...ports, kolada: undefined }, turn),
    'kolada-comparison': await answerQuestion(ports, asker, text),
  };
  server.misbehaviour = refusing(503, Number.POSITIVE_INFINITY);
  await fetchAll(at(ports.clock.now().add({ hours: 24 })));
  const all = { ...fetched, 'kolada-health-failing': await healthCard(ports, turn) };
  return Object.entries(all).map(([name, card]) => ({ name, card }));
}
