import { afterAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { demoTenant } from '../../src/config.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { asks } from '../../src/rounds/ask.ts';
import { openDueRounds } from '../../src/rounds/open-due-rounds.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { movedClock, openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';

afterAll(endAll);

/** A round of 2026-09-01 to 18: reminders on Tuesday the 15th and Friday the 18th, at eight. */
async function roundOf(people: number, opened = openingMorning) {
  const store = openSqliteStore(':memory:');
  const clock = movedClock(opened);
  const messenger = new RecordingMessenger();
  const ports = portsOn(store, { messenger, clock });
  await openRoundOf(ports, demoTenant, planOfMany(people));
  return {
    ports,
    messenger,
    /** Up again at this moment. */
    async at(time: string) {
      clock.moveTo(Temporal.Instant.from(time));
      await openDueRounds(ports, demoTenant);
      await sendDueReminders(ports, demoTenant);
    },
    async log() {
      const entries = await Array.fromAsync(searchSendLog(store, demoTenant, {}));
      return entries.map(({ push, outcome, reason }) => [push, outcome, reason].filter(Boolean).join(' '));
    },
  };
}

describe('after downtime', () => {
  test('a reminder is sent until the same time one working day later', async () => {
    const world = await roundOf(1);
    await world.at('2026-09-01T08:00:00+02:00');
    await world.at('2026-09-16T08:30:00+02:00');
    expect(await world.log()).toEqual(['opening sent', 'reminder sent']);
  });

  test('later than that it is left out, the log says why, and the next one comes', async () => {
    const world = await roundOf(1);
    await world.at('2026-09-01T08:00:00+02:00');
    await world.at('2026-09-16T08:31:00+02:00');
    expect(await world.log()).toEqual(['opening sent', 'reminder skipped too-late']);
    await world.at('2026-09-18T08:00:00+02:00');
    expect(await world.log()).toEqual(['opening sent', 'reminder skipped too-late', 'due-morning sent']);
  });

  test('a weekend is no working day: what was due on Friday is still sent on Monday', async () => {
    const world = await roundOf(1);
    await world.at('2026-09-01T08:00:00+02:00');
    await world.at('2026-09-15T08:00:00+02:00');
    await world.at('2026-09-21T08:00:00+02:00');
    expect((await world.log()).at(-1)).toBe('due-morning sent');
  });

  test('of several that are due the latest is sent, and the log says of each other why it is not', async () => {
    const world = await roundOf(1);
    await world.at('2026-09-18T09:00:00+02:00');
    expect((await world.log()).toSorted()).toEqual([
      'due-morning sent',
      'opening skipped too-late',
      'reminder skipped too-late',
    ]);
    expect(world.messenger.sent).toHaveLength(1);
  });

  test('the oldest comes first', async () => {
    const world = await roundOf(30);
    const { store } = world.ports;
    const dueOf = new Map<string, string>();
    for (const [index, ask] of (await Array.fromAsync(asks(store).all(demoTenant))).entries()) {
      const at = `2026-09-01T06:${String((index * 7) % 30).padStart(2, '0')}:00.000Z`;
      const [opening, ...rest] = ask.pushes;
      await asks(store).replace({ ...ask, nextAt: at, pushes: [{ ...opening!, at }, ...rest] });
      dueOf.set(ask.personId, at);
    }
    await world.at('2026-09-01T08:45:00+02:00');
    const order = world.messenger.sent.map(({ to }) => dueOf.get((to as { personId: string }).personId)!);
    expect(order).toHaveLength(30);
    expect(order).toEqual(order.toSorted());
  });

  test('nothing comes outside working hours: it waits for the next working morning', async () => {
    const world = await roundOf(3);
    await world.at('2026-09-01T19:00:00+02:00');
    expect(world.messenger.sent).toEqual([]);
    await world.at('2026-09-02T07:59:00+02:00');
    expect(world.messenger.sent).toEqual([]);
    await world.at('2026-09-02T08:00:00+02:00');
    expect(world.messenger.sent).toHaveLength(3);
  });

  test('a round that opens late begins with its opening message on that day', async () => {
    const world = await roundOf(2, Temporal.Instant.from('2026-09-08T10:00:00+02:00'));
    await world.at('2026-09-08T10:00:00+02:00');
    await world.at('2026-09-15T08:00:00+02:00');
    expect(await world.log()).toEqual(['opening sent', 'opening sent', 'reminder sent', 'reminder sent']);
  });

  test('a round that opens after its due day asks nobody by itself', async () => {
    const world = await roundOf(2, Temporal.Instant.from('2026-09-21T10:00:00+02:00'));
    await world.at('2026-09-21T10:00:00+02:00');
    expect(await world.log()).toEqual([]);
  });
});
