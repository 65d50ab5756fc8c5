import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Activity, ActivityTypes, TeamsInfo, type TurnContext } from 'botbuilder';
import type { Card } from '../../src/base/messenger.ts';
import { EchoBot } from './echo-bot.ts';
import { FakeTeams } from './fake-teams.ts';

const tenantId = '5f3d1c36-0000-4000-8000-00000000000a';
const channelId = '19:ledning@thread.tacv2';
const teamId = '19:kommunen@thread.tacv2';

const card = (text: string): Card => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  actions: [{ type: 'Action.Execute', title: 'Nästa', verb: 'test/next', data: { askId: 'a1' } }],
});
const withCard = (content: Card): Partial<Activity> => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

let teams: FakeTeams;
let bot: EchoBot;
/** What reached the bot, as botbuilder understood it. */
const heard: Activity[] = [];

async function turn(context: TurnContext): Promise<void> {
  const { activity } = context;
  heard.push(activity);
  if (activity.type === ActivityTypes.Invoke) await answerInvoke(context);
  else if (activity.action === 'add') await context.sendActivity('välkommen');
  else if (activity.type !== ActivityTypes.Message) return;
  else if (activity.text === 'kort') await context.sendActivity(withCard(card('Ett')));
  else await context.sendActivity(`du skrev ${activity.text ?? JSON.stringify(activity.value)}`);
}

