import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { endAll } from '../support/at-end.ts';
import { openSjovik } from '../support/sjovik.ts';
import { watchedStore } from '../support/watched-store.ts';

afterAll(endAll);

test('a tick that finds nothing reads the plan and whether it may send once, looks for each kind of work, and writes nothing', async () => {
  const { ports, tenantId, time } = await openSjovik();
  await time.moveTo(Temporal.Instant.from('2026-09-01T12:00:00+02:00'));
  await runDueWork(ports, tenantId);
  const calls: string[] = [];
  const store = watchedStore(ports.store, ({ operation, kind }) => calls.push(`${operation} ${kind}`));
  // The first tick of an instance brings the rounds to the plan.
  await runDueWork({ ...ports, store }, tenantId);
  calls.length = 0;
  expect(await runDueWork({ ...ports, store }, tenantId)).toEqual([]);
  expect(calls.toSorted()).toEqual([
    // For those who share a role and have a card to bring up to date, and for what is to be sent.
    'due ask',
    'due ask',
    'due following',
    'due notice',
    'due round',
    'due summary',
    'due supportRequest',
    'get plan',
    'get restore',
  ]);
});
