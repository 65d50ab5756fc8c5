import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { demoTenant as tenantId } from '../../src/config.ts';
import { sendLog } from '../../src/messages/send-log.ts';
import { disposals, dispose, planDisposal } from '../../src/retention/dispose.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { storeWithPlan } from '../support/planned-store.ts';

afterAll(endAll);

const many = 900;

test('killed while it disposes, it goes on: what the dry run found is gone, nothing else, and the log counts all of it', async () => {
  const path = await storeWithPlan([['retention', 'decision'], 'Kommunstyrelsen 2026-05-04 § 51 (påhittat)']);
  const store = openSqliteStore(path);
  atEnd(() => store.close());
  const clock = { now: () => Temporal.Now.instant() };
  const monthsAgo = (months: number) =>
    toTimestamp(clock.now().toZonedDateTimeISO('Europe/Stockholm').subtract({ months }).toInstant());
  const entry = { tenantId, personId: 'p', askIds: [], push: 'opening', outcome: 'sent' } as const;
  const log = (id: string, at: string) => sendLog(store).upsert({ ...entry, id, at, dueAt: at });
  await Promise.all(Array.from({ length: many }, (_, index) => log(`old-${1000 + index}`, monthsAgo(7))));
  await log('young', monthsAgo(1));
  const count = async () => (await store.list({ tenantId, kind: 'sendLog', limit: 1000 })).length;
  const planned = await planDisposal({ store, clock }, tenantId);
  if (planned.outcome !== 'planned') throw new TypeError(planned.outcome);
  const runId = planned.disposal.id;

  const options = ['retention', 'dispose', '--tenant', tenantId, '--run', runId];
  const command = spawn(process.execPath, ['src/cli/main.ts', ...options], {
    env: { ...process.env, RODER_STORE: `sqlite:${path}` },
    stdio: 'ignore',
  });
  const ended = once(command, 'exit');
  // Past the first hundred, so that it has written down some and not all of what it deleted.
  while ((await count()) > many - 130) await new Promise(setImmediate);
  command.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(await count()).toBeGreaterThan(1);
  const begun = await disposals(store).get(tenantId, runId);
  const lineOf = ({ lines }: typeof begun) => lines.find(({ record }) => record === 'sendLog')!;
  expect(begun.state).toBe('begun');
  expect(lineOf(begun).disposed).toBeLessThan(many);

  expect((await dispose({ store, clock }, { tenantId, runId })).outcome).toBe('disposed');
  const done = await disposals(store).get(tenantId, runId);
  expect({ state: done.state, disposed: lineOf(done).disposed, doing: done.doing }).toEqual({
    state: 'done',
    disposed: many,
    doing: undefined,
  });
  expect((await store.list({ tenantId, kind: 'sendLog', limit: 1000 })).map(({ id }) => id)).toEqual([
    'young',
  ]);
});
