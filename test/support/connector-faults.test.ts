import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ConnectorRequest, Fault } from './connector-faults.ts';
import { EchoBot } from './echo-bot.ts';
import { FakeTeams, firstTimes, limitRate, randomFaults, teamsRefusals } from './fake-teams.ts';

const tenantId = '5f3d1c36-0000-4000-8000-00000000000b';
let teams: FakeTeams;
let bot: EchoBot;

beforeAll(async () => {
  teams = await FakeTeams.start();
  bot = await EchoBot.start(async () => {});
});

beforeEach(() => teams.misbehave());

let people = 0;
const newChat = (fake = teams) => {
  people += 1;
  const person = fake.person({ aadObjectId: `person-${people}`, tenantId, installed: true });
  return { serviceUrl: fake.serviceUrl, id: person.conversationId };
};
const request = (target: string, operation: ConnectorRequest['operation'] = 'send') =>
  ({ target, operation }) as ConnectorRequest;

describe('a refusal arrives at botbuilder as Teams’ own does', () => {
  test.each(
    Object.entries(teamsRefusals)
      .filter(([name]) => name !== 'writesBlocked')
      .map(([name, refuse]) => [name, refuse()] as const),
  )('%s', async (_name, refusal) => {
    const chat = newChat();
    teams.misbehave(() => refusal);
    const { code } = (refusal.body as { error: { code: string } }).error;
    await expect(bot.send(chat, 'hej')).rejects.toMatchObject({ statusCode: refusal.status, code });
    expect(teams.sentTo(chat.id)).toEqual([]);
  });

  test('writesBlocked, which hides its code inside the message', async () => {
    teams.misbehave(() => teamsRefusals.writesBlocked());
    await expect(bot.send(newChat(), 'hej')).rejects.toMatchObject({
      statusCode: 403,
      details: { errorCode: 209, message: expect.stringContaining('"subCode": "MessageWritesBlocked"') },
    });
  });

  test('throttled, with the seconds to wait if there are any', async () => {
    const headers = async (fault: Fault) => {
      teams.misbehave(() => fault);
      const error = await bot.send(newChat(), 'hej').catch((caught) => caught);
      return error.response.headers.get('Retry-After');
    };
    expect(await headers(teamsRefusals.throttled(7))).toBe('7');
    expect(await headers(teamsRefusals.throttled())).toBeUndefined();
  });
});

describe('a message', () => {
  test.each<[string, Fault, number]>([
    ['is not delivered if the connection is cut before', { drop: 'before' }, 0],
    ['is delivered if it is cut after', { drop: 'after' }, 1],
    ['is not delivered behind a 504', teamsRefusals.serviceError(504), 0],
    ['is delivered behind a 504 that says so', { ...teamsRefusals.serviceError(504), delivered: true }, 1],
  ])('%s, and the bot sees a failure', async (_what, fault, delivered) => {
    const chat = newChat();
    teams.misbehave(() => fault);
    await expect(bot.send(chat, 'hej')).rejects.toThrow();
    expect(teams.sentTo(chat.id)).toHaveLength(delivered);
  });

  test('hangs until Teams closes, delivered or not', async () => {
    const fake = await FakeTeams.start();
    const [kept, lost] = [newChat(fake), newChat(fake)];
    fake.misbehave(({ target }) => ({ hang: true, delivered: target === kept.id }));
    const sends = Promise.allSettled([bot.send(kept, 'hej'), bot.send(lost, 'hej')]);
    await fake.until(() => fake.requests.filter(({ answered }) => answered === 'none').length === 2);
    expect([fake.sentTo(kept.id).length, fake.sentTo(lost.id).length]).toEqual([1, 0]);
    await fake.close();
    expect((await sends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('that is delayed comes after one that was sent later, and is delivered', async () => {
    const chat = newChat();
    const order: string[] = [];
    teams.misbehave(({ body }) => (body.text === 'sen' ? { delayMs: 100 } : undefined));
    const late = bot.send(chat, 'sen').then(() => order.push('sen'));
    await bot.send(chat, 'rapp').then(() => order.push('rapp'));
    await late;
    expect(order).toEqual(['rapp', 'sen']);
    expect(teams.sentTo(chat.id).map(({ text }) => text)).toEqual(['rapp', 'sen']);
  });

  test('goes through once the first times have failed', async () => {
    const chat = newChat();
    teams.misbehave(firstTimes(2, teamsRefusals.preconditionFailed()));
    const attempts = [1, 2, 3].map(
      () => () =>
        bot.send(chat, 'hej').then(
          () => 'sent',
          (error) => error.statusCode,
        ),
    );
    const outcomes = [];
    for (const attempt of attempts) outcomes.push(await attempt());
    expect(outcomes).toEqual([412, 412, 'sent']);
  });
});

describe('a rate limit', () => {
  test('admits so many in any second, and says when to come back', () => {
    let now = 0;
    const limit = limitRate({ perSecond: 2, now: () => now });
    const outcomes = [0, 10, 20, 999, 1000, 1001, 1010].map((time) => {
      now = time;
      return limit(request(`chat ${time}`)) === undefined;
    });
    expect(outcomes).toEqual([true, true, false, false, true, false, true]);
    now = 1020;
    expect(limit(request('chat'))).toMatchObject({ status: 429, headers: { 'Retry-After': '1' } });
    expect(limit(request('chat', 'members'))).toBeUndefined();
  });

  test('may hold for each conversation by itself', () => {
    const limit = limitRate({ perConversationPerSecond: 1, now: () => 0 });
    const outcomes = ['a', 'b', 'a'].map((target) => limit(request(target)) === undefined);
    expect(outcomes).toEqual([true, true, false]);
  });
});

describe('random faults', () => {
  const targets = Array.from({ length: 400 }, (_, index) => `chat ${index % 100}`);
  const plan = (seed: string, order = targets) => {
    const faults = randomFaults(seed, 0.3);
    const asked = order.map((target) => [target, faults(request(target))] as const);
    return Object.groupBy(asked, ([target]) => target);
  };

  test('are the same for the same seed, in whatever order conversations are served', () => {
    expect(plan('ett', targets.toReversed())).toEqual(plan('ett'));
    expect(plan('två')).not.toEqual(plan('ett'));
  });

  test('come at the rate asked for, of every kind', () => {
    const faults = Object.values(plan('ett')).flatMap((asked) => asked!.flatMap(([, fault]) => fault ?? []));
    expect(faults.length / targets.length).toBeCloseTo(0.3, 1);
    expect(new Set(faults.map((fault) => JSON.stringify(fault))).size).toBe(9);
    expect(targets.map((target) => randomFaults('x', 0)(request(target))).every((fault) => !fault)).toBe(
      true,
    );
  });
});
