import { ownDataCard, reachabilityCard, sendLogCard } from '../../../src/bot/features/people.ts';
import { readingIn } from '../../../src/bot/turn.ts';
import type { Language } from '../../../src/language/language.ts';
import { markUnreached } from '../../../src/people/channel.ts';
import { persons } from '../../../src/people/person.ts';
import { markUnreachable } from '../../../src/people/reachability.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import type { CardSample } from '../card-samples.ts';
import { demoPeople } from '../demo-people.ts';
import type { Sjovik } from '../sjovik.ts';

/** Whom Roder reaches, and what it keeps about one. Changes the world: given one of its own. */
export async function peopleSamples(
  { ports, tenantId, actor }: Sjovik,
  language: Language,
): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const reading = readingIn(language, { plan, clock: ports.clock });
  const turn = { plan, ...reading, where: 'personal', demo: undefined, actor: actor('socialchef') } as const;
  for (const id of Object.values(demoPeople)) {
    const chat = { conversationId: `chat-${id}`, unreachable: undefined };
    const known = await persons(ports.store).change(tenantId, id, (one) => ({ ...one, ...chat }));
    if (!known) await persons(ports.store).create({ tenantId, id, ...chat });
  }
  const all = await reachabilityCard(ports, turn);
  await markUnreachable(ports, actor('hrChef'), 'blocked');
  await markUnreachable(ports, actor('kommundirektor'), 'not-installed');
  await markUnreachable(ports, actor('samhallsbyggnadschef'), 'gone');
  const [channel] = plan.content.channels;
  await markUnreached(ports, { tenantId, id: channel!.id }, 'not-installed');
  return [
    { name: 'reach-all', card: all },
    { name: 'reach-some', card: await reachabilityCard(ports, turn) },
    { name: 'sent-log', card: await sendLogCard(ports, { ...turn, actor: actor('utredare') }) },
    { name: 'own-data', card: await ownDataCard(ports, turn) },
  ];
}
