import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { openingMorning, personIdOfNumber } from '../../test/support/sending-world.ts';
import { memberIdOf, personalConversationId } from '../../test/support/teams-conversations.ts';
import { inBatches, roundId, tenantId } from './municipality.ts';

/** When the people of a part are due; parts count from 0. */
export function dueOf(part: number): Temporal.Instant {
  return openingMorning.add({ minutes: part + 1 });
}

/** Divides the people into parts whose opening messages become due a minute apart. */
export async function spreadOpenings(
  store: DocumentStore,
  { people, parts }: { people: number; parts: number },
): Promise<void> {
  await inBatches(people, async (number) => {
    const at = toTimestamp(dueOf(Math.floor(((number - 1) * parts) / people)));
    await asks(store).change(tenantId, askId(roundId, personIdOfNumber(number)), (ask) => {
      const pushes = ask.pushes.map((push, index) => (index === 0 ? { ...push, at } : push));
      return { ...ask, pushes, nextAt: at };
    });
  });
}

export function conversationOf(number: number): string {
  return personalConversationId(tenantId, memberIdOf(tenantId, personIdOfNumber(number)));
}
