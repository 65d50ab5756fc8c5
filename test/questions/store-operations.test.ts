import { beforeAll, expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { Temporal } from 'temporal-polyfill';
import { noteChannel } from '../../src/bot/channel-events.ts';
import { askerOf, readingIn } from '../../src/bot/turn.ts';
import { runTypedCommand } from '../../src/bot/typed-commands.ts';
import { persons } from '../../src/people/person.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { textOf } from '../support/card-form.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';
import { watchedStore } from '../support/watched-store.ts';

let world: Sjovik;
const calls: string[] = [];
beforeAll(async () => {
  world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-10-12T08:00:00+02:00'));
});

/** As the bot calls: the plan and the person have been read to know who it is. */
async function turn() {
  const { ports, tenantId } = world;
  const actor = world.actor('socialchef');
  const store = watchedStore(ports.store, ({ operation, kind }) => calls.push(`${operation} ${kind}`));
  const plan = await currentPlan(ports.store, tenantId);
  const record = await persons(ports.store).find(tenantId, actor.personId);
  calls.length = 0;
  const reading = readingIn('sv', { plan, clock: ports.clock });
  const known = { actor, plan, record, ...reading, where: 'personal', demo: undefined } as const;
  return { ports: { ...ports, store }, known };
}

test.each([
  ['hur går det med äldreomsorgen?', ['get report', 'get supportRequest', 'list round']],
  ['hur är läget i omgången?', ['list ask', 'list report', 'list round', 'list supportRequest']],
  ['vilka behöver hjälp?', ['list report', 'list round', 'list supportRequest']],
  ['vad är nästa för mig?', ['get person', 'list round']],
  ['sjukfrånvaro', ['get keyFigure', 'get report', 'list round']],
])('to answer "%s" no plan is read, and what is listed is listed once', async (text, kinds) => {
  const { ports, known } = await turn();
  await answerQuestion(ports, askerOf(known), text);
  expect([...new Set(calls)].toSorted()).toEqual(kinds);
  expect(calls.filter((call) => call.startsWith('list')).length).toBe(
    kinds.filter((kind) => kind.startsWith('list')).length,
  );
});

test('a message in a channel reads what is known of channels once, however many the plan has', async () => {
  const { ports, known } = await turn();
  const { tenantId } = world;
  const [teamId, serviceUrl] = ['19:kommunen@thread.tacv2', 'https://smba.example/'];
  const activity = {
    type: 'message',
    conversation: { id: leadershipChannel, conversationType: 'channel', tenantId },
    channelData: { tenant: { id: tenantId }, channel: { id: leadershipChannel }, team: { id: teamId } },
    serviceUrl,
  } as unknown as Activity;
  // The first keeps where the channel is.
  await noteChannel(world.ports, activity, known.plan);
  expect(await noteChannel(ports, activity, known.plan)).toBe(false);
  expect(calls).toEqual(['list channel']);
});

test('thanks, which there is nothing to do about, read nothing more', async () => {
  const { ports, known } = await turn();
  const [card] = await runTypedCommand(ports, known, 'tack!');
  expect(textOf(card!)).not.toBe('');
  expect(calls).toEqual([]);
});
