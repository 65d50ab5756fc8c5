import { follow, followsOf } from '../../../src/following/following.ts';
import { digestMessage, followingCard, followsCard } from '../../../src/following/following-cards.ts';
import { type News, readNews } from '../../../src/following/read-news.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

/** Following, from the first word to the digest. */
export async function followingSamples(
  { ports, tenantId, actor }: Sjovik,
  language: Language,
): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const shown = { plan, language };
  const analyst = actor('utredare');
  const samples: CardSample[] = [{ name: 'following-none', card: followsCard(shown, []) }];
  const news: News[] = [];
  const until = ports.clock.now().toString();
  for (const [id, every] of [
    ['pu2', 'month'],
    ['gu2', 'week'],
    ['pu1', 'quarter'],
  ] as const) {
    const assignment = plan.assignment(id)!;
    const started = await follow(ports, { actor: analyst, plan, assignment, every });
    if (id === 'pu2' && started.outcome === 'following')
      samples.push({ name: 'following-started', card: followingCard(shown, started.follow) });
    const found = await readNews(ports.store, { tenantId, assignment, since: '2026-09-01', until });
    if (found) news.push(found);
  }
  const follows = await followsOf(ports, analyst);
  const next = ports.clock.now().add({ hours: 24 * 14 });
  return [
    ...samples,
    { name: 'following-list', card: followsCard(shown, follows) },
    { name: 'following-digest', card: digestMessage(shown, { news, next }).card },
  ];
}
