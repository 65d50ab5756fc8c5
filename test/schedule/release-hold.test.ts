import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { demoTenant as tenantId } from '../../src/config.ts';
import { restoreHold, restoreHolds } from '../../src/messages/restore-hold.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { releaseProofTests } from '../support/release-proofs.ts';
import { movedClock, openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';

releaseProofTests('SQLite', async () => {
  const path = join(await temporaryFolder(), 'roder.db');
  const store = openSqliteStore(path);
  return { place: { kind: 'sqlite', path }, store, tenantId, close: () => store.close() };
});

/** A store whose send log takes this long for each entry, by the clock; whoever else runs meanwhile is told of it. */
function slowly(store: DocumentStore, meanwhile: () => Promise<unknown>): DocumentStore {
  return Object.assign(Object.create(store) as DocumentStore, {
    upsert: async (document: Parameters<DocumentStore['upsert']>[0]) => {
      const written = await store.upsert(document);
      if (document.kind === 'sendLog') await meanwhile();
      return written;
    },
  });
}

async function weeksToLeave() {
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const messenger = new RecordingMessenger();
  const clock = movedClock(openingMorning);
  await openRoundOf(portsOn(store, { messenger, clock }), tenantId, planOfMany(2));
  const restored = openingMorning.add({ hours: 24 * 30 });
  const hold = { tenantId, id: 'hold', state: 'held', choice: 'leave' } as const;
  const [backupAt, restoredAt] = [toTimestamp(openingMorning), toTimestamp(restored)];
  await restoreHolds(store).upsert({ ...hold, backupAt, restoredAt });
  clock.moveTo(restored);
  return { store, messenger, clock };
}

test('a release that takes longer than its claim lasts is done by one instance all the same', async () => {
  const { store, messenger, clock } = await weeksToLeave();
  const owners: (string | undefined)[] = [];
  const other = portsOn(store, { messenger, clock, instance: 'other' });
  const slow = slowly(store, async () => {
    clock.moveTo(clock.now().add({ seconds: 20 }));
    await runDueWork(other, tenantId);
    owners.push((await restoreHold(store, tenantId))?.lease?.owner);
  });
  const began = clock.now();
  await runDueWork(portsOn(slow, { messenger, clock, instance: 'slow' }), tenantId);
  expect(began.until(clock.now()).total('seconds')).toBeGreaterThan(60);
  expect(new Set(owners)).toEqual(new Set(['slow']));
  expect(messenger.sent).toEqual([]);
  expect(await restoreHold(store, tenantId)).toMatchObject({ state: 'released' });
});

test('an instance that loses its claim goes no further, and releases nothing that another is still about', async () => {
  const { store, messenger, clock } = await weeksToLeave();
  let states: (string | undefined)[] = [];
  const slow = slowly(store, async () => {
    if (states.length > 0) return;
    clock.moveTo(clock.now().add({ seconds: 61 }));
    const hold = (await restoreHold(store, tenantId))!;
    await restoreHolds(store).replace({ ...hold, lease: { owner: 'other', attempt: 2 } });
    states = [hold.state];
  });
  const events = await runDueWork(portsOn(slow, { messenger, clock, instance: 'slow' }), tenantId);
  expect({ events, states }).toEqual({ events: [], states: ['held'] });
  expect(await restoreHold(store, tenantId)).toMatchObject({ state: 'held', lease: { owner: 'other' } });
  clock.moveTo(clock.now().add({ seconds: 61 }));
  await runDueWork(portsOn(store, { messenger, clock, instance: 'other' }), tenantId);
  expect(await restoreHold(store, tenantId)).toMatchObject({ state: 'released' });
  expect(messenger.sent).toEqual([]);
  const listed = await Array.fromAsync(searchSendLog(store, tenantId, {}));
  const keys = listed.map(({ at, personId }) => `${at} ${personId}`);
  expect(keys.length).toBe(new Set(keys).size);
});
