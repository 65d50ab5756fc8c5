import type { Answer, Operation } from './connector-faults.ts';
import { teamsRefusals } from './connector-faults.ts';
import type { Conversation, JsonObject, Member, TeamsConversations } from './teams-conversations.ts';
import { personalConversationId } from './teams-conversations.ts';

/** What a route is given: path parameters, decoded, in the order they stand in the path. */
export interface RouteCall {
  readonly conversations: TeamsConversations;
  readonly serviceUrl: string;
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly operation: Operation;
  answer(call: RouteCall): Answer;
}

const conversation = '/v3/conversations/([^/]+)';

/** The part of the Bot Connector's version 3 that botbuilder 4.23 calls for a Teams bot. */
export const connectorRoutes: readonly Route[] = [
  { method: 'POST', pattern: at('/v3/conversations'), operation: 'create', answer: create },
  { method: 'POST', pattern: at(`${conversation}/activities`), operation: 'send', answer: send },
  { method: 'POST', pattern: at(`${conversation}/activities/([^/]+)`), operation: 'reply', answer: send },
  { method: 'PUT', pattern: at(`${conversation}/activities/([^/]+)`), operation: 'update', answer: update },
  {
    method: 'DELETE',
    pattern: at(`${conversation}/activities/([^/]+)`),
    operation: 'delete',
    answer: remove,
  },
  { method: 'GET', pattern: at(`${conversation}/members`), operation: 'members', answer: listMembers },
  { method: 'GET', pattern: at(`${conversation}/pagedmembers`), operation: 'members', answer: pageMembers },
  { method: 'GET', pattern: at(`${conversation}/members/([^/]+)`), operation: 'member', answer: findMember },
  { method: 'GET', pattern: at('/v3/teams/([^/]+)'), operation: 'team', answer: describeTeam },
  {
    method: 'GET',
    pattern: at('/v3/teams/([^/]+)/conversations'),
    operation: 'channels',
    answer: listChannels,
  },
];

/** For `create` there is no id in the path: it is for the member or channel named in the body. */
export function targetOf(ids: readonly string[], body: JsonObject): string {
  return ids[0] ?? channelOf(body) ?? memberOf(body) ?? '';
}

function at(path: string): RegExp {
  return new RegExp(`^/teams${path}$`);
}

function create({ conversations, serviceUrl, body }: RouteCall): Answer {
  const channelId = channelOf(body);
  if (channelId) return createThread(conversations, channelId, { serviceUrl, body });
  const tenantId = tenantOf(body);
  const memberId = memberOf(body);
  if (!tenantId || !memberId) return teamsRefusals.badSyntax();
  const personal = conversations.find(personalConversationId(tenantId, memberId));
  if (personal?.presence === 'blocked') return teamsRefusals.blockedByUser();
  if (personal?.presence !== 'installed') return teamsRefusals.notInstalled();
  return {
    status: 201,
    body: { id: personal.id, serviceUrl, ...firstMessage(conversations, personal, body) },
  };
}

/** The personal chat exists already; only an activity that came along is new. */
function firstMessage(conversations: TeamsConversations, personal: Conversation, body: JsonObject) {
  return body.activity
    ? { activityId: conversations.send(personal, personal.id, body.activity as JsonObject).id }
    : {};
}

function createThread(
  conversations: TeamsConversations,
  channelId: string,
  { serviceUrl, body }: { serviceUrl: string; body: JsonObject },
): Answer {
  const channel = conversations.find(channelId);
  if (!channel || channel.presence === 'deleted') return teamsRefusals.conversationNotFound();
  if (channel.presence !== 'installed') return teamsRefusals.notInRoster();
  if (!body.activity) return teamsRefusals.badSyntax();
  const sent = conversations.send(channel, channel.id, body.activity as JsonObject);
  return { status: 201, body: { id: sent.conversationId, activityId: sent.id, serviceUrl } };
}

function send(call: RouteCall): Answer {
  return inConversation(call, (found, addressedAs) => {
    const { id } = call.conversations.send(found, addressedAs, call.body);
    return { status: 201, body: { id } };
  });
}

function update(call: RouteCall): Answer {
  return inConversation(call, (found) => {
    const updated = call.conversations.update(found, call.ids[1]!, call.body);
    return updated ? { status: 200, body: { id: updated.id } } : teamsRefusals.activityNotFound();
  });
}

function remove(call: RouteCall): Answer {
  return inConversation(call, (found) =>
    call.conversations.delete(found, call.ids[1]!) ? { status: 200 } : teamsRefusals.activityNotFound(),
  );
}

function listMembers(call: RouteCall): Answer {
  return inConversation(call, (found) => ({ status: 200, body: found.members.map(shownMember) }));
}

function pageMembers(call: RouteCall): Answer {
  return inConversation(call, (found) => {
    const from = Number(call.query.get('continuationToken') ?? 0);
    const to = from + Number(call.query.get('pageSize') ?? 200);
    const continuationToken = to < found.members.length ? { continuationToken: String(to) } : {};
    return {
      status: 200,
      body: { members: found.members.slice(from, to).map(shownMember), ...continuationToken },
    };
  });
}

function findMember(call: RouteCall): Answer {
  return inConversation(call, (found) => {
    const asked = call.ids[1];
    const member = found.members.find((one) => one.id === asked || one.aadObjectId === asked);
    return member ? { status: 200, body: shownMember(member) } : teamsRefusals.memberNotFound();
  });
}

function describeTeam({ conversations, ids }: RouteCall): Answer {
  const [first, ...others] = conversations.inTeam(ids[0]!);
  if (!first?.team) return teamsRefusals.conversationNotFound();
  return {
    status: 200,
    body: { ...first.team, channelCount: 1 + others.length, memberCount: first.members.length },
  };
}

function listChannels({ conversations, ids }: RouteCall): Answer {
  const channels = conversations.inTeam(ids[0]!);
  if (channels.length === 0) return teamsRefusals.conversationNotFound();
  return { status: 200, body: { conversations: channels.map(({ id, name }) => ({ id, name })) } };
}

function inConversation(
  call: RouteCall,
  answer: (found: Conversation, addressedAs: string) => Answer,
): Answer {
  const addressedAs = call.ids[0]!;
  const found = call.conversations.find(addressedAs);
  if (!found || found.presence === 'deleted') return teamsRefusals.conversationNotFound();
  if (found.presence === 'installed') return answer(found, addressedAs);
  return found.type === 'personal' ? teamsRefusals.writesBlocked() : teamsRefusals.notInRoster();
}

function shownMember(member: Member): JsonObject {
  const email = `${member.aadObjectId}@example.org`;
  const { userPrincipalName = email } = member;
  return { ...member, objectId: member.aadObjectId, email, userPrincipalName, userRole: 'user' };
}

function channelOf(body: JsonObject): string | undefined {
  return (body.channelData as { channel?: { id?: string } } | undefined)?.channel?.id;
}

function tenantOf(body: JsonObject): string | undefined {
  const channelData = body.channelData as { tenant?: { id?: string } } | undefined;
  return channelData?.tenant?.id ?? (body.tenantId as string | undefined);
}

function memberOf(body: JsonObject): string | undefined {
  return (body.members as { id?: string }[] | undefined)?.[0]?.id;
}
