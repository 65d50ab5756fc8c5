import { reachabilityCard, sendLogCard } from '../bot/features/people.ts';
import { comingCard } from '../bot/features/rounds.ts';
import type { PageContent } from './content.ts';
import type { PlannedVisit } from './visit.ts';

/**
 * *Drift*: what the next round will ask of whom, who cannot be reached, and what was sent; as in the process lead's own
 * chat. `words`: what to look for in the log; sent as a form, since addresses are written down on the way.
 */
export async function operationsPage(visit: PlannedVisit, words = ''): Promise<PageContent> {
  const { ports, turn, t } = visit;
  const [coming, reach, log] = await Promise.all([
    comingCard(ports, turn),
    reachabilityCard(ports, turn),
    sendLogCard(ports, turn, words.slice(0, 200), 'page'),
  ]);
  return {
    title: t('web.operations.title'),
    template: 'operations',
    data: {
      cards: [
        { id: 'coming', title: t('web.operations.coming'), card: coming },
        { id: 'reach', title: t('web.operations.reach'), card: reach },
        { id: 'log', title: t('web.operations.log'), card: log, search: true },
      ],
      words,
    },
  };
}
