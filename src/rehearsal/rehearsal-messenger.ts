import type { DocumentStore } from '../base/document-store.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { Clock } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { channels } from '../people/channel.ts';
import { persons } from '../people/person.ts';

/** A new post in a channel; messages to people are in the send log. */
export interface RehearsedPost {
  readonly at: string;
  readonly channelId: string;
  readonly title: string;
}

/**
 * In place of Teams: takes everything and sends nothing. Whoever or whatever channel could not be reached the last
 * time cannot be reached now either; of any other it is not known before it is tried.
 */
export function createRehearsalMessenger({ store, clock }: { store: DocumentStore; clock: Clock }) {
  const posts: RehearsedPost[] = [];
  let count = 0;
  const taken = (tenantId: string, conversationId: string): SendOutcome => {
    count += 1;
    return { kind: 'sent', message: { tenantId, conversationId, activityId: `rehearsed-${count}` } };
  };
  const messenger: Messenger = {
    async sendToPerson({ tenantId, personId, conversationId }) {
      const { unreachable } = (await persons(store).find(tenantId, personId)) ?? {};
      if (unreachable) return { kind: 'unreachable', reason: unreachable.reason, detail: unreachable.reason };
      return taken(tenantId, conversationId ?? `rehearsed-${personId}`);
    },
    async postToChannel({ tenantId, channelId }, { summary }) {
      const { unreached } = (await channels(store).find(tenantId, channelId)) ?? {};
      if (unreached) return { kind: 'refused', reason: unreached.reason };
      posts.push({ at: toTimestamp(clock.now()), channelId, title: summary });
      return taken(tenantId, channelId);
    },
    async update({ tenantId, conversationId }) {
      const { unreached } = (await channels(store).find(tenantId, conversationId.split(';')[0]!)) ?? {};
      return unreached ? { kind: 'refused', reason: unreached.reason } : taken(tenantId, conversationId);
    },
  };
  return { messenger, posts };
}
