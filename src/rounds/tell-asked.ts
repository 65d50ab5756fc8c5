import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type Notice, tell } from '../messages/notice.ts';
import type { Plan } from '../plan/plan-index.ts';
import { findAddressee } from './addressee.ts';
import { type Ask, isAsked } from './ask.ts';
import { inBatches } from './in-batches.ts';

type AboutAsk = Extract<Notice['about'], { readonly before: string }>;

/** Those who know of their questions in a round: who else would be told of something they never heard of. */
export function askedOf<A extends Ask>(asks: readonly A[]): A[] {
  return asks.filter((ask) => isAsked(ask) && ask.state !== 'closed');
}

/** Tells each of them, or whoever answers for them today, what has become of the round. Again tells nobody twice. */
export async function tellAsked(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  told: { readonly asks: readonly Ask[]; readonly about: Omit<AboutAsk, 'askId'>; readonly occasion: string },
): Promise<void> {
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  await inBatches(askedOf(told.asks), async (ask) => {
    const { tenantId, id: askId } = ask;
    const personId = await findAddressee(ports.store, ask, today);
    const id = `${told.about.type}:${askId}:${told.occasion}`;
    await tell(ports, { id, tenantId, personId, about: { ...told.about, askId } });
  });
}
