import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Ports } from '../../src/base/ports.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { restoreHolds } from '../../src/messages/restore-hold.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { asks } from '../../src/rounds/ask.ts';
import { type IdleWait, lookForDue } from '../../src/schedule/look-for-due.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { startTicker } from '../../src/schedule/ticker.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { movedClock, openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';
import { watchedStore } from '../support/watched-store.ts';

const tenantId = 'tenant';
const minute = 60_000;
const pace = { minMs: 5000, maxMs: minute, spread: () => 0 };

/** A round of two people that has opened, and whose first messages are due now. */
async function world() {
  const store = openSqliteStore(`${await temporaryFolder()}/roder.db`);
  atEnd(() => store.close());
  const clock = movedClock(openingMorning);
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock });
  await openRoundOf(ports, tenantId, planOfMany(2));
  const nextAt = async () =>
    (await Array.fromAsync(asks(store).all(tenantId))).flatMap((one) => one.nextAt ?? []).toSorted()[0]!;
  const later = (milliseconds: number) => clock.moveTo(clock.now().add({ milliseconds }));
  return { store, clock, ports, nextAt, later };
}

/** After a pass over some. */
async function idleWait(ports: Pick<Ports, 'store' | 'clock'>, tenants: readonly string[], wait: IdleWait) {
  const look = lookForDue(ports, wait);
  expect(await look.find(tenants, true)).toEqual(tenants);
  return look.wait(tenants, []);
}

afterEach(async () => {
  jest.useRealTimers();
  await endAll();
});

describe('how long until due work is looked for again', () => {
  test('is short while something is due and not done', async () => {
    const { ports } = await world();
    expect(await idleWait(ports, [tenantId], pace)).toBe(5000);
  });

  test('is until the next moment, to the second, and never more than a minute', async () => {
    const { ports, clock, nextAt } = await world();
    await runDueWork(ports, tenantId);
    expect(await idleWait(ports, [tenantId], pace)).toBe(minute);
    const next = Date.parse(await nextAt());
    clock.moveTo(clock.now().add({ milliseconds: next - clock.now().epochMilliseconds - 12_345 }));
    expect(await idleWait(ports, [tenantId], pace)).toBe(12_345);
    expect(await idleWait(ports, [tenantId], { ...pace, spread: () => 0.5 })).toBe(12_345 + 2500);
  });

  test('is the earliest of all organisations, and a minute where nothing is planned', async () => {
    const { ports } = await world();
    expect(await idleWait(ports, ['empty'], pace)).toBe(minute);
    expect(await idleWait(ports, ['empty', tenantId], pace)).toBe(5000);
  });
});

describe('a ticker that waits so', () => {
  /** The ticker's timers and the clock that Roder reads go on together. */
  async function running() {
    const { ports, clock, later, nextAt } = await world();
    await sendDueReminders(ports, tenantId);
    jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate', 'nextTick', 'queueMicrotask'] });
    const looks: number[] = [];
    const calls: string[] = [];
    let breaks = 0;
    const breakOnce = () => {
      breaks = 1;
    };
    const store = watchedStore(ports.store, ({ operation, kind }) => calls.push(`${operation} ${kind}`));
    const ticker = startTicker(ports, [tenantId], lookForDue({ ...ports, store }, pace), async () => {
      looks.push(clock.now().epochMilliseconds);
      if (breaks-- > 0) throw new Error('broken');
    });
    const settle = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    };
    await settle();
    const pass = async (milliseconds: number) => {
      later(milliseconds);
      jest.advanceTimersByTime(milliseconds);
      await settle();
    };
    atEnd(() => ticker.stop());
    return { ports, ticker, looks, calls, pass, settle, nextAt, clock, breakOnce };
  }

  test('asks once a minute whether anything is due while nothing is, and works at the moment something is', async () => {
    const { looks, calls, pass, nextAt, clock } = await running();
    expect(looks).toHaveLength(1);
    calls.length = 0;
    for (let second = 0; second < 180; second++) await pass(1000);
    expect(looks).toHaveLength(1);
    expect(calls).toEqual(
      Array.from({ length: 3 }, () => ['get plan', 'get restore', 'isAnyDue many']).flat(),
    );
    const next = Date.parse(await nextAt());
    await pass(next - clock.now().epochMilliseconds - 20_000);
    for (let second = 0; second < 19; second++) await pass(1000);
    expect(looks).toHaveLength(1);
    await pass(1000);
    expect(looks.slice(1)).toEqual([next]);
  });

  test('works within a minute by a plan that was put in force elsewhere, and again where the work failed', async () => {
    const { ports, looks, pass, breakOnce } = await running();
    const content = { ...planOfMany(2), decision: 'KF § 2' };
    await importPlan({ store: ports.store, tenantId, content, by: 'cli', now: ports.clock.now() });
    breakOnce();
    for (let second = 0; second < 60; second++) await pass(1000);
    expect(looks).toHaveLength(2);
    for (let second = 0; second < 5; second++) await pass(1000);
    expect(looks).toHaveLength(3);
    for (let second = 0; second < 60; second++) await pass(1000);
    expect(looks).toHaveLength(3);
  });

  test('leaves nothing that is held back to wait for a moment', async () => {
    const { ports, looks, pass, clock } = await running();
    const at = toTimestamp(clock.now());
    const hold = { tenantId, id: 'hold', state: 'held', backupAt: at, restoredAt: at } as const;
    await restoreHolds(ports.store).create(hold);
    for (let second = 0; second < 120; second++) await pass(1000);
    expect(looks).toHaveLength(3);
  });

  test('sees within a minute what another instance made due, and at once what its own did', async () => {
    const { ports, ticker, looks, pass, settle, clock } = await running();
    const [ask] = await Array.fromAsync(asks(ports.store).all(tenantId));
    await asks(ports.store).replace({
      ...ask!,
      nextAt: clock.now().add({ seconds: 30 }).toString({ fractionalSecondDigits: 3 }),
    });
    for (let second = 0; second < 59; second++) await pass(1000);
    expect(looks).toHaveLength(1);
    await pass(1000);
    expect(looks).toHaveLength(2);
    // It is due and this ticker's work leaves it so: then it is tried every five seconds.
    for (let second = 0; second < 10; second++) await pass(1000);
    expect(looks).toHaveLength(4);
    ticker.soon();
    await settle();
    expect(looks).toHaveLength(5);
  });
});