async function answerInvoke(context: TurnContext): Promise<void> {
  const { verb } = context.activity.value.action;
  if (verb === 'test/unknown') return;
  const value = verb === 'test/next' ? card('Två') : 'Tack';
  const type = verb === 'test/next' ? 'card.adaptive' : 'activity.message';
  const body = { statusCode: 200, type: `application/vnd.microsoft.${type}`, value };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

beforeAll(async () => {
  teams = await FakeTeams.start();
  bot = await EchoBot.start(turn);
  teams.connectTo(bot.url);
});

beforeEach(() => {
  heard.length = 0;
  teams.misbehave();
});

let people = 0;
const newPerson = (more: { installed?: boolean } = { installed: true }) => {
  people += 1;
  return teams.person({ aadObjectId: `person-${people}`, tenantId, name: 'Chef', ...more });
};
const at = (id: string) => ({ serviceUrl: teams.serviceUrl, id });

describe('a person', () => {
  test('who installs the app is announced by both of the events Teams sends', async () => {
    const person = newPerson({});
    const installed = await person.install();
    expect(heard.map(({ type }) => type)).toEqual(['installationUpdate', 'conversationUpdate']);
    expect(heard[0]).toMatchObject({
      action: 'add',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { aadObjectId: person.member.aadObjectId, id: expect.stringMatching(/^29:/) },
      conversation: { id: person.conversationId, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      recipient: { id: expect.stringMatching(/^28:/) },
    });
    expect(heard[1]?.membersAdded).toEqual([{ id: heard[1]?.recipient.id }]);
    expect(installed.replies.map(({ text }) => text)).toEqual(['välkommen']);
  });

  test('who writes gets the reply in the same chat', async () => {
    const person = newPerson();
    const { status, replies, card: none } = await person.says('hej åäö');
    expect({ status, texts: replies.map(({ text }) => text) }).toEqual({
      status: 200,
      texts: ['du skrev hej åäö'],
    });
    expect(teams.sentTo(person.conversationId)).toEqual(replies);
    expect(none).toBeUndefined();
  });

  test('who presses sends what the card holds, and then looks at the card that was answered with', async () => {
    const person = newPerson();
    const first = await person.says('kort');
    const second = await person.fill(first.card!).press('Nästa');
    expect(second).toMatchObject({
      status: 200,
      body: { statusCode: 200 },
      card: { body: [{ text: 'Två' }] },
    });
    await person.fill(second.card!).press('test/next');
    const [one, two] = heard.filter(({ type }) => type === 'invoke');
    expect(one).toMatchObject({
      name: 'adaptiveCard/action',
      replyToId: first.replies[0]?.id,
      value: {
        action: { type: 'Action.Execute', verb: 'test/next', data: { askId: 'a1' } },
        trigger: 'manual',
      },
    });
    expect(two?.replyToId).toBe(one?.replyToId);
  });

  test('may press what no card offers, and what the bot does not know', async () => {
    const person = newPerson();
    expect(await person.presses('test/thanks', { any: 1 })).toMatchObject({ status: 200, notice: 'Tack' });
    expect(heard[0]?.value.action.data).toEqual({ any: 1 });
    expect((await person.presses('test/unknown')).status).toBe(501);
  });

  test('who leaves is announced, and cannot be written to', async () => {
    const person = newPerson();
    await person.uninstall();
    expect(heard[0]).toMatchObject({ type: 'installationUpdate', action: 'remove' });
    const details = { errorCode: 209 };
    await expect(bot.send(at(person.conversationId), 'hej')).rejects.toMatchObject({
      statusCode: 403,
      details,
    });
  });
});

describe('a channel', () => {
  test('is heard when it mentions the bot, and the reply stands in the same thread', async () => {
    const channel = teams.channel({ tenantId, teamId, channelId });
    const person = newPerson();
    await channel.install(person);
    const { replies } = await channel.mention(person, 'hur går det?');
    const mention = heard.at(-1);
    expect(mention).toMatchObject({
      conversation: { conversationType: 'channel', isGroup: true, tenantId },
      channelData: { team: { id: teamId }, channel: { id: channelId } },
      entities: expect.arrayContaining([expect.objectContaining({ type: 'mention' })]),
    });
    expect(replies[0]?.text).toBe('du skrev <at>Roder</at> hur går det?');
    expect(replies[0]?.conversationId).toBe(mention?.conversation.id);
    expect(teams.sentTo(channelId)).toContainEqual(replies[0]);
  });

  test('gets a thread of its own for a new post, whose card can be pressed by its members', async () => {
    const channel = teams.channel({ tenantId, teamId, channelId, installed: true });
    const person = newPerson();
    channel.joins(person);
    const activity = withCard(card('Lägesbild')) as Activity;
    const thread = await bot.create(teams.serviceUrl, {
      isGroup: true,
      tenantId,
      activity,
      channelData: { channel: { id: channelId } },
    });
    expect(thread).toMatch(/^19:ledning@thread\.tacv2;messageid=\d+$/);
    const posted = teams.sentTo(thread)[0];
    await person.fill(posted!.card!).press('Nästa');
    expect(heard.at(-1)).toMatchObject({
      conversation: { id: thread },
      replyToId: posted?.id,
      channelData: { team: { id: teamId } },
    });
  });

  test('tells who its members are and what team it is in, page by page if asked', async () => {
    const channel = teams.channel({ tenantId, teamId, channelId, installed: true });
    const [one, two] = [newPerson(), newPerson()];
    for (const person of [one, two]) channel.joins(person);
    const found = await bot.continue(at(channelId), async (context) => ({
      team: await TeamsInfo.getTeamDetails(context, teamId),
      channels: await TeamsInfo.getTeamChannels(context, teamId),
      paged: await TeamsInfo.getPagedMembers(context, 1),
    }));
    expect(found.team).toMatchObject({ id: teamId, name: 'Kommunen' });
    expect(found.channels).toEqual([{ id: channelId, name: 'Ledning' }]);
    expect(found.paged).toMatchObject({ members: [{ tenantId }], continuationToken: '1' });
    const rest = await bot.continue(at(channelId), (context) => TeamsInfo.getPagedMembers(context, 9, '1'));
    expect(rest.members.at(-1)).toMatchObject({ id: two.member.id, aadObjectId: two.member.aadObjectId });
    expect(rest.continuationToken).toBeUndefined();
  });
});

test('a channel that the app was taken from cannot be written to', async () => {
  const channel = teams.channel({ tenantId, teamId: '19:b@thread.tacv2', channelId: '19:c@thread.tacv2' });
  const person = newPerson();
  await channel.install(person);
  await channel.uninstall(person);
  expect(heard.at(-1)).toMatchObject({ action: 'remove', conversation: { id: channel.conversationId } });
  await expect(bot.send(at(channel.conversationId), 'hej')).rejects.toMatchObject({
    statusCode: 403,
    code: 'BotNotInConversationRoster',
  });
});

describe('the bot, unasked', () => {
  test('writes, changes in place and takes back', async () => {
    const { conversationId } = newPerson();
    const id = await bot.send(at(conversationId), withCard(card('Först')));
    await bot.continue(at(conversationId), (context) =>
      context.updateActivity({ ...withCard(card('Sedan')), id }),
    );
    expect(teams.cardsIn(conversationId)).toEqual([card('Sedan')]);
    expect(teams.sentTo(conversationId).map(({ operation }) => operation)).toEqual(['send', 'update']);
    await bot.continue(at(conversationId), (context) => context.deleteActivity(id));
    expect(teams.cardsIn(conversationId)).toEqual([]);
  });

  test('cannot change what is not there, nor write where there is no conversation', async () => {
    const { conversationId } = newPerson();
    const update = { ...withCard(card('')), id: '1' };
    await expect(
      bot.continue(at(conversationId), (context) => context.updateActivity(update)),
    ).rejects.toMatchObject({
      statusCode: 404,
      code: 'ActivityNotFoundInConversation',
    });
    await expect(bot.send(at('a:nobody'), 'hej')).rejects.toMatchObject({ code: 'ConversationNotFound' });
  });

  test('reaches somebody who never wrote by Entra object id, always in the same chat', async () => {
    const person = newPerson();
    const members = [{ id: person.member.aadObjectId, name: '' }];
    const to = { tenantId, members, channelData: { tenant: { id: tenantId } } };
    expect(await bot.create(teams.serviceUrl, to, 'hej')).toBe(person.conversationId);
    expect(await bot.create(teams.serviceUrl, { ...to, members: [{ id: person.member.id, name: '' }] })).toBe(
      person.conversationId,
    );
    expect(teams.sentTo(person.conversationId)).toMatchObject([{ text: 'hej' }]);
  });

  test.each([
    ['who never installed the app', 'never-installed', 'ForbiddenOperationException'],
    ['who took it away', 'uninstalled', 'ForbiddenOperationException'],
    ['who blocked it', 'blocked', 'ConversationBlockedByUser'],
  ] as const)('cannot begin a chat with somebody %s', async (_who, presence, code) => {
    const person = newPerson();
    person.conversation.presence = presence;
    const to = { tenantId, members: [{ id: person.member.aadObjectId, name: '' }] };
    await expect(bot.create(teams.serviceUrl, to)).rejects.toMatchObject({ statusCode: 403, code });
  });

  test('cannot reach a person through another tenant', async () => {
    const members = [{ id: newPerson().member.aadObjectId, name: '' }];
    await expect(bot.create(teams.serviceUrl, { tenantId: 'other', members })).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  test('is told that a message is too big', async () => {
    const { conversationId } = newPerson();
    await expect(bot.send(at(conversationId), 'x'.repeat(60_000))).rejects.toMatchObject({ statusCode: 413 });
    expect(teams.sentTo(conversationId)).toEqual([]);
  });

  test('is waited for by what it does', async () => {
    const { conversationId } = newPerson();
    const second = teams.until(() => teams.sentTo(conversationId)[1]);
    await bot.send(at(conversationId), 'ett');
    await bot.send(at(conversationId), 'två');
    expect((await second).text).toBe('två');
    await expect(teams.until(() => expect(1).toBe(2))).rejects.toThrow('toBe');
  });
});

test('anything at all can be posted to the bot', async () => {
  expect((await teams.post('{ not json')).status).toBe(400);
  expect((await teams.post('', { 'Content-Type': 'text/plain' })).status).toBeGreaterThanOrEqual(400);
});
