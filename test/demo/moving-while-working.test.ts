import { expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Messenger } from '../../src/base/messenger.ts';
import { createDemoTime } from '../../src/demo/demo.ts';
import { openSjovik } from '../support/sjovik.ts';

test('a clock that is moved while the ticker sends waits for it: nothing is sent twice', async () => {
  const { ports, messenger, time, tenantId } = await openSjovik();
  const taken = Promise.withResolvers<void>();
  const slow: Messenger = {
    async sendToPerson(to, message) {
      await taken.promise;
      return messenger.sendToPerson(to, message);
    },
    postToChannel: (to, message) => messenger.postToChannel(to, message),
    update: (message, to) => messenger.update(message, to),
  };
  const shared = createDemoTime({ ...ports, messenger: slow }, time.clock, tenantId);
  await time.clock.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  const working = shared.doDueWork({ ...ports, messenger: slow }, tenantId);
  const moving = shared.moveTo(Temporal.Instant.from('2026-09-01T12:00:00+02:00'));
  setTimeout(taken.resolve, 500);
  await Promise.all([working, moving]);
  expect(messenger.sent.filter(({ to }) => 'personId' in to)).toHaveLength(4);
}, 20_000);
