import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { oddOf } from '../support/odd-activities.ts';
import { moveClock } from '../support/running-service.ts';
import {
  bot,
  executeActivity,
  installedActivities,
  invokeActivity,
  messageActivity,
} from '../support/teams-activities.ts';
import type { JsonObject } from '../support/teams-conversations.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
});
afterAll(endAll);

const ofPerson = () => messageActivity(world.people.socialchef.envelope(), 'hjälp');
const ofChannel = () => {
  const { conversation } = world.leadership;
  return messageActivity(
    world.people.socialchef.envelope(conversation, `${conversation.id};messageid=1`),
    'hjälp',
  );
};
const errors = () =>
  world.service
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));

describe('a message', () => {
  const mention = (more: object) => [{ type: 'mention', text: '<at>Roder</at>', ...more }];

  test.each<[string, object]>([
    ['without entities', { entities: undefined }],
    ['whose entities are null', { entities: null }],
    ['whose entities are a text', { entities: 'mention' }],
    ['whose entities are no objects', { entities: [null, 1, 'mention', [], { type: null }] }],
    ['with a mention of nobody', { entities: mention({}) }],
    ['with a mention of null', { entities: mention({ mentioned: null }) }],
    ['with a mention of somebody without an id', { entities: mention({ mentioned: { name: 'x' } }) }],
    ['whose language is a number', { locale: 7 }],
    ['whose language is an object', { locale: { sv: true } }],
    ['without a recipient', { recipient: undefined }],
    ['whose recipient is null', { recipient: null }],
    ['whose recipient is a text', { recipient: 'Roder' }],
    ['whose recipient has no id', { recipient: { name: 'Roder' } }],
    ['whose attachments are null', { attachments: null }],
    ['whose attachments are odd', { attachments: [null, 'x', { contentType: 5 }, { content: {} }] }],
    ['whose time is odd', { timestamp: 'yesterday', localTimestamp: {} }],
    ['whose id is a number', { id: 17 }],
    ['that wants its replies in the answer', { deliveryMode: 'expectReplies' }],
  ])('%s is answered as if that were not there', async (_what, odd) => {
    for (const usual of [ofPerson(), ofChannel()]) {
      const { status, replies, body } = await world.teams.deliver({ ...usual, ...odd });
      expect([status, body]).toEqual([200, '']);
      expect(replies.map(({ card }) => textOf(card!))).toEqual([
        expect.stringContaining('Vad vill du göra?'),
      ]);
    }
  });

  test.each<[string, object]>([
    ['text is null', { text: null }],
    ['text is null beside a mention', { text: null, entities: mention({ mentioned: bot }) }],
    ['text is an object', { text: { sv: 'hjälp' } }],
    ['text is a list', { text: ['hjälp'] }],
  ])('whose %s gets help', async (_what, odd) => {
    const { status, replies } = await world.teams.deliver({ ...ofChannel(), ...odd });
    expect(status).toBe(200);
    expect(replies.map(({ card }) => textOf(card!))).toEqual([expect.stringContaining('Vad vill du göra?')]);
  });

  test.each<[string, object]>([
    ['nobody', { from: undefined }],
    ['null', { from: null }],
    ['a text', { from: 'Kim' }],
    ['somebody without an id', { from: { name: 'Kim' } }],
    ['no conversation', { conversation: null }],
    ['a conversation that is a text', { conversation: 'a:1' }],
    ['a conversation without an id', { conversation: { tenantId: 'x' } }],
    ['no address', { serviceUrl: 5 }],
    ['no kind', { type: ['message'] }],
    ['no channel', { channelId: {} }],
  ])('from %s is answered 400', async (_what, odd) => {
    expect((await world.teams.post({ ...ofPerson(), ...odd })).status).toBe(400);
  });

  test('from somebody whose object id is odd is from nobody', async () => {
    for (const aadObjectId of [7, null, {}, 'a/b', '\u0000', '']) {
      const usual = ofPerson();
      const { replies } = await world.teams.deliver({
        ...usual,
        from: { ...(usual.from as object), aadObjectId },
      });
      expect(replies.map(({ card }) => textOf(card!))).toEqual([
        expect.stringContaining('inte se vem du är'),
      ]);
    }
  });
});

describe('activities of every kind with odd places in them', () => {
  const kinds: Readonly<Record<string, () => JsonObject>> = {
    'a message': ofPerson,
    'a message in a channel': ofChannel,
    'a press on a button': () =>
      executeActivity(world.people.socialchef.envelope(), { verb: 'help/show', data: {} }, '1'),
    'a search in the compose box': () =>
      invokeActivity(world.people.socialchef.envelope(), 'composeExtension/query', {
        commandId: 'share',
        parameters: [{ name: 'text', value: 'hamnen' }],
        queryOptions: { skip: 0 },
      }),
    'the app installed': () => installedActivities(world.people.socialchef.envelope())[0],
    'the app installed in a team': () =>
      installedActivities(world.people.socialchef.envelope(world.leadership.conversation))[0],
    'members that come': () => installedActivities(world.people.socialchef.envelope())[1],
  };

  test.each(Object.keys(kinds))('%s is answered, 400 or absent, and is no error of Roder’s', async (kind) => {
    const before = errors().length;
    await fc.assert(
      fc.asyncProperty(oddOf(kinds[kind]!()), async ({ activity }) => {
        const { status } = await world.teams.post(activity);
        expect([200, 400, 403, 501]).toContain(status);
      }),
      { numRuns: 150, seed: 20_260_901 },
    );
    expect(errors().slice(before)).toEqual([]);
    expect((await world.people.socialchef.says('hjälp')).status).toBe(200);
  });
});
