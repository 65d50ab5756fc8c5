import { beforeAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { nothingNew, openAnswer, takeCard } from '../../src/answers/answer.ts';
import { submitAnswer } from '../../src/answers/submit-answer.ts';
import type { AnswerView } from '../../src/answers/view.ts';
import type { Card } from '../../src/base/messenger.ts';
import { persons } from '../../src/people/person.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { askId } from '../../src/rounds/ask.ts';
import { pressed } from '../support/samples/answer-samples.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';
import { watchedStore } from '../support/watched-store.ts';

let world: Sjovik;
const calls: string[] = [];
beforeAll(async () => {
  world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
});

/** As the bot calls: the plan and the person have been read to know who it is. */
async function turn() {
  const { ports, tenantId } = world;
  const actor = world.actor('socialchef');
  const store = watchedStore(ports.store, ({ operation, kind }) => calls.push(`${operation} ${kind}`));
  const known = {
    plan: await currentPlan(ports.store, tenantId),
    record: await persons(ports.store).find(tenantId, actor.personId),
  };
  calls.length = 0;
  return {
    ports: { ...ports, store },
    move: { actor, askId: askId('2026-D', actor.personId), language: 'sv', known } as const,
  };
}

function cardOf(view: AnswerView): Card {
  if (!('card' in view)) throw new TypeError(JSON.stringify(view));
  return view.card;
}

test('a number that cannot be read is answered in six operations on the store', async () => {
  const opening = await turn();
  const card = cardOf(await openAnswer(opening.ports, opening.move));
  const { ports, move } = await turn();
  const view = await takeCard(ports, { ...move, ...pressed(card, { 'reading-i13': 'ungefär' }), go: 'next' });
  expect(JSON.stringify(view)).toContain('Jag kan inte läsa');
  expect(calls.toSorted()).toEqual([
    'create draft',
    'get ask',
    'get draft',
    'get report',
    'get report',
    'list round',
  ]);
});

test('two assignments are sent in with one write', async () => {
  const answering = await turn();
  const { ports: answers, move: same } = answering;
  const first = cardOf(await openAnswer(answers, same));
  await takeCard(answers, { ...same, ...pressed(first, { 'reading-i13': '81' }), go: 'next' });
  await nothingNew(answers, same);
  const { ports, move } = await turn();
  const view = await submitAnswer(ports, move);
  expect(view.view).toBe('receipt');
  expect(calls.toSorted()).toEqual([
    'get ask',
    'get draft',
    'get report',
    'get report',
    'list round',
    'list summary',
    // For each of the reports: a turn has them from its one reading.
    'list webhook',
    'list webhook',
    'writeAll many',
  ]);
});
