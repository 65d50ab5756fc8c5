import { expect, test } from '@jest/globals';
import { RoderError } from '../../src/base/errors.ts';
import { createSendingTurn, sendingLeaseMilliseconds } from '../../src/messages/sending-lease.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { movedClock, openingMorning } from '../support/sending-world.ts';
import { watchedStore } from '../support/watched-store.ts';

test('a turn that is given back while the store is away fails nothing, and ends by itself', async () => {
  const store = openSqliteStore(':memory:');
  const clock = movedClock(openingMorning);
  const away = new RoderError('store-unavailable', 'The store does not answer.');
  const whileAway = { ...store, replace: () => Promise.reject(away) };
  const first = createSendingTurn({ store: whileAway, clock, instance: 'first' });
  const second = createSendingTurn({ store, clock, instance: 'second' });
  expect(await first.hold('tenant')).toBe(true);
  await first.release('tenant');
  expect(await second.hold('tenant')).toBe(false);
  expect(await second.hold('another tenant')).toBe(true);
  clock.moveTo(openingMorning.add({ milliseconds: sendingLeaseMilliseconds }));
  expect(await second.hold('tenant')).toBe(true);
  await store.close();
});

test('messages that are sent beside each other make it last anew by one write', async () => {
  const store = openSqliteStore(':memory:');
  const clock = movedClock(openingMorning);
  const calls: string[] = [];
  const watched = watchedStore(store, ({ operation }) => calls.push(operation));
  const turn = createSendingTurn({ store: watched, clock, instance: 'first' });
  await turn.hold('tenant');
  calls.length = 0;
  clock.moveTo(openingMorning.add({ milliseconds: sendingLeaseMilliseconds / 2 }));
  const all = await Promise.all(Array.from({ length: 64 }, () => turn.hold('tenant')));
  expect(all.every(Boolean)).toBe(true);
  expect(calls).toEqual(['get', 'replace']);
  await store.close();
});
