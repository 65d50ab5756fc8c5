import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type SendLogEntry, searchSendLog } from '../../src/messages/send-log.ts';
import { sendWords } from '../../src/messages/send-log-words.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { asks } from '../../src/rounds/ask.ts';
import { cancelRound, postponeRound } from '../../src/rounds/change-round.ts';
import { demoInput } from '../plan/demo-plan.ts';
import { AtCard, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

afterAll(endAll);

/** Never said of anybody who has not answered. */
const unkind = /försen|ej inlämnat|underkänd|sista varningen|sämst|missat|slarv/iu;

describe('after the last reminder, in Teams', () => {
  let world: DemoWorld;
  let list: AtCard;
  const listsOf = (person: FakePerson) =>
    world.teams
      .sentTo(person.conversationId)
      .filter(({ card }) => card && /^Ingen uppgift än: /u.test(textOf(card)));

  beforeAll(async () => {
    world = await openInterim();
    // The demo's others answer by themselves.
    await world.people.socialchef.uninstall();
    await moveClock(world.service, '2026-09-21T07:59:00+02:00');
    expect(listsOf(world.people.utredare)).toEqual([]);
    await moveClock(world.service, '2026-09-21T08:00:00+02:00');
    list = new AtCard(world, world.people.utredare, 'Ingen uppgift än');
  });

  test('the administrator gets one list by role, of what is still unanswered and whom Roder cannot reach', () => {
    expect(listsOf(world.people.utredare)).toHaveLength(1);
    expect(list.text).toContain('Ingen uppgift än: Delår 2026 (januari–augusti)');
    expect(list.text).toContain('Alla kan svara till och med fredag 2 oktober');
    expect(list.text).toContain('Socialchef (förvaltningschef)\nÄldreomsorg\nUtred fria arbetsskor');
    expect(list.text).toContain('En person når jag inte');
    expect(list.text).toMatch(
      /Jag når inte personen: har inte Roder i Teams\. Be it-avdelningen installera Roder/u,
    );
    expect(list.text).not.toContain('Samhällsbyggnadschef');
    expect(list.text).not.toMatch(unkind);
  });

  test('nobody else gets it: not leadership, not the one it is about', () => {
    const { kommundirektor, socialchef, samhallsbyggnadschef } = world.people;
    for (const person of [kommundirektor, socialchef, samhallsbyggnadschef])
      expect(listsOf(person)).toEqual([]);
    const channel = world.teams.cardsIn(world.leadership.conversation.id).map(textOf).join();
    expect(channel).not.toContain('Jag påminner inte mer');
  });

  test('only the administrator may look at it, whoever sends what its button sends', async () => {
    const { kommundirektor, utredare } = world.people;
    const [again] = actionsIn(list.card);
    const refused = await kommundirektor.presses(again!.verb!, { round: '2026-D' });
    expect(textOf(refused.card!)).toBe('Bara processledaren kan se den här listan.');
    const unknown = await utredare.presses(again!.verb!, { round: '2026-H' });
    expect(textOf(unknown.card!)).toContain('Omgången är inte öppen');
  });

  test('whoever asks for it in words finds it by a button, and only whoever may', async () => {
    const { utredare, kommundirektor } = world.people;
    const { card } = await utredare.says('vilka har inte svarat?');
    const [button] = actionsIn(card!);
    expect(button!.title).toBe('Vilka har inte svarat på allt?');
    const { card: found } = await utredare.presses(button!.verb!, button!.data);
    expect(textOf(found!)).toContain('Socialchef (förvaltningschef)\nÄldreomsorg');
    const { card: others } = await kommundirektor.says('vilka har inte svarat?');
    expect(textOf(others!)).toContain('Jag visar antal, inte namn');
    expect(actionsIn(others!)).toEqual([]);
  });

  test('it shows how it is now when it is pressed, and comes no second time', async () => {
    const { socialchef } = world.people;
    await socialchef.install();
    const theirs = new AtCard(world, socialchef);
    await theirs.answerEverything();
    await theirs.press('Skicka in');
    await list.press('Uppdatera listan');
    expect(list.text).toContain('Alla har svarat på allt.');
    expect(list.text).not.toContain('Socialchef');
    await moveClock(world.service, '2026-10-05T08:00:00+02:00');
    expect(listsOf(world.people.utredare)).toHaveLength(1);
    await list.press('Uppdatera listan');
    expect(list.text).toContain('Omgången är inte öppen');
  });
});

describe('the list', () => {
  const at = (time: string) => Temporal.Instant.from(time);
  const afterDue = at('2026-09-21T08:00:00+02:00');
  const opened = async () => {
    const world = await openSjovik();
    await world.time.moveTo(at('2026-09-01T08:00:00+02:00'));
    return world;
  };
  const lists = async ({ ports, tenantId }: Sjovik): Promise<SendLogEntry[]> => {
    const entries = await Array.fromAsync(searchSendLog(ports.store, tenantId, { roundId: '2026-D' }));
    return entries.filter(({ notice }) => notice === 'unanswered');
  };
  const change = async (world: Sjovik) => ({
    actor: world.actor('utredare'),
    plan: (await currentPlan(world.ports.store, world.tenantId))!,
    roundId: '2026-D',
  });

  test('moves with the due day when the round is postponed', async () => {
    const world = await opened();
    await postponeRound(world.ports, { ...(await change(world)), day: '2026-09-30' });
    await world.time.moveTo(at('2026-09-30T18:00:00+02:00'));
    expect(await lists(world)).toEqual([]);
    await world.time.moveTo(at('2026-10-01T08:00:00+02:00'));
    expect(await lists(world)).toMatchObject([{ outcome: 'sent', rule: 'day-after-due' }]);
  });

  test.each(['answered', 'round-ended', 'not-administrator'])(
    'is left out, and the log says why: %s',
    async (reason) => {
      const world = await opened();
      const { ports, tenantId } = world;
      if (reason === 'round-ended') await cancelRound(ports, await change(world));
      if (reason === 'answered') {
        for await (const ask of asks(ports.store).all(tenantId))
          await asks(ports.store).replace({ ...ask, state: 'answered', nextAt: undefined });
      }
      if (reason === 'not-administrator') await handOver(world);
      await world.time.moveTo(afterDue);
      expect((await lists(world))[0]).toMatchObject({
        outcome: 'skipped',
        reason,
        personId: world.actor('utredare').personId,
      });
    },
  );

  test('goes to whoever has become administrator', async () => {
    const world = await opened();
    await handOver(world);
    await world.time.moveTo(afterDue);
    const sent = (await lists(world)).filter(({ outcome }) => outcome === 'sent');
    expect(sent.map(({ personId }) => personId)).toEqual([world.actor('hrChef').personId]);
  });

  test('is in the rehearsal, with why it comes', async () => {
    const { ports, tenantId, actor } = await openSjovik();
    const { messages } = await rehearse({
      tenantId,
      of: { store: ports.store, now: ports.clock.now() },
      from: ports.clock.now(),
      until: at('2026-09-22T00:00:00Z'),
    });
    const plan = (await currentPlan(ports.store, tenantId))!;
    const found = messages.find(({ notice }) => notice === 'unanswered')!;
    expect(found).toMatchObject({ personId: actor('utredare').personId, at: '2026-09-21T06:00:00.000Z' });
    expect(sendWords(found, { plan, language: 'sv' })).toMatchObject({
      what: 'Besked: ingen uppgift än, Delår 2026 (januari–augusti)',
      why: 'arbetsdagen efter sista svarsdagen',
    });
  });
});

/** From now on the HR-chef is the administrator. */
async function handOver({ ports, tenantId, actor }: Sjovik): Promise<void> {
  const demo = demoInput() as { persons: { id: string; roles: string[] }[] };
  const [from, to] = [actor('utredare').personId, actor('hrChef').personId];
  const role = demo.persons.find(({ id }) => id === from)!.roles;
  const persons = demo.persons
    .filter(({ id }) => id !== from)
    .map((one) => (one.id === to ? { ...one, roles: [...one.roles, ...role] } : one));
  const checked = checkPlan({ ...demo, persons });
  if (!('plan' in checked)) throw new TypeError(JSON.stringify(checked.faults));
  const now = ports.clock.now();
  await importPlan({ store: ports.store, now, tenantId, content: checked.plan, by: 'test' });
}
