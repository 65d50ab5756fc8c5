import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Messenger, SendOutcome } from '../../src/base/messenger.ts';
import type { Ports } from '../../src/base/ports.ts';
import { demoTenant as tenantId } from '../../src/config.ts';
import { markUnreached } from '../../src/people/channel.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { checkWork } from '../../src/schedule/look-at-work.ts';
import { startWatch } from '../../src/schedule/watch.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { movedClock, openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';

const sent: SendOutcome = { kind: 'sent', message: { tenantId, conversationId: 'a', activityId: '1' } };

/** A round of three people that has just opened, and a Teams that answers everything with one outcome. */
async function world(outcome: SendOutcome) {
  const store = openSqliteStore(`${await temporaryFolder()}/roder.db`);
  atEnd(() => store.close());
  const clock = movedClock(openingMorning);
  const answer = async () => outcome;
  const messenger: Messenger = { sendToPerson: answer, postToChannel: answer, update: answer };
  const figures = new Map<string, number>();
  const logged: string[] = [];
  const metrics: NonNullable<Ports['metrics']> = {
    record: (name, value, attributes = {}) =>
      figures.set([name, ...Object.values(attributes)].join(' '), value),
  };
  const log = {
    info: () => {},
    warn: () => {},
    error: ({ event }: { event?: unknown }) => void logged.push(`${event}`),
  };
  const ports = portsOn(store, { messenger, clock, metrics, log });
  await openRoundOf(ports, tenantId, planOfMany(3));
  const look = () => checkWork(ports, [tenantId], { withRounds: true });
  const later = (minutes: number) => clock.moveTo(clock.now().add({ minutes }));
  const at = (moment: string) => clock.moveTo(Temporal.Instant.from(moment));
  return { ports, look, later, at, figures, logged };
}

describe('a bot that dies silently', () => {
  test('is seen when what is due stays: nobody looks for work any more', async () => {
    const { look, later, figures } = await world(sent);
    expect(await look()).toEqual({ late: [], silent: [], unreached: [], lastReminderAt: undefined });
    later(29);
    expect((await look()).late).toEqual([]);
    later(2);
    expect(await look()).toMatchObject({
      late: [{ trouble: 'late', tenantId, kind: 'ask', since: '2026-09-01T06:00:00.000Z' }],
      silent: [{ trouble: 'silent', tenantId, kind: 'ask' }],
    });
    expect(figures.get('roder.queue.age_s ask')).toBe(31 * 60);
  });

  test('is not seen in one that sends: its heart beats', async () => {
    const { ports, look, later, figures } = await world(sent);
    await sendDueReminders(ports, tenantId);
    later(120);
    expect(await look()).toEqual({
      late: [],
      silent: [],
      unreached: [],
      lastReminderAt: '2026-09-01T06:00:00.000Z',
    });
    expect(figures.get('roder.queue.age_s ask')).toBe(0);
    expect(figures.get('roder.heartbeat.reminder_age_h')).toBe(2);
    expect(figures.get('roder.round.coverage 2026-D')).toBe(0);
  });

  test('is seen where every sending is refused, as when a secret has expired', async () => {
    const { ports, look, later } = await world({ kind: 'refused', reason: '401' });
    await sendDueReminders(ports, tenantId);
    later(31);
    const { late, silent, lastReminderAt } = await look();
    expect({ late, lastReminderAt }).toEqual({ late: [], lastReminderAt: undefined });
    expect(silent).toMatchObject([{ trouble: 'silent', since: '2026-09-01T06:00:00.000Z' }]);
  });

  test('is not taken for people who cannot be reached: they are on the list of the administrator', async () => {
    const { ports, look, later } = await world({ kind: 'unreachable', reason: 'blocked', detail: '403' });
    await sendDueReminders(ports, tenantId);
    later(31);
    expect((await look()).silent).toEqual([]);
  });

  test('is not taken for one that rests: what waits for working hours is not late', async () => {
    const { ports, look, at } = await world(sent);
    at('2026-09-01T20:00:00+02:00');
    await sendDueReminders(ports, tenantId);
    at('2026-09-01T23:00:00+02:00');
    expect((await look()).late).toEqual([]);
  });

  test('is seen where leadership’s summary does not get through to a channel of the plan', async () => {
    const { ports, look, logged, figures } = await world(sent);
    const [channel] = demoPlan().channels;
    const content = { ...planOfMany(3), channels: [channel!] };
    await importPlan({ store: ports.store, now: ports.clock.now(), tenantId, content, by: 'test' });
    expect((await look()).unreached).toEqual([]);
    await markUnreached(ports, { tenantId, id: channel!.id }, 'gone');
    expect((await look()).unreached).toEqual([
      { trouble: 'unreached', tenantId, kind: 'summary', since: '2026-09-01T06:00:00.000Z' },
    ]);
    const watch = startWatch(ports, [tenantId]);
    while (watch.health().work === 'not-yet-known') await new Promise(setImmediate);
    watch.stop();
    expect(logged).toEqual(['work-unreached']);
    expect(figures.get('roder.heartbeat.trouble unreached')).toBe(1);
  });

  test('is told to the log as an error, once while it lasts, and to the figures that alarms read', async () => {
    const { ports, later, logged, figures } = await world(sent);
    later(40);
    const watch = startWatch(ports, [tenantId]);
    expect(watch.health().work).toBe('not-yet-known');
    while (watch.health().work === 'not-yet-known') await new Promise(setImmediate);
    watch.stop();
    expect(watch.health()).toEqual({ work: 'late', lastReminderAt: undefined });
    expect(logged).toEqual(['work-late', 'work-silent']);
    for (const trouble of ['late', 'silent'])
      expect(figures.get(`roder.heartbeat.trouble ${trouble}`)).toBe(1);
  });
});
