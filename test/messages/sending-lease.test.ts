import { expect, test } from '@jest/globals';
import { RoderError } from '../../src/base/errors.ts';
import { createSendingTurn, sendingLeaseMilliseconds } from '../../src/messages/sending-lease.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { movedClock, openingMorning } from '../support/sending-world.ts';

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
