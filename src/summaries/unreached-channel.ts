import type { Ports } from '../base/ports.ts';
import { scheduleNotice } from '../messages/notice.ts';
import {
  channels,
  channelsOf,
  channelsWithRecords,
  markUnreached,
  rememberChannel,
} from '../people/channel.ts';
import type { Plan } from '../plan/plan-index.ts';
import { wakeSummaries } from '../rounds/summary.ts';

type ChannelPorts = Pick<Ports, 'store' | 'clock'>;

export interface LostChannel {
  readonly tenantId: string;
  readonly channelId: string;
  /** As the send log says it. */
  readonly reason: string;
}

/**
 * Nothing gets through to one of leadership's channels: kept until something does, and whoever looks after the plan
 * is told, once for as long as it lasts. Gives since when.
 */
export async function loseChannel(ports: ChannelPorts, plan: Plan, lost: LostChannel): Promise<string> {
  const { tenantId, channelId, reason } = lost;
  const { unreached } = await markUnreached(ports, { tenantId, id: channelId }, reason);
  const { since } = unreached!;
  for (const personId of plan.administrators()) {
    const about = { type: 'channel', channelId } as const;
    await scheduleNotice(ports, {
      id: `channel:${channelId}~${since}~${personId}`,
      tenantId,
      personId,
      about,
    });
  }
  return since;
}

/** Where Teams says that something has happened; a team without a channel is all of its channels. */
export interface ChannelPlace {
  readonly tenantId: string;
  readonly channelId?: string | undefined;
  readonly teamId?: string | undefined;
}

/** Teams says that Roder is no longer there, or that there is no there any more. */
export async function leaveChannels(
  ports: ChannelPorts,
  plan: Plan,
  { tenantId, channelId, teamId }: ChannelPlace,
  reason: 'gone' | 'not-installed',
): Promise<void> {
  for (const { channel, record } of await channelsOf(ports.store, tenantId, plan)) {
    // A team's first channel has the team's id.
    const isThere = channelId ? channel.id === channelId : [record?.teamId, channel.id].includes(teamId);
    if (isThere) await loseChannel(ports, plan, { tenantId, channelId: channel.id, reason });
  }
}

/**
 * Roder is met in a channel or a team: where the channel is served is kept, and what has waited for it is tried at
 * once. Of a channel whose team is not known it may be the team. What is known of channels is read once, as every
 * message in one comes here. True: something is due now.
 */
export async function meetChannel(
  ports: ChannelPorts,
  plan: Plan | undefined,
  { tenantId, channelId, teamId, serviceUrl }: ChannelPlace & { readonly serviceUrl: string },
): Promise<boolean> {
  let isDue = false;
  const all = await Array.fromAsync(channels(ports.store).all(tenantId));
  for (const { channel, record } of plan ? channelsWithRecords(plan, all) : []) {
    if (!record?.unreached) continue;
    const isHere = channel.id === channelId;
    if (!isHere && record.teamId && record.teamId !== teamId) continue;
    const waits = await wakeSummaries(ports, { tenantId, channelId: channel.id });
    isDue ||= waits;
    // With nothing to post nothing tells more; otherwise the post does.
    const isWell = isHere || (!waits && record.teamId);
    if (isWell) await rememberChannel(ports.store, { tenantId, id: channel.id, serviceUrl, teamId }, record);
  }
  if (!channelId) return isDue;
  const known = all.find(({ id }) => id === channelId);
  // It has been kept above.
  if (known?.unreached && plan?.content.channels.some(({ id }) => id === channelId)) return isDue;
  await rememberChannel(ports.store, { tenantId, id: channelId, serviceUrl, teamId }, known);
  return isDue;
}
