import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { runCardAction } from '../../src/bot/card-actions.ts';
import { readingIn, type Turn } from '../../src/bot/turn.ts';
import { runTypedCommand } from '../../src/bot/typed-commands.ts';
import { followings } from '../../src/following/following.ts';
import { sendDueDigests } from '../../src/following/send-due-digests.ts';
import { sendLog } from '../../src/messages/send-log.ts';
import { persons } from '../../src/people/person.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

let world: Sjovik;
beforeEach(async () => {
  world = await openSjovik();
});
afterEach(endAll);

async function turnOf(
  personId: string = demoPeople.utredare,
  where: Turn['where'] = 'personal',
): Promise<Turn> {
  const plan = await currentPlan(world.ports.store, world.tenantId);
  const reading = readingIn('sv', { plan, clock: world.ports.clock });
  return { actor: { tenantId: world.tenantId, personId }, plan, ...reading, where, demo: undefined };
}

/** With what was last spoken of. */
async function knownTurn(): Promise<Turn> {
  const turn = await turnOf();
  const record = await persons(world.ports.store).find(world.tenantId, turn.actor.personId);
  return { ...turn, record, conversationId: 'own' };
}

async function says(text: string, turn?: Turn): Promise<string> {
  const cards = await runTypedCommand(world.ports, turn ?? (await turnOf()), text);
  return cards.map(textOf).join('\n');
}

const moveTo = (instant: string) => world.time.moveTo(Temporal.Instant.from(instant));
const digests = () =>
  world.messenger.sent.map(({ message }) => message).filter(({ summary }) => summary.startsWith('Nytt om'));
const logged = async () =>
  (await Array.fromAsync(sendLog(world.ports.store).all(world.tenantId))).filter(
    ({ push }) => push === 'digest',
  );

describe('following', () => {
  test('"följ hamnområdet varje månad" says what comes and when, and a digest comes only with news', async () => {
    expect(await says('följ hamnområdet varje månad')).toContain('7 september 2026 08:00');
    await moveTo('2026-09-08T08:00:00+02:00');
    expect(digests()).toEqual([]);
    await moveTo('2026-10-05T08:00:00+02:00');
    expect(digests()).toHaveLength(1);
    const text = textOf(digests()[0]!.card);
    expect(text).toContain('Utveckla hamnområdet');
    expect(text).toContain('16 september 2026');
    expect(text).toContain('Nästa kommer tidigast 2 november 2026 08:00');
    await moveTo('2026-12-08T08:00:00+01:00');
    expect(digests()).toHaveLength(1);
  });

  test('everything comes in one message, on the day and hour said with it', async () => {
    await says('följ hamnområdet varje månad');
    expect(await says('följ förskolan varje fredag kl 9.30')).toContain('4 september 2026 09:30');
    await says('följ äldreomsorgen varje månad');
    await moveTo('2026-10-02T09:29:00+02:00');
    const before = digests().length;
    await moveTo('2026-10-02T09:30:00+02:00');
    const [last] = digests().slice(before);
    expect(digests()).toHaveLength(before + 1);
    expect(textOf(last!.card)).toContain('Utveckla hamnområdet');
  });

  test('one’s own reminder day and hour are kept to', async () => {
    const preference = { weekday: 3, hour: '10:15' };
    await persons(world.ports.store).upsert({
      tenantId: world.tenantId,
      id: demoPeople.utredare,
      preference,
    });
    expect(await says('följ hamnområdet')).toContain('2 september 2026 10:15');
  });

  test('"sluta följa" ends it, "vad följer jag" shows it, and saying it twice is once', async () => {
    await says('följ hamnområdet');
    await says('följ hamnen varje vecka');
    const list = await says('vad följer jag');
    expect(list.match(/Utveckla hamnområdet/gu)).toHaveLength(2);
    expect(list).toContain('varje vecka');
    expect(await says('sluta följa hamnen')).toContain('Du följer inte längre ”Utveckla hamnområdet”');
    await moveTo('2026-10-06T08:00:00+02:00');
    expect(digests()).toEqual([]);
    expect(await says('vad följer jag')).toContain('Du följer inget');
  });

  test('what is left out, or not wanted, changes nothing of what is followed', async () => {
    await says('följ hamnen');
    await says('följ äldreomsorgen');
    const follows = async () =>
      (await followings(world.ports.store).find(world.tenantId, demoPeople.utredare))?.follows.length;
    expect(await follows()).toBe(2);
    for (const texts of [
      ['vad händer om jag slutar följa hamnen?'],
      ["I don't want to know when something happens with preschool"],
      ['vem vill veta när det händer något med förskolan?'],
      ['exportera hamnen', 'utan äldreomsorgen'],
    ])
      for (const text of texts) await says(text, await knownTurn());
    expect(await follows()).toBe(2);
    await says('vad händer om jag slutar följa hamnen?', await knownTurn());
    await says('och äldreomsorgen?', await knownTurn());
    expect(await follows()).toBe(2);
    await says('sluta följa hamnen', await knownTurn());
    expect(await says('utan äldreomsorgen', await knownTurn())).not.toContain('Du följer inte längre');
    expect(await follows()).toBe(1);
  });

  test('what there is not, what may be several, and what is in a channel are answered kindly', async () => {
    expect(await says('följ simhallen')).toContain('Jag hittar inget uppdrag');
    expect(await says('sluta följa')).toContain('Du följer inget');
    expect(await says('sluta följa hamnen')).toContain('Du följer inte ”Utveckla hamnområdet”');
    expect(await says('följ hamnen', await turnOf(demoPeople.utredare, 'channel'))).toContain(
      'vår egen chatt',
    );
    expect(await says('följ hamnen', await turnOf('somebody-else'))).toContain('Det kan du inte följa');
    expect(await followings(world.ports.store).find(world.tenantId, 'somebody-else')).toBeUndefined();
  });

  test('buttons do the same, and a bad one changes nothing', async () => {
    const press = async (verb: string, data: unknown) =>
      runCardAction(world.ports, await turnOf(), { action: { verb, data } });
    const started = await press('following/start', { id: 'pu2' });
    expect(textOf(started.card!)).toContain('Du följer nu ”Utveckla hamnområdet”');
    for (const data of [{}, { id: '' }, { id: 7 }, { id: 'x'.repeat(1000) }])
      expect((await press('following/start', data)).card).toBeUndefined();
    expect(textOf((await press('following/start', { id: 'gone' })).card!)).toContain('finns inte längre');
    expect(textOf((await press('following/stop', { id: 'pu2' })).card!)).toContain('Du följer inget');
  });
});

