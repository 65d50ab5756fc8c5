import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { Turn } from '../support/fake-teams.ts';
import { moveClock } from '../support/running-service.ts';
import { bot, messageActivity } from '../support/teams-activities.ts';
import type { Conversation, JsonObject } from '../support/teams-conversations.ts';

let world: DemoWorld;
let group: Conversation;
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  group = world.teams.conversations.add({
    id: '19:styrgrupp@thread.v2',
    type: 'groupChat',
    tenantId: demoTenant,
    name: 'Styrgruppen',
    members: [],
    presence: 'installed',
  });
});
afterAll(endAll);

const places = ['personal', 'group', 'channel'] as const;
type Place = (typeof places)[number];

/** As a client might send it: what the text looks like, and what else of the activity it changes. */
async function said(place: Place, text: string, change: (usual: JsonObject) => object = () => ({})) {
  const { socialchef } = world.people;
  const { conversation } = world.leadership;
  const envelopes = {
    personal: () => socialchef.envelope(),
    group: () => socialchef.envelope(group),
    channel: () => socialchef.envelope(conversation, `${conversation.id};messageid=1`),
  };
  const usual = messageActivity(envelopes[place](), text);
  return answerOf(await world.teams.deliver({ ...usual, ...change(usual) }));
}

function answerOf({ status, replies }: Turn): string {
  expect(status).toBe(200);
  return replies.map(({ card }) => textOf(card!)).join('\n');
}

const isHelp = expect.stringContaining('Vad vill du göra?');
const isThanks = expect.stringContaining('Tack själv');
/** In one's own chat the question that is open, elsewhere where to find it. */
const isAnswer = { personal: 'Delår 2026', group: 'i vår egen chatt', channel: 'i vår egen chatt' } as const;

