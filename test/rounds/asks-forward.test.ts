import { afterAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { demoTenant } from '../../src/config.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { readPreview } from '../../src/plan-changes/preview.ts';
import { asks } from '../../src/rounds/ask.ts';
import { passedPeriods } from '../../src/rounds/passed-rounds.ts';
import { rounds } from '../../src/rounds/round.ts';
import { readUnanswered } from '../../src/rounds/unanswered.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { movedClock, portsOn } from '../support/sending-world.ts';
import { norrnas } from '../worlds/norrnas/half-year.ts';

afterAll(endAll);

const second = {
  id: '2026-Q2',
  kind: 'quarterly',
  name: 'Kvartal 2 2026',
  covers: { from: '2026-04-01', to: '2026-06-30' },
  opens: 'first weekday of August',
  due: '+14 days',
};
/** The quarter that ended in June: last answer day 17 August, closes 31 August. The elk hunt of September is free. */
const content = norrnas((input) => ({ ...input, periods: [second, ...input.periods] }));

function world(at: string) {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  const messenger = new RecordingMessenger();
  const clock = movedClock(Temporal.Instant.from(at));
  const ports = portsOn(store, { messenger, clock });
  const put = (opensPassed?: true) =>
    importPlan({ store, now: clock.now(), tenantId: demoTenant, content, by: 'test', opensPassed });
  const quarter = () => rounds(store).find(demoTenant, second.id);
  return { store, messenger, clock, ports, put, quarter };
}

describe('a plan that comes into force', () => {
  test('does not open a round whose last answer day lay before, and nobody is told that it is unanswered', async () => {
    const { ports, messenger, put, quarter } = world('2026-08-24T09:00:00+02:00');
    await put();
    await runDueWork(ports, demoTenant);
    expect(await quarter()).toBeUndefined();
    expect(messenger.sent).toEqual([]);
  });

  test('opens a round that has begun and can still be answered in time', async () => {
    const { ports, put, quarter } = world('2026-08-12T09:00:00+02:00');
    await put();
    await runDueWork(ports, demoTenant);
    expect(await quarter()).toMatchObject({ state: 'open', due: '2026-08-17' });
  });

  test('opens what had passed from today, with as long to answer, where somebody has asked for it', async () => {
    const { ports, messenger, put, quarter } = world('2026-08-24T09:00:00+02:00');
    await put(true);
    await runDueWork(ports, demoTenant);
    expect(await quarter()).toMatchObject({ state: 'open', opens: '2026-08-24', due: '2026-09-14' });
    expect(messenger.sent.length).toBeGreaterThan(5);
  });

  test('is not late because Roder was down: what was in force in time is opened late, as decision 0010 says', async () => {
    const { ports, clock, put, quarter } = world('2026-08-03T07:00:00+02:00');
    await put();
    clock.moveTo(Temporal.Instant.from('2026-08-24T09:00:00+02:00'));
    expect(await passedPeriods(ports, demoTenant, (await currentPlan(ports.store, demoTenant))!)).toEqual([]);
    await runDueWork(ports, demoTenant);
    expect(await quarter()).toMatchObject({ state: 'open', due: '2026-08-17' });
  });

  test('is said in the preview, with the day that has passed', async () => {
    const { ports } = world('2026-08-24T09:00:00+02:00');
    const { store, clock } = ports;
    await importPlan({ store, now: clock.now(), tenantId: demoTenant, content: norrnas(), by: 'test' });
    const plan = (await currentPlan(store, demoTenant))!;
    const preview = await readPreview(ports, { tenantId: demoTenant, plan, content, language: 'sv' });
    expect(preview.passed).toEqual(['Kvartal 2 2026 (sista svarsdag 17 augusti 2026)']);
  });
});

test('who was never asked is not listed as not having answered', async () => {
  const { ports, clock, put, quarter } = world('2026-08-03T07:00:00+02:00');
  await put();
  clock.moveTo(Temporal.Instant.from('2026-08-24T09:00:00+02:00'));
  await runDueWork(ports, demoTenant);
  const plan = (await currentPlan(ports.store, demoTenant))!;
  const open = (await quarter())!;
  expect((await Array.fromAsync(asks(ports.store).all(demoTenant))).length).toBeGreaterThan(5);
  expect((await readUnanswered(ports, plan, open)).people).toEqual([]);
});
