import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentKinds } from '../../src/base/document-store.ts';
import { actions } from '../../src/bot/card-actions.ts';
import { demoTenant } from '../../src/config.ts';
import { AtCard, inStore, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';
import { executeActivity } from '../support/teams-activities.ts';
import type { CardPlace, JsonObject, SentActivity } from '../support/teams-conversations.ts';

/** A message is changed for all who see it only by the buttons of that very card, in the person's own chat. */

const roundId = '2026-D';
const otherTenant = '00000000-0000-4000-8000-0000000000bb';
const verbs = Object.keys(actions);
let world: DemoWorld;
/** Somebody whom the plan does not know, and somebody of an organisation that is not served. */
let strangers: readonly FakePerson[];
let shared: Readonly<Record<string, CardPlace>>;

beforeAll(async () => {
  world = await openInterim();
  const { teams, people, leadership } = world;
  const at = new AtCard(world, people.socialchef);
  await at.answerEverything();
  await at.press('Skicka in');
  await moveClock(world.service, '2026-09-21T08:00:00+02:00');
  strangers = [
    teams.person({
      tenantId: demoTenant,
      aadObjectId: '00000000-0000-4000-8000-0000000000cc',
      installed: true,
    }),
    teams.person({ tenantId: otherTenant, aadObjectId: demoPeople.kommundirektor, installed: true }),
  ];
  const group = teams.conversations.add({
    id: '19:mote@thread.v2',
    type: 'channel',
    tenantId: demoTenant,
    members: [],
    presence: 'installed',
  });
  const [card] = teams.cardsIn(leadership.conversationId);
  const inGroup = teams.conversations.send(group, group.id, {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  });
  const lastIn = (conversationId: string) => {
    const { id, conversationId: thread } = teams.conversations.messages(conversationId).at(-1)!;
    return { activityId: id, conversationId: thread };
  };
  shared = {
    'the summary in the channel': lastIn(leadership.conversationId),
    'a card in a group chat': { activityId: inGroup.id, conversationId: inGroup.conversationId },
    'the reminder in somebody else’s chat': lastIn(people.samhallsbyggnadschef.conversationId),
  };
});
afterAll(endAll);

const places = [
  'the summary in the channel',
  'a card in a group chat',
  'the reminder in somebody else’s chat',
];

/** What each verb needs to do something, about what is the presser's own where anything is. */
function dataFor(verb: string, person: FakePerson): JsonObject {
  // These take every input of a form, and texts only.
  if (verb.startsWith('plan/ch')) return { kind: 'assignment' };
  return {
    ask: `${roundId}:${person.member.aadObjectId}`,
    assignment: 'gu2',
    step: 'judgement',
    page: 1,
    keep: 'mine',
    revisions: 0,
    request: `${roundId}:gu2`,
    list: '',
    path: 'whole',
    round: roundId,
    summary: `${roundId}:19:ledningsgrupp@thread.tacv2`,
    id: 'gu2',
    token: 'none',
    version: 1,
    from: 0,
    choice: 'tomorrow',
    words: 'Det ordnar vi.',
    role: 'hr-chef',
    deputy: 'hr-chef',
    format: 'json',
    returns: '2026-09-30',
    hour: '10:00',
    weekday: '',
    language: 'sv',
    day: '2026-09-25',
    kind: 'status',
    type: 'assignment',
  };
}

/** As Teams would say it, or as somebody would who could say what Teams does. */
function press(person: FakePerson, verb: string, place: CardPlace, data = dataFor(verb, person)) {
  const conversation = world.teams.conversations.find(place.conversationId)!;
  const envelope = person.envelope(conversation, place.conversationId);
  const activity = executeActivity(envelope, { verb, data }, place.activityId);
  const tenant = person.member.tenantId;
  const type = place.conversationId.includes('@thread.v2') ? 'groupChat' : conversation.type;
  return world.teams.deliver({
    ...activity,
    conversation: { ...(activity.conversation as object), tenantId: tenant, conversationType: type },
    channelData: { ...(activity.channelData as object), tenant: { id: tenant } },
  });
}

const changesAt = ({ conversationId, activityId }: CardPlace) =>
  world.teams
    .sentTo(conversationId)
    .filter(({ id, operation }) => id === activityId && operation === 'update');

/** All that is kept but where the strangers were last met, and that they have asked what is kept about them. */
function kept(): Promise<unknown> {
  const theirs = strangers.map(({ member }) => member.aadObjectId);
  return inStore(world, async (store) => {
    const pages = [demoTenant, otherTenant].flatMap((tenantId) =>
      documentKinds.map((kind) => store.list({ tenantId, kind, limit: 1000 })),
    );
    const all = (await Promise.all(pages)).flat();
    return all.filter((one) => {
      const { kind, id, by = '' } = one as typeof one & { by?: string };
      const isTheirs = kind === 'person' ? theirs.includes(id) : kind === 'export' && theirs.includes(by);
      return one.tenantId === otherTenant || !isTheirs;
    });
  });
}

describe.each(places)('%s', (name) => {
  test('is not changed by any button that somebody without a role, or of another organisation, presses on it', async () => {
    const [place, before] = [shared[name]!, await kept()];
    const changes = changesAt(place).length;
    for (const person of strangers) {
      for (const verb of verbs) {
        const { status } = await press(person, verb, place);
        expect([verb, status]).toEqual([verb, person === strangers[1] ? 403 : 200]);
      }
    }
    expect(changesAt(place).slice(changes)).toEqual([]);
    expect(await kept()).toEqual(before);
  });

  test.each(['hrChef', 'utredare', 'kommundirektor'] as const)(
    'stays the card it is, whatever %s presses on it and may',
    async (who) => {
      const place = shared[name]!;
      const [title, changes] = [titleOf(latestOf(place)), changesAt(place).length];
      // A round that is called off has no card any more; what would come of it is pressed by the next test.
      for (const verb of verbs.filter((one) => !/^rounds\/(cancel|postpone)-do$/u.test(one)))
        await press(world.people[who], verb, place);
      const shown = new Set(changesAt(place).slice(changes).map(titleOf));
      expect([...shown].filter((one) => one !== title)).toEqual([]);
    },
  );
});

function latestOf({ conversationId, activityId }: CardPlace): SentActivity {
  return world.teams.conversations.messages(conversationId).find(({ id }) => id === activityId)!;
}

function titleOf({ card }: SentActivity): string {
  return textOf(card!).split('\n')[0]!;
}

describe('a person’s own card', () => {
  const onOwn = (person: FakePerson, containing: string): CardPlace => {
    const { id, conversationId } = world.teams.conversations
      .messages(person.conversationId)
      .findLast(({ card }) => card && textOf(card).includes(containing))!;
    return { activityId: id, conversationId };
  };

  test('becomes what its own button shows, whether Roder sent it or was asked for it', async () => {
    const { hrChef } = world.people;
    await hrChef.says('inställningar');
    const asked = onOwn(hrChef, 'Dina inställningar');
    const saved = await press(hrChef, 'reminders/settings-save', asked);
    expect(saved.updates.map(({ id }) => id)).toEqual([asked.activityId]);
  });

  test('does not become what the button of another kind of card shows', async () => {
    const { utredare } = world.people;
    await utredare.says('inställningar');
    const asked = onOwn(utredare, 'Dina inställningar');
    expect((await press(utredare, 'rounds/keep', asked)).updates).toEqual([]);
    expect((await press(utredare, 'plan/discard', asked)).updates).toEqual([]);
  });

  test('is not changed by whoever names its message from a chat of their own', async () => {
    const { hrChef, socialchef } = world.people;
    await hrChef.says('inställningar');
    const theirs = onOwn(hrChef, 'Dina inställningar');
    const mine = { conversationId: socialchef.conversationId, activityId: theirs.activityId };
    expect((await press(socialchef, 'reminders/settings-save', mine)).updates).toEqual([]);
    expect((await press(socialchef, 'reminders/settings-save', theirs)).updates).toEqual([]);
  });
});
