import type { Activity } from 'botbuilder';
import * as z from 'zod/v4';
import type { Ports } from '../base/ports.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { isDocumentId } from '../storage/checked-input.ts';
import { type ChannelPlace, leaveChannels, meetChannel } from '../summaries/unreached-channel.ts';
import { tenantOf } from './turn.ts';

/** `met`: Roder is there. `gone`: the channel, or its team, was deleted. `not-installed`: Roder was taken out of it. */
interface ChannelEvent {
  readonly says: 'met' | 'gone' | 'not-installed';
  readonly place: Omit<ChannelPlace, 'tenantId'>;
}

const place = z
  .object({ id: z.string().refine(isDocumentId) })
  .optional()
  .catch(undefined);
const members = z
  .array(z.object({ id: z.string() }))
  .optional()
  .catch(undefined);

/** Whatever has another shape is taken as absent: what an event is about is Teams' to change. */
const eventShape = z.object({
  action: z.string().optional().catch(undefined),
  membersAdded: members,
  membersRemoved: members,
  channelData: z
    .object({
      eventType: z.string().optional().catch(undefined),
      team: place,
      channel: place,
    })
    .catch({ eventType: undefined, team: undefined, channel: undefined }),
});

/** Undefined: it says nothing of a channel. */
function readChannelEvent(activity: Activity): ChannelEvent | undefined {
  const read = eventShape.safeParse(activity);
  if (!read.success || activity.conversation?.conversationType !== 'channel') return undefined;
  const { action = '', membersAdded = [], membersRemoved = [], channelData } = read.data;
  const { eventType, team, channel } = channelData;
  const teamId = team?.id;
  const here = { channelId: channel?.id ?? channelOfConversation(activity), teamId };
  const isRoder = ({ id }: { id: string }) => id === activity.recipient?.id;
  if (activity.type === 'message') return { says: 'met', place: here };
  // A card that was shared from the compose box is pressed where Roder need not be.
  if (activity.type === 'invoke') return undefined;
  if (action.startsWith('remove') || membersRemoved.some(isRoder))
    return { says: 'not-installed', place: { teamId } };
  if (activity.type === 'installationUpdate' || membersAdded.some(isRoder))
    return { says: 'met', place: here };
  switch (eventType) {
    case 'channelDeleted':
      return channel && { says: 'gone', place: { channelId: channel.id } };
    case 'channelRestored':
      return channel && { says: 'met', place: here };
    case 'teamDeleted':
    case 'teamHardDeleted':
      return { says: 'gone', place: { teamId } };
    case 'teamArchived':
      return undefined;
    default:
      return { says: 'met', place: { teamId } };
  }
}

function channelOfConversation({ conversation }: Activity): string | undefined {
  const id = String(conversation.id).split(';')[0]!;
  return isDocumentId(id) ? id : undefined;
}

/**
 * Keeps what an activity says of leadership's channels: an event as much as a message. True: something is due now.
 * Nobody acts here: Teams itself tells it, so it needs no sender.
 */
export async function noteChannel(
  ports: Pick<Ports, 'store' | 'clock'>,
  activity: Activity,
  known?: Plan | undefined,
): Promise<boolean> {
  const event = readChannelEvent(activity);
  const tenantId = tenantOf(activity);
  if (!event || !tenantId) return false;
  const plan = known ?? (await currentPlan(ports.store, tenantId));
  const at = { tenantId, ...event.place };
  if (event.says === 'met') return meetChannel(ports, plan, { ...at, serviceUrl: activity.serviceUrl });
  if (plan) await leaveChannels(ports, plan, at, event.says);
  return plan !== undefined;
}