describe.each(places)('in a %s conversation', (place) => {
  test.each([
    ['with an entity', 'svara&nbsp;'],
    ['with entities within', 'mina&nbsp;fr&aring;gor'],
    ['with entities by number', 'mina&#160;fr&#xe5;gor'],
    ['with two spaces', 'mina  frågor'],
    ['with a hard space', 'mina\u00a0frågor'],
    ['with hard and narrow spaces', '\u00a0mina\u202f\u00a0frågor\u00a0'],
    ['on two lines', 'mina\r\nfrågor'],
    ['with å in two characters', 'mina fra\u030agor'],
    ['with a space that is not seen', '\u200bsvara\u200b'],
    ['with one within the word', 'sva\u200bra'],
    ['with marks that are not seen', '\ufeffsva\u00adra\u200e\u2060'],
    ['with a control character', 'svara\u0000'],
    ['with a question mark', 'svara?'],
    ['with more of them', 'Svara!!! …'],
    ['with a slash', '/svara'],
    ['in quotation marks', '”svara”'],
    ['with emoji', '😀 svara 👨‍👩‍👧 🇸🇪'],
    ['with a face', 'svara :)'],
    ['in bold', '<b>svara</b>'],
    ['in capitals', 'SVARA'],
  ])('a command %s is that command', async (_how, text) => {
    expect(await said(place, text)).toContain(isAnswer[place]);
  });

  test.each(['Hjälp?', '/hjälp', 'hjälp!', '&nbsp;hjälp', 'Hja\u0308lp', '?'])(
    '%j is answered with help',
    async (text) => {
      expect(await said(place, text)).toEqual(isHelp);
    },
  );

  test.each(['👍', '❤️', '❤', '👍🏽', '🙏🙏', ' 👍 ', '👏&nbsp;', '👍!', 'tack', 'Tack så mycket! 😊'])(
    '%j is thanks',
    async (text) => {
      expect(await said(place, text)).toEqual(isThanks);
    },
  );

  test('a greeting gets help, and English thanks are answered in English', async () => {
    expect(await said(place, 'Hej 👋')).toEqual(isHelp);
    expect(await said(place, 'thanks')).toContain('Thank you!');
  });

  test.each(['😀', '🤔', '👎', '🇸🇪', '1️⃣'.slice(1), '…', '&nbsp;', '\u200b', ''])(
    'only %j gets help',
    async (text) => {
      expect(await said(place, text)).toEqual(isHelp);
    },
  );

  test('only a picture gets help', async () => {
    const picture = { contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/x/image' };
    const shown = { contentType: 'text/html', content: '<p><img src="https://x" alt="image"></p>' };
    expect(await said(place, '', () => ({ attachments: [picture, shown] }))).toEqual(isHelp);
    expect(await said(place, '', () => ({ text: undefined, attachments: [picture] }))).toEqual(isHelp);
  });

  test('a question is cleaned as a command is', async () => {
    const text = 'Hur&nbsp;går \u00a0det\u200b med <b>a\u0308ldreomsorgen</b>?? 🙂';
    expect(await said(place, text)).toEqual(
      place === 'group'
        ? expect.stringContaining('visar jag inte här')
        : expect.stringContaining('Äldreomsorg'),
    );
  });

  test('what is longer than 2,000 characters is read to there, and the answer says so', async () => {
    const answer = await said(place, `hjälp${'&nbsp;'.repeat(400)}`);
    expect(answer).toContain('de första 2\u00a0000 tecknen');
    expect(answer).toEqual(isHelp);
    expect(await said(place, `hjälp${' '.repeat(1900)}`)).not.toContain('tecknen');
  });
});

describe.each(['group', 'channel'] as const)('a mention in a %s conversation', (place) => {
  const roder = '<at>Roder</at>';
  const mention = (text?: string, name = 'Roder') => ({ type: 'mention', mentioned: { ...bot, name }, text });

  test.each([
    ['before a hard space', `${roder}&nbsp;hjälp`, [mention(roder)]],
    ['after it', `hjälp ${roder}`, [mention(roder)]],
    ['twice', `${roder} ${roder} hjälp`, [mention(roder), mention(roder)]],
    ['twice, once named', `${roder} ${roder} hjälp`, [mention(roder)]],
    ['together with somebody else', `${roder} <at id="1">Kim Ek</at>&nbsp;hjälp`, [mention(roder)]],
    ['without a text of its own', `${roder} hjälp`, [mention()]],
    ['with an empty text of its own', `${roder} hjälp`, [mention('')]],
    [
      'of the app under another name',
      '<at>Rodret (test)</at> hjälp',
      [mention('<at>Rodret (test)</at>', 'Rodret')],
    ],
    ['under another name, without a text', '<at>Rodret</at> hjälp', [mention(undefined, 'Rodret')]],
    ['that no mark is around', '@Roder hjälp', [mention('@Roder')]],
    ['that no mark is around and no text tells', 'Roder hjälp', [mention()]],
    ['that no entity tells of', `${roder} hjälp`, []],
    ['in bold', `<at><b>Roder</b></at> hjälp`, [mention()]],
  ])('%s is no part of what is said', async (_how, text, entities) => {
    expect(await said(place, '', () => ({ text, entities }))).toEqual(isHelp);
  });

  test('alone gets help', async () => {
    expect(await said(place, '', () => ({ text: `${roder}&nbsp;` }))).toEqual(isHelp);
    expect(await said(place, '', () => ({ text: roder, entities: [mention()] }))).toEqual(isHelp);
  });

  test('with a thumb is thanks', async () => {
    expect(await said(place, '', () => ({ text: `${roder} 👍` }))).toEqual(isThanks);
  });
});

test('a reaction to a message of Roder’s is heard in silence', async () => {
  const { type: _, text: __, ...around } = messageActivity(world.people.socialchef.envelope(), '');
  const reaction = { ...around, type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' };
  const { status, replies } = await world.teams.deliver(reaction);
  expect([status, replies]).toEqual([200, []]);
});
