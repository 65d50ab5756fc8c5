import type { Conversation, JsonObject, Member } from './teams-conversations.ts';

/** What every activity from Teams has around its own content. */
export interface ActivityEnvelope {
  readonly id: string;
  readonly serviceUrl: string;
  readonly conversation: Conversation;
  /** With `;messageid=` in a thread. */
  readonly conversationId: string;
  readonly from: Member;
  readonly locale: string;
}

/** The bot as Teams addresses it: `28:` and its app id. */
export const bot = { id: '28:6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de5', name: 'Roder' } as const;

/** A written message; in a channel the bot only hears what mentions it. */
export function messageActivity(envelope: ActivityEnvelope, text: string): JsonObject {
  const isMention = envelope.conversation.type !== 'personal';
  const mention = { type: 'mention', mentioned: bot, text: `<at>${bot.name}</at>` };
  return {
    ...aroundActivity(envelope, isMention ? [mention] : []),
    type: 'message',
    textFormat: 'plain',
    text: isMention ? `${mention.text} ${text}` : text,
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
  };
}

/** Files dropped in the personal chat: Teams keeps them and tells the bot where. */
export function filesActivity(
  envelope: ActivityEnvelope,
  files: readonly { name: string; url: string }[],
): JsonObject {
  const attachments = files.map(({ name, url }) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl:
      'https://sjovik-my.sharepoint.com/personal/utredare/Documents/Microsoft%20Teams%20Chat%20Files',
    name,
    content: { downloadUrl: url, uniqueId: envelope.id, fileType: name.split('.').at(-1) },
  }));
  const text = { contentType: 'text/html', content: '<p></p>' };
  return {
    ...aroundActivity(envelope),
    type: 'message',
    textFormat: 'plain',
    attachments: [...attachments, text],
  };
}

/** Action.Execute pressed on a message (`replyToId`). */
export function executeActivity(
  envelope: ActivityEnvelope,
  action: JsonObject,
  replyToId?: string,
): JsonObject {
  return {
    ...aroundActivity(envelope),
    type: 'invoke',
    name: 'adaptiveCard/action',
    ...(replyToId ? { replyToId } : {}),
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  };
}

/** Any other invoke: `composeExtension/query`, say. */
export function invokeActivity(envelope: ActivityEnvelope, name: string, value: unknown): JsonObject {
  return { ...aroundActivity(envelope), type: 'invoke', name, value };
}

/** Action.Submit, which older clients use in place of Action.Execute: a message without text. */
export function submitActivity(
  envelope: ActivityEnvelope,
  value: JsonObject,
  replyToId?: string,
): JsonObject {
  return { ...aroundActivity(envelope), type: 'message', ...(replyToId ? { replyToId } : {}), value };
}

/** Both events Teams sends when the app is added somewhere. */
export function installedActivities(envelope: ActivityEnvelope): [update: JsonObject, members: JsonObject] {
  const around = aroundActivity(envelope);
  const channelData = { ...(around.channelData as JsonObject), eventType: 'teamMemberAdded' };
  return [
    { ...around, type: 'installationUpdate', action: 'add' },
    {
      ...around,
      id: `${envelope.id}0`,
      type: 'conversationUpdate',
      membersAdded: [{ id: bot.id }],
      channelData: envelope.conversation.type === 'channel' ? channelData : around.channelData,
    },
  ];
}

export function uninstalledActivity(envelope: ActivityEnvelope): JsonObject {
  return { ...aroundActivity(envelope), type: 'installationUpdate', action: 'remove' };
}

/** What a team's members are told beside it. */
export function botRemovedActivity(envelope: ActivityEnvelope): JsonObject {
  return { ...teamEvent(envelope, 'teamMemberRemoved'), membersRemoved: [{ id: bot.id }] };
}

export type TeamEvent =
  | 'channelDeleted'
  | 'channelRestored'
  | 'channelRenamed'
  | 'teamDeleted'
  | 'teamRestored'
  | 'teamMemberRemoved';

/** As Teams documents them: in the team's first channel, by somebody whose object id is not said. */
export function teamEvent(envelope: ActivityEnvelope, eventType: TeamEvent): JsonObject {
  const around = aroundActivity(envelope);
  const { team, channel, tenant } = around.channelData as JsonObject;
  const about = eventType.startsWith('channel') ? { team, channel, tenant } : { team, tenant };
  const conversation = { ...(around.conversation as JsonObject), id: envelope.conversation.team!.id };
  return {
    ...around,
    id: `${envelope.id}1`,
    type: 'conversationUpdate',
    from: { id: envelope.from.id },
    conversation,
    channelData: { ...about, eventType },
  };
}

function aroundActivity(envelope: ActivityEnvelope, entities: JsonObject[] = []): JsonObject {
  const { id, serviceUrl, conversation, conversationId, from, locale } = envelope;
  const now = new Date();
  return {
    id,
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    localTimezone: 'Europe/Stockholm',
    channelId: 'msteams',
    serviceUrl,
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    conversation: {
      id: conversationId,
      conversationType: conversation.type,
      tenantId: conversation.tenantId,
      ...group(conversation),
    },
    recipient: bot,
    locale,
    entities: [clientInfo(locale), ...entities],
    channelData: { tenant: { id: conversation.tenantId }, ...teamData(conversation) },
  };
}

function group(conversation: Conversation): JsonObject {
  return conversation.type === 'personal' ? {} : { isGroup: true, name: conversation.name };
}

function teamData({ team, id }: Conversation): JsonObject {
  if (!team) return {};
  return {
    team: { id: team.id, name: team.name },
    channel: { id },
    teamsTeamId: team.id,
    teamsChannelId: id,
    settings: { selectedChannel: { id } },
  };
}

function clientInfo(locale: string): JsonObject {
  return {
    type: 'clientInfo',
    locale,
    country: locale.split('-')[1] ?? 'SE',
    platform: 'Web',
    timezone: 'Europe/Stockholm',
  };
}
