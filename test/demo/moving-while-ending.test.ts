import { expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { createDemoTime } from '../../src/demo/demo.ts';
import { openSjovik } from '../support/sjovik.ts';

test('a clock that is moved while Roder is to end stops where it is: what is due stays due', async () => {
  const { ports, messenger, time, tenantId } = await openSjovik();
  const end = new AbortController();
  end.abort();
  const ending = createDemoTime({ ...ports, stopping: end.signal }, time.clock, tenantId);
  await ending.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  expect(messenger.sent.filter(({ to }) => 'personId' in to)).toEqual([]);
  const later = Temporal.Instant.from('2026-09-01T12:00:00+02:00');
  expect(Temporal.Instant.compare(time.clock.now(), later)).toBe(-1);
  await time.moveTo(later);
  expect(messenger.sent.filter(({ to }) => 'personId' in to)).toHaveLength(4);
}, 20_000);