describe('a digest', () => {
  const toDue = async () => {
    await says('följ hamnområdet');
    await moveTo('2026-10-05T07:59:00+02:00');
  };

  test('is sent by one of two instances, never by both', async () => {
    await toDue();
    await world.time.clock.moveTo(Temporal.Instant.from('2026-10-05T08:00:00+02:00'));
    const others = [1, 2, 3].map((n) => ({ ...world.ports, instance: `other-${n}` }));
    const events = await Promise.all(others.map((ports) => sendDueDigests(ports, world.tenantId)));
    expect(events.flat().filter(({ what }) => what === 'sent')).toHaveLength(1);
    expect(digests()).toHaveLength(1);
  });

  test('that Teams would not take is tried again, and told once', async () => {
    await toDue();
    let refusals = 2;
    world.messenger.answer = ({ message }) =>
      message.summary.startsWith('Nytt om') && refusals-- > 0
        ? { kind: 'retry', reason: '429', afterMs: 1000 }
        : undefined;
    await moveTo('2026-10-05T09:00:00+02:00');
    expect(digests()).toHaveLength(3);
    expect((await logged()).map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'sent']);
    await moveTo('2026-11-10T09:00:00+01:00');
    expect(digests()).toHaveLength(3);
  });

  test('to somebody without the app is kept for the administrator, and its news come when they are back', async () => {
    await toDue();
    world.messenger.answer = () => ({ kind: 'unreachable', reason: 'not-installed', detail: '' });
    await moveTo('2026-10-05T09:00:00+02:00');
    const record = await persons(world.ports.store).find(world.tenantId, demoPeople.utredare);
    expect(record?.unreachable?.reason).toBe('not-installed');
    world.messenger.answer = () => undefined;
    await moveTo('2026-11-02T08:00:00+01:00');
    expect(textOf(digests().at(-1)!.card)).toContain('Utveckla hamnområdet');
  });

  test('that is late comes in working hours', async () => {
    await toDue();
    await world.time.clock.moveTo(Temporal.Instant.from('2026-10-05T22:00:00+02:00'));
    expect((await sendDueDigests(world.ports, world.tenantId)).map(({ what }) => what)).toEqual(['waiting']);
    await moveTo('2026-10-06T08:00:00+02:00');
    expect(digests()).toHaveLength(1);
  });

  test('says nothing of what the person may no longer read, or what the plan no longer has', async () => {
    await toDue();
    const content = structuredClone(demoPlan());
    content.persons = content.persons.map((one) =>
      one.id === demoPeople.utredare ? { ...one, id: 'a-new-analyst' } : one,
    );
    const now = world.ports.clock.now();
    await importPlan({ store: world.ports.store, now, tenantId: world.tenantId, content, by: 'cli' });
    await moveTo('2026-10-05T09:00:00+02:00');
    expect(digests()).toEqual([]);
  });
});
